import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromBase64, wordsOf } from '../../base/bytes/bits.ts';
import { createRandom } from '../../base/random.ts';
import type { Finalist } from '../../search/finalists.ts';
import { LADDER } from '../../settings/ladder.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { RECORDINGS } from '../recorded/list.ts';
import { countsOf } from '../uncertainty/difference.ts';
import { createWorld, LEAST, MOST, tell } from '../uncertainty/testing/simulation.ts';
import { partingShare } from '../uncertainty/trainings.ts';
import { whiskerOf } from '../uncertainty/whisker.ts';
import {
  childNoise,
  decodeMeasured,
  encodeMeasured,
  MEASURED_FILE,
  type MeasuredRecipe,
  measuredFigures,
  measuredKey,
  RECORDED_SHARE,
  shownLuck,
  trainingLuck,
} from './measured.ts';

const [demo, small] = LADDER.map(({ settings }) => settings) as [
  (typeof LADDER)[number]['settings'],
  (typeof LADDER)[number]['settings'],
];

/** Children whose trainings are known to vary, each judged by images of its own: all of their chance parts the trainings. */
function made(children: number, luck: number, images = demo.validationImages): MeasuredRecipe {
  const random = createRandom(children);
  const right = Array.from({ length: children }, () => {
    const child = 0.4 + 0.03 * random.normal();
    const training = (): number => {
      const share = child + luck * random.normal();
      return Math.round(images * (share + Math.sqrt((share * (1 - share)) / images) * random.normal()));
    };
    return [training(), training()] as const;
  });
  const differ = right.map(([a, b]) => Math.round((a * (images - b) + b * (images - a)) / images));
  return {
    ...{ rung: 'demo', key: measuredKey(demo), engine: 'wasm', engineVersion: 1, date: '2026-11-29' },
    validationImages: images,
    right,
    // As many as the counts allow: a difference of an even number of images leaves an even number of them.
    differ: differ.map((one, child) => one + ((one + right[child]![0] + right[child]![1]) % 2)),
  };
}

test('luck of training that was put in comes out again, within its interval', () => {
  const figures = measuredFigures(made(4000, 0.015))!;
  expect(figures.training).toBeCloseTo(0.015, 3);
  expect(figures.binomial).toBeCloseTo(Math.sqrt((0.4 * 0.6) / demo.validationImages), 3);
  expect(figures.ofChildren).toBeCloseTo(0.03, 2);
  let within = 0;
  for (let children = 30; children < 90; children += 5) {
    const { low, high } = trainingLuck(made(children, 0.015))!;
    if (low <= 0.015 && high >= 0.015) within++;
  }
  expect(within).toBeGreaterThanOrEqual(10);
});

test('one child that differs much widens the interval, and leaves the value that all use', () => {
  const usual = made(59, 0.006);
  const lucky = {
    ...usual,
    right: [...usual.right, [831, 1134] as const],
    differ: [...usual.differ!, 1337],
  };
  const { value, low, high } = trainingLuck(lucky)!;
  expect(value).toBe(measuredFigures(lucky)!.training);
  expect(childNoise(0.4, demo, [lucky]).training).toBe(value);
  // By a normal distribution of differences the first term's standard error would be itself times sqrt(2 / children).
  const { ofTrainings, binomial } = measuredFigures(lucky)!;
  const reach = 1.96 * Math.sqrt(2 / 60) * ofTrainings * ofTrainings;
  const variance = ofTrainings * ofTrainings - binomial * binomial;
  expect(high * high - low * low).toBeGreaterThan(1.3 * 2 * Math.min(reach, variance));
  expect(trainingLuck(usual)!.high).toBeLessThan(high);
  expect(trainingLuck(lucky)).toEqual({ value, low, high });
});

test('where images explain more than there is, training has none; too few children tell nothing', () => {
  expect(measuredFigures(made(2000, 0))!.training).toBeLessThan(0.003);
  expect(trainingLuck(made(100, 0))!.low).toBe(0);
  const [one] = made(1, 0).right;
  const same = {
    ...made(1, 0),
    right: Array.from({ length: 20 }, (_, i) => [one![0]! + i, one![0]! + i] as const),
    differ: new Array<number>(20).fill(0),
  };
  expect(trainingLuck(same)).toEqual({ value: 0, low: 0, high: 0 });
  expect(shownLuck(same)).toBeNull();
  expect(childNoise(0.4, demo, [same])).toMatchObject({ training: null });
  expect(measuredFigures(made(9, 0.02))).toBeNull();
  expect(trainingLuck(made(9, 0.02))).toBeNull();
  expect(measuredFigures({ ...made(10, 0.02), right: [...made(9, 0.02).right, [null, 3]] })).toBeNull();
});

