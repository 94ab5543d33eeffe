import { log } from '../../src/base/exactMath/log.ts';
import { createRandom } from '../../src/base/random.ts';
import { encodeRun } from '../../src/run/file/runFile.ts';
import { newRun, type StrategyUpdate } from '../../src/run/run.ts';
import type { Trial } from '../../src/search/trial.ts';
import { childCounts } from '../../src/settings/childGraph.ts';
import { MINI_STRATEGIES, PRESET_SETTINGS, type StrategyId } from '../../src/settings/settings.ts';
import { architectureOf } from '../../src/space/choices.ts';
import { openDecisions } from '../../src/space/searchSpace.ts';
import { heldAgainstBaseline } from '../../src/strategies/learner/baseline.ts';
import type { Decision } from '../../src/strategies/strategy.ts';
import { FINISHED } from './storedRun.ts';

/** As `finishedRun`, of a strategy of one's choice; with a controller the decisions get sharper from update to update. */
export function decidedRun(count: number, strategy: StrategyId = 'ppo', blocks = 5): string {
  const random = createRandom(11);
  const preset = { ...PRESET_SETTINGS.mini.settings, ...MINI_STRATEGIES[strategy], strategy };
  const settings = { ...preset, trials: count, blocks, finalists: 0, childrenPerUpdate: 5 };
  const open = openDecisions({ blocks, operations: settings.operations });
  const leanings = open.map(({ choices }) => Array.from({ length: choices }, () => -log(random.uniform())));
  const trials: Trial[] = [];
  const updates: StrategyUpdate[] = [];
  for (let number = 1; number <= count; number++) {
    const update = Math.floor((number - 1) / 5);
    const decisions = open.map(({ choices: _, ...place }, index): Decision => {
      const weights = leanings[index]!.map(
        (leaning) => (1 + leaning) ** ((3 * update * (1 + (index % 4))) / (10 + update)),
      );
      const sum = weights.reduce((a, b) => a + b);
      const probabilities = weights.map((weight) => weight / sum);
      let left = random.uniform();
      let choice = probabilities.findIndex((p) => {
        left -= p;
        return left < 0;
      });
      if (choice < 0) choice = probabilities.length - 1;
      return { ...place, probabilities, choice };
    });
    const architecture = architectureOf(
      { blocks, operations: settings.operations },
      decisions.map(({ choice }) => choice),
    );
    const accuracy = 0.3 + 0.12 * (1 - 1 / (1 + update / 4)) + 0.04 * random.uniform();
    const { trainable, multiplyAdds } = childCounts(architecture, settings);
    trials.push({
      number,
      architecture,
      status: 'trained',
      accuracy,
      reward: accuracy,
      trainable,
      multiplyAdds,
      seconds: 9,
      epochs: [],
      ...(strategy === 'ppo' || strategy === 'reinforce' ? { decisions } : {}),
    });
    if (number % 5 > 0) continue;
    const rewards = trials.slice(-5).map(({ reward }) => reward);
    const before = updates.at(-1)?.baseline ?? null;
    const { baseline } = heldAgainstBaseline(rewards, before, settings.baselineDecay);
    updates.push({ afterTrial: number, baseline, entropy: null });
  }
  const created = '2026-01-31T12:00:00.000Z';
  return encodeRun({
    ...newRun({ name: FINISHED, created, settings }),
    phase: 'finished',
    trainedOn: { engine: 'compiled', backend: 'webgpu', adapter: 'NVIDIA GeForce RTX 4070 Laptop GPU' },
    trials,
    updates,
  });
}
