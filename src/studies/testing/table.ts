import { createRandom } from '../../base/random.ts';
import { choicesOf } from '../../space/choices.ts';
import { fixedBlock, type OpenDecision, openDecisions } from '../../space/searchSpace.ts';
import { BENCHMARK_SETTINGS, BENCHMARK_SPACE } from '../benchmark/definition.ts';
import type { BenchmarkTable } from '../benchmark/table.ts';
import { distinctGraphs } from '../tabulated/closedSpace.ts';

/**
 * A made-up table: each choice of each decision has an effect of its own (deviation `signal`), and so has each training
 * (`noise`). Nothing was trained; it says how strategies deal with a landscape of a known kind, nothing of CIFAR-10.
 */
export function simulatedTable(
  seed: number,
  { signal = 0.015, noise = 0.015, space = BENCHMARK_SPACE } = {},
): BenchmarkTable {
  const random = createRandom(seed);
  const graphs = distinctGraphs(space);
  const choices = graphs.map((graph) => choicesOf(space, graph));
  const effects = new Map<string, number>();
  const decisions = openDecisions(space);
  const effect = (index: number, choice: number): number => {
    const { cell, block, slot, kind } = decisions[index] as OpenDecision;
    const [first, second] = fixedBlock(space, cell, block).inputs ?? [0, 1];
    // Operations on one state can change places: a graph is worth the same in both spellings.
    const key = [cell, block, kind, first === second ? 0 : slot, choice].join();
    const own = effects.get(key) ?? signal * random.normal();
    effects.set(key, own);
    return own;
  };
  const rows = choices.map((own) => {
    const quality = own.reduce((sum, choice, decision) => sum + effect(decision, choice), 0.25);
    const accuracy = (): number => Math.min(1, Math.max(0, quality + noise * random.normal()));
    const multiplyAdds = 50_000 + 10_000 * own.reduce((sum, choice) => sum + choice, 0);
    return {
      choices: own,
      trainable: 5000,
      multiplyAdds,
      accuracies: [accuracy(), accuracy()],
      seconds: [4, 6],
    };
  });
  return { space, settings: BENCHMARK_SETTINGS, engine: 'none', adapter: 'simulated', rows };
}