test('luck that rests on fewer than 20 pairs is not shown', () => {
  expect(measuredFigures(made(19, 0.02))!.training).toBeGreaterThan(0.01);
  expect(shownLuck(made(19, 0.02))).toBeNull();
  expect(childNoise(0.4, demo, [made(19, 0.02)]).training).toBeNull();
  expect(shownLuck(made(20, 0.02))).toBe(measuredFigures(made(20, 0.02))!.training);
  const failed = { ...made(20, 0.02), right: [...made(20, 0.02).right.slice(1), [null, 3] as const] };
  expect(shownLuck(failed)).toBeNull();
});

test('pairs of which nobody knows which images were right take the share of the others, or that of the recorded searches', () => {
  const whole = made(400, 0.015);
  const half = { ...whole, differ: whole.differ!.map((one, child) => (child % 2 === 0 ? one : null)) };
  expect(measuredFigures(half)!.training).toBeCloseTo(measuredFigures(whole)!.training, 4);
  const { differ: _, ...none } = whole;
  const { ofTrainings, binomial, training } = measuredFigures(none)!;
  const without = ofTrainings * ofTrainings - RECORDED_SHARE * binomial * binomial;
  expect(training).toBeCloseTo(Math.sqrt(without), 12);
});

test('the share of the recorded searches is that of their finalists', () => {
  const pairs = RECORDINGS.flatMap(({ id }) => {
    const run = JSON.parse(readFileSync(new URL(`../recorded/runs/${id}.json`, import.meta.url), 'utf8'));
    const fresh: Finalist[] = run.finalists.filter(({ judgedOn }: Finalist) => judgedOn === 'validation');
    return fresh.flatMap(({ trial, training, images, right: text }) => {
      const other = fresh.find((one) => one.trial === trial && one.training > training);
      if (other === undefined) return [];
      const [a, b] = [text, other.right].map((bits) => wordsOf(fromBase64(bits!)!)) as [
        Uint32Array,
        Uint32Array,
      ];
      const { both, first, second } = countsOf(a, b, images);
      expect(images).toBe(5000);
      return [{ right: [both + first, both + second] as const, differ: first + second }];
    });
  });
  expect(pairs).toHaveLength(6);
  expect(partingShare(pairs, 5000)).toBeCloseTo(RECORDED_SHARE, 3);
});

/** Whiskers are drawn with what 60 pairs said of the luck, which is sometimes too much and sometimes too little. */
test.each([
  [0.35, 1000, 0.01],
  [0.35, 3000, 0.01],
  [0.45, 3000, 0.006],
])('simulated: accuracy %d on %d shared images, luck %d, as 60 pairs tell it', (own, images, luck) => {
  const world = createWorld(images + 5);
  let held = 0;
  let told = 0;
  let square = 0;
  const runs = 150;
  for (let run = 0; run < runs; run++) {
    const seen = world.images(images);
    const pairs = Array.from({ length: 60 }, () => {
      const child = own + 0.02 * world.random.normal();
      const [a, b] = [world.train(child, luck, seen), world.train(child, luck, seen)];
      const { both, first, second } = countsOf(a.right, b.right, images);
      return { right: [both + first, both + second] as const, differ: first + second };
    });
    const measured: MeasuredRecipe = {
      ...made(1, 0, images),
      right: pairs.map(({ right }) => right),
      differ: pairs.map(({ differ }) => differ),
    };
    const { training } = childNoise(own, { ...demo }, [measured]);
    square += (training ?? 0) ** 2 / runs;
    for (let child = 0; child < 20; child++) {
      const { accuracy } = world.train(own, luck, world.images(images));
      told++;
      if (Math.abs(accuracy - own) <= whiskerOf(accuracy, images, training).whole) held++;
    }
  }
  tell(`luck of ${luck} from 60 pairs on ${images} images, accuracy ${own}: told`, Math.sqrt(square));
  tell('  and the whisker holds the truth', held / told);
  expect(Math.sqrt(square) / luck).toBeGreaterThan(0.95);
  expect(Math.sqrt(square) / luck).toBeLessThan(1.05);
  expect(held / told).toBeGreaterThan(LEAST);
  expect(held / told).toBeLessThan(MOST);
});

