import { expect, test } from 'vitest';
import type { Trial } from '../../../search/trial.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { CIFAR_MODELS, IMAGENET_MODELS } from '../../../studies/published/models.ts';
import { childrenOf, millisecondsAStep } from './children.ts';
import { cifarInput, imagenetInput, modelLines } from './published.ts';
import { type TradeoffStory, tradeoffOf } from './tradeoff.ts';
import { standingOf } from './words.tsx';

const { architecture } = presetOf('nasnet-a');
const settings = { ...PRESET_SETTINGS.mini.settings, trainImages: 640, batch: 64, epochs: 3 };

const trialOf = (
  number: number,
  accuracy: number | null,
  multiplyAdds: number,
  more: Partial<Trial> = {},
): Trial => ({
  number,
  architecture,
  status: accuracy === null ? 'failed' : 'trained',
  accuracy,
  reward: accuracy ?? 0,
  trainable: multiplyAdds / 100,
  multiplyAdds,
  seconds: 0.3,
  epochs: [],
  ...more,
});

const TRIALS = [
  trialOf(1, 0.3, 10e6),
  trialOf(2, 0.29, 12e6),
  trialOf(3, 0.4, 20e6),
  trialOf(4, null, 15e6, { reason: 'The loss was not finite.' }),
  trialOf(5, 0.4, 20e6, { status: 'reused', reusedFrom: 3, seconds: 0 }),
  trialOf(6, 0.25, 30e6),
];
const storyOf = (more: Partial<TradeoffStory> = {}): TradeoffStory => ({
  trials: TRIALS,
  whole: more.trials ?? TRIALS,
  settings,
  against: 'multiplyAdds',
  deviation: null,
  chance: 0.1,
  alike: () => [],
  running: null,
  ...more,
});
const looks = (story: TradeoffStory) =>
  tradeoffOf(story).input.dots.map(({ id, look, isRepeated }) => [id, isRepeated ? `${look}, again` : look]);

test('a child that was sampled again is one dot, and found by either number', () => {
  const { childOf, children } = tradeoffOf(storyOf());
  expect(children).toHaveLength(5);
  expect(childOf.get(5)).toBe(childOf.get(3));
  expect(childOf.get(5)?.repeats).toEqual([5]);
  expect(looks(storyOf())).toEqual([
    [1, 'front'],
    [2, 'plain'],
    [3, 'front, again'],
    [4, 'failed'],
    [6, 'plain'],
  ]);
});

test('a child of a child that was sampled again is still the same one', () => {
  const more = [...TRIALS, trialOf(7, 0.4, 20e6, { status: 'reused', reusedFrom: 5, seconds: 0 })];
  expect(
    childrenOf(more, settings, 'multiplyAdds').find(({ repeats }) => repeats.length > 0)?.repeats,
  ).toEqual([5, 7]);
});

test('within the noise is what no better and cheaper child of the front can be told from', () => {
  const alike = (trial: number): number[] => (trial === 1 ? [2, 6] : []);
  expect([...tradeoffOf(storyOf({ alike })).alike]).toEqual([2]);
  expect(tradeoffOf(storyOf({ alike: null })).alike.size).toBe(0);
});

test('under successive halving a child stands where it was last trained, and in no comparison before its last epoch', () => {
  const trials = [
    trialOf(1, 0.2, 10e6, { budget: 1 }),
    trialOf(2, 0.5, 11e6, { budget: 1 }),
    trialOf(3, 0.35, 10e6, { budget: 3, promotedFrom: 1, seconds: 0.8 }),
    trialOf(4, null, 11e6, { budget: 3, promotedFrom: 2 }),
  ];
  const { front, input, volumes, childOf } = tradeoffOf(storyOf({ trials }));
  expect(front).toEqual([3]);
  expect(input.dots.map(({ id, look }) => [id, look])).toEqual([
    [3, 'front'],
    [2, 'paused'],
  ]);
  expect(childOf.get(1)?.trial.number).toBe(3);
  expect(volumes).toEqual([null, null, null, null]);
  expect(millisecondsAStep(trials[2]!, trials, settings)).toBeCloseTo(800 / 20, 9);
});

test('a step’s time is what was measured over its steps; without one there is no dot', () => {
  expect(millisecondsAStep(TRIALS[0]!, TRIALS, settings)).toBeCloseTo(300 / 30, 9);
  expect(looks(storyOf({ against: 'step' })).map(([id]) => id)).toEqual([1, 2, 3, 6]);
});

test('the volume counts each trial as it comes, in the box of the whole run', () => {
  const { volumes } = tradeoffOf(storyOf());
  expect(volumes).toHaveLength(6);
  const [first, second, third, failed, again] = volumes as number[];
  expect(first).toBeCloseTo((0.3 - 0.1) / 0.9, 9);
  expect(second).toBe(first);
  expect(third).toBeGreaterThan(first!);
  expect([failed, again]).toEqual([third, third]);
  // A replay shows at each moment what the run had then.
  const early = tradeoffOf(storyOf({ trials: TRIALS.slice(0, 3), whole: TRIALS }));
  expect(early.volumes).toEqual(volumes.slice(0, 3));
});

test('no child, and only failed ones', () => {
  expect(tradeoffOf(storyOf({ trials: [] }))).toMatchObject({ front: [], volumes: [] });
  const { volumes, input } = tradeoffOf(storyOf({ trials: [TRIALS[3]!] }));
  expect(volumes).toEqual([null]);
  expect(input.lineName).toBeNull();
});

test('the published tables: NASNet-A on its lines, every model told in full', () => {
  const imagenet = imagenetInput('multiplyAdds');
  expect(imagenet.dots.filter(({ line }) => line !== null)).toHaveLength(4);
  expect(imagenet.dots.find(({ cost }) => cost === 23.8e9)?.name?.text).toBe('NASNet-A, 6 @ 4032');
  expect(imagenetInput('step').dots).toEqual(imagenet.dots);
  expect(imagenetInput('parameters').dots[0]?.cost).toBe(6.6e6);
  const lines = cifarInput().dots.map(({ line }) => line);
  expect(lines.filter((line) => line === 'plain')).toHaveLength(2);
  expect(lines.filter((line) => line === 'cutout')).toHaveLength(2);
  for (const id of IMAGENET_MODELS.keys()) expect(modelLines('imagenet', id)).toHaveLength(4);
  for (const id of CIFAR_MODELS.keys()) expect(modelLines('cifar', id)).toHaveLength(3);
});

test('a child by hand is a dot with its name, and changes neither front nor volume', () => {
  const child = {
    number: 1,
    by: 'Ada',
    architecture,
    seeds: 1,
    after: 6,
    trainable: 1e5,
    multiplyAdds: 10e6,
  };
  const training = { status: 'trained', accuracy: 0.9, seconds: 0.3, epochs: [] } as const;
  const alone = tradeoffOf(storyOf());
  const waiting = { ...child, number: 2, trainings: [] };
  const both = tradeoffOf(storyOf({ made: [{ ...child, trainings: [training] }, waiting] }));
  const { front, volumes, children } = both;
  expect({ front, volumes, children }).toEqual({
    front: alone.front,
    volumes: alone.volumes,
    children: alone.children,
  });
  const [dot, ...others] = both.input.dots;
  expect(dot).toMatchObject({ id: -1, cost: 10e6, value: 0.9, look: 'plain', name: { text: 'h1 by Ada' } });
  expect(others).toEqual(alone.input.dots);
  expect(standingOf(both.childOf.get(-1)!, { tradeoff: both })).toBe('byHand');
});
