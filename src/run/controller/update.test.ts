import { expect, test } from 'vitest';
import type { Trial } from '../../search/trial.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { CELL_PRESETS } from '../../space/presets.ts';
import { createLearner } from '../../strategies/learner/learner.ts';
import type { Lesson, Policy } from '../../strategies/learner/policy.ts';
import type { Decision } from '../../strategies/strategy.ts';
import { undecided } from './undecided.ts';
import { meanProbabilities, pushOn, updateFrom } from './update.ts';

const { architecture } = CELL_PRESETS[0]!;
const place = { cell: 'normal', block: 0, slot: 0, kind: 'input' } as const;

const decisionOf = (p: number, choice: number): Decision => ({ ...place, probabilities: [p, 1 - p], choice });

const trialOf = (number: number, reward: number, decision?: Decision, promotedFrom?: number): Trial => ({
  number,
  architecture,
  status: 'trained',
  accuracy: reward,
  reward,
  trainable: 1,
  multiplyAdds: 1,
  seconds: 1,
  epochs: [],
  ...(decision ? { decisions: [decision] } : {}),
  ...(promotedFrom === undefined ? {} : { promotedFrom }),
});

test('baselines and advantages are those that the learner itself learned with', async () => {
  const lessons: Lesson[] = [];
  const policy: Policy = {
    suggest: async () => ({ architecture }),
    learn: (lesson) => void lessons.push(lesson),
    write: async () => ({}),
    read() {},
    dispose() {},
  };
  const options = { learningRate: 0.1, entropyWeight: 0, baselineDecay: 0.7, epochs: 1, clipRange: null };
  const learner = createLearner(
    'reinforce',
    { blocks: 5, operations: PAPER_OPERATION_IDS },
    { ...options, createPolicy: () => policy },
    1,
  );
  const rewards = [0.3, 0.5, 0.1, 0.4, 0.45, 0.2, 0.6];
  const trials = rewards.map((reward, index) => trialOf(index + 1, reward));
  const updates = [];
  for (const [from, to] of [
    [0, 2],
    [2, 5],
    [5, 7],
  ] as const) {
    const some = rewards.slice(from, to).map((reward) => ({ suggestion: { architecture }, reward }));
    updates.push({ afterTrial: to, ...(await learner.update(some)) });
  }
  const settings = { baselineDecay: 0.7 };
  for (const [index, { advantages }] of lessons.entries()) {
    const told = updateFrom({ trials, updates, settings }, updates[index]!.afterTrial)!;
    expect(told.number).toBe(index + 1);
    expect(told.children.map(({ advantage }) => advantage)).toEqual(advantages);
    for (const { trial, baseline, advantage } of told.children)
      expect(baseline + advantage).toBeCloseTo(trial.reward, 12);
  }
  expect(updateFrom({ trials, updates, settings }, 3)?.next.map(({ number }) => number)).toEqual([6, 7]);
  expect(updateFrom({ trials: [...trials, trialOf(8, 0.1)], updates, settings }, 8)).toBeNull();
});

test('in waves the children after an update are those of the next wave, and none where the next update came at once', () => {
  const trials = Array.from({ length: 10 }, (_, index) => trialOf(index + 1, 0.1));
  const updates = [2, 4, 6, 8].map((afterTrial) => ({ afterTrial, baseline: 0.1, entropy: null }));
  const run = { trials, updates, settings: { baselineDecay: 0.9, wave: 4 } };
  const next = (trial: number) => updateFrom(run, trial)?.next.map(({ number }) => number);
  expect([1, 3, 5, 7].map(next)).toEqual([[], [5, 6, 7, 8], [], [9, 10]]);
});

test('a child that was trained on taught the controller before, and counts in no update', () => {
  const trials = [trialOf(1, 0.2), trialOf(2, 0.4), trialOf(3, 0.9, undefined, 1), trialOf(4, 0.3)];
  const updates = [{ afterTrial: 4, baseline: 0.3, entropy: null }];
  const settings = { baselineDecay: 0.9 };
  expect(updateFrom({ trials, updates, settings }, 3)).toBeNull();
  expect(updateFrom({ trials, updates, settings }, 2)?.children.map(({ trial }) => trial.number)).toEqual([
    1, 2, 4,
  ]);
});

test('the push on a decision is the gradient of A log p, by finite differences', () => {
  const softmax = (z: number): number => 1 / (1 + Math.exp(-z));
  const children = [
    { z: 0.4, choice: 0, advantage: 0.1 },
    { z: -0.7, choice: 1, advantage: -0.04 },
  ];
  const objective = (shift: number): number =>
    children.reduce((sum, { z, choice, advantage }) => {
      const p = softmax(z + shift);
      return sum + advantage * Math.log(choice === 0 ? p : 1 - p);
    }, 0) / children.length;
  const push = pushOn(
    {
      children: children.map(({ z, choice, advantage }, index) => ({
        trial: trialOf(index + 1, 0.5, decisionOf(softmax(z), choice)),
        baseline: 0.5,
        advantage,
      })),
    },
    place,
  )!;
  const step = 1e-5;
  expect(push[0]).toBeCloseTo((objective(step) - objective(-step)) / (2 * step), 8);
  expect(push[0]! + push[1]!).toBeCloseTo(0, 12);
  expect(pushOn({ children: [{ trial: trialOf(1, 0.5), baseline: 0, advantage: 0 }] }, place)).toBeNull();
});

test('mean probabilities are of the children that have the decision', () => {
  const children = [
    trialOf(1, 0.1, decisionOf(0.2, 0)),
    trialOf(2, 0.1, decisionOf(0.6, 0)),
    trialOf(3, 0.1),
  ];
  expect(meanProbabilities(children, place)![0]).toBeCloseTo(0.4, 12);
  expect(meanProbabilities(children, { ...place, block: 1 })).toBeNull();
});

test('how undecided a controller is changes with its updates', () => {
  const children = [decisionOf(0.5, 0), decisionOf(0.5, 1), decisionOf(1, 0), undefined].map(
    (decision, index) => trialOf(index + 1, 0.1, decision),
  );
  expect(undecided(children, [{ afterTrial: 2 }])).toEqual([
    { from: 1, to: 2, share: 1 },
    { from: 3, to: 3, share: 0 },
  ]);
  expect(undecided(children, [])).toEqual([{ from: 1, to: 3, share: 2 / 3 }]);
  expect(undecided([], [])).toEqual([]);
  // Proposed together: by a controller that had learned nothing.
  expect(undecided(children, [{ afterTrial: 2 }], { wave: 3 })).toEqual([{ from: 1, to: 3, share: 2 / 3 }]);
});