test('noise is of the images alone where a recipe was never measured', () => {
  const measured = [made(30, 0.02)];
  const known = childNoise(0.4, demo, measured);
  const binomial = Math.sqrt(0.24 / demo.validationImages);
  expect(known.training).toEqual(measuredFigures(measured[0]!)!.training);
  expect(known.deviation).toBeCloseTo(Math.hypot(binomial, known.training!));
  for (const settings of [small, { ...demo, epochs: demo.epochs + 1 }, { ...demo, weightSharing: true }])
    expect(childNoise(0.4, settings, measured).training).toBeNull();
  expect(childNoise(0.4, { ...demo, validationImages: 100 }, measured)).toEqual({
    binomial: Math.sqrt(0.24 / 100),
    training: null,
    deviation: Math.sqrt(0.24 / 100),
  });
  // How children are chosen, and what of their accuracy is rewarded, says nothing of it.
  const chosen = { ...demo, strategy: 'random', seed: 9, trials: 50, reward: 'cost', halving: true } as const;
  expect(childNoise(0.4, chosen, measured)).toEqual(known);
  expect(childNoise(0.4, demo, []).training).toBeNull();
});

test('what was written is read, in under 1.1 kB of counts a recipe', () => {
  const recipes = LADDER.map((rung) => ({ ...made(60, 0.01, 5000), rung: rung.id }));
  const text = encodeMeasured(recipes);
  expect(decodeMeasured(JSON.parse(text))).toEqual({ ok: true, value: recipes });
  for (const { right, differ } of recipes)
    expect(JSON.stringify(right).length + JSON.stringify(differ).length).toBeLessThan(1100);
});

const file = () => JSON.parse(encodeMeasured([made(12, 0.01)]));
const changed = (patch: object) => {
  const { version, recipes } = file();
  return { version, recipes: [{ ...recipes[0], ...patch }] };
};

test.each<[string, unknown, RegExp]>([
  ['no object', 'half a fi', /half a fi/],
  ['another version', { ...file(), version: 2 }, /version/],
  ['no recipes', { version: 1 }, /recipes/],
  ['an unknown rung', changed({ rung: 'huge' }), /recipes\[0\].rung.*huge/],
  ['no key', changed({ key: 7 }), /recipes\[0\].key/],
  ['no engine', changed({ engine: null }), /recipes\[0\].engine/],
  ['a wrong version of the engine', changed({ engineVersion: 0 }), /recipes\[0\].engineVersion/],
  ['a wrong day', changed({ date: 'today' }), /recipes\[0\].date.*a day like/],
  ['no images', changed({ validationImages: 0 }), /recipes\[0\].validationImages/],
  ['no children', changed({ right: [] }), /recipes\[0\].right/],
  ['a child trained once', changed({ right: [[3]] }), /recipes\[0\].right\[0\]/],
  ['a share instead of a count', changed({ right: [[0.3, 0.4]] }), /recipes\[0\].right\[0\]\[0\]/],
  ['more right than images', changed({ right: [[3, 9999]] }), /at most 3000 images right/],
  ['another number of children', changed({ differ: [3] }), /differ of as many children as right has, 12/],
  ['an odd difference', changed({ right: [[10, 12]], differ: [3] }), /differ\[0\]/],
  ['too small a difference', changed({ right: [[10, 14]], differ: [2] }), /differ\[0\]/],
  ['more that differ than were right', changed({ right: [[10, 14]], differ: [26] }), /differ\[0\]/],
  ['a difference of a failed training', changed({ right: [[10, null]], differ: [2] }), /differ\[0\]/],
  ['a rung twice', { version: 1, recipes: [...file().recipes, ...file().recipes] }, /each rung once/],
])('%s is named, with the remedy', (_, value, why) => {
  const read = decodeMeasured(value);
  expect(read.ok ? '' : read.error).toMatch(why);
  expect(read.ok ? '' : read.error).toMatch(/npm run -s bench -- --recipes/);
});

const shipped = new URL(`../../../public/${MEASURED_FILE}`, import.meta.url);

test.runIf(existsSync(shipped))('what ships is of the recipes as they are now, in under 4 kB', () => {
  const text = readFileSync(shipped, 'utf8');
  expect(text.length).toBeLessThan(4000);
  const read = decodeMeasured(JSON.parse(text));
  if (!read.ok) throw new Error(read.error);
  for (const { rung, key } of read.value) {
    const { settings } =
      rung === 'table' ? PRESET_SETTINGS.table : (LADDER.find(({ id }) => id === rung) ?? { settings: null });
    expect(key, `${rung}: measure it again`).toBe(settings && measuredKey(settings));
  }
});
