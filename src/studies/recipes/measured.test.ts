import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { LADDER } from '../../settings/ladder.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import {
  childNoise,
  decodeMeasured,
  encodeMeasured,
  MEASURED_FILE,
  type MeasuredRecipe,
  measuredFigures,
  measuredKey,
  trainingLuck,
} from './measured.ts';

const [demo, small] = LADDER.map(({ settings }) => settings) as [
  (typeof LADDER)[number]['settings'],
  (typeof LADDER)[number]['settings'],
];

/** Children whose trainings are known to vary, each judged by images of its own. */
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
  return {
    ...{ rung: 'demo', key: measuredKey(demo), engine: 'wasm', engineVersion: 1, date: '2026-11-29' },
    validationImages: images,
    right,
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
  const lucky = { ...usual, right: [...usual.right, [831, 1134] as const] };
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
  };
  expect(trainingLuck(same)).toEqual({ value: 0, low: 0, high: 0 });
  expect(measuredFigures(made(9, 0.02))).toBeNull();
  expect(trainingLuck(made(9, 0.02))).toBeNull();
  expect(measuredFigures({ ...made(10, 0.02), right: [...made(9, 0.02).right, [null, 3]] })).toBeNull();
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

test('what was written is read, in under 4 kB of accuracies', () => {
  const recipes = LADDER.map((rung) => ({ ...made(60, 0.01, 5000), rung: rung.id }));
  const text = encodeMeasured(recipes);
  expect(decodeMeasured(JSON.parse(text))).toEqual({ ok: true, value: recipes });
  expect(recipes.reduce((sum, { right }) => sum + JSON.stringify(right).length, 0)).toBeLessThan(4000);
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
  ['a rung twice', { version: 1, recipes: [...file().recipes, ...file().recipes] }, /each rung once/],
])('%s is named, with the remedy', (_, value, why) => {
  const read = decodeMeasured(value);
  expect(read.ok ? '' : read.error).toMatch(why);
  expect(read.ok ? '' : read.error).toMatch(/npm run -s bench -- --recipes/);
});

const shipped = new URL(`../../../public/${MEASURED_FILE}`, import.meta.url);

test.runIf(existsSync(shipped))('what ships is of the recipes as they are now', () => {
  const read = decodeMeasured(JSON.parse(readFileSync(shipped, 'utf8')));
  if (!read.ok) throw new Error(read.error);
  for (const { rung, key } of read.value) {
    const { settings } =
      rung === 'table' ? PRESET_SETTINGS.table : (LADDER.find(({ id }) => id === rung) ?? { settings: null });
    expect(key, `${rung}: measure it again`).toBe(settings && measuredKey(settings));
  }
});
