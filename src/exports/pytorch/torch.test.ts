/** The exported module in PyTorch itself. Part of `npm run test:full`, since PyTorch is hundreds of megabytes. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cifar10 } from '../../data/cifar10/info.ts';
import { openBackend } from '../../engine/backend.ts';
import type { StepOptions } from '../../engine/executor.ts';
import { createReferenceExecutor } from '../../engine/reference/executor.ts';
import { countGraph } from '../../network/counts.ts';
import type { Weights } from '../../network/parameters.ts';
import { presetOf } from '../../space/presets.ts';
import { drawnWeights } from '../drawnWeights.ts';
import type { ExportedChild, ExportedNetwork } from '../exported.ts';
import { exportedGraph } from '../exportedGraph.ts';
import { publishedChildren, type SampledChild, sampledChildren } from '../testing/children.ts';
import { deviation, MOST_DEVIATION, randomBatch, referenceScores } from '../testing/reference.ts';
import { askExported, findPython, runProgram } from './testing/python.ts';
import { readExported } from './weightsFile.ts';
import { writePytorch } from './writePytorch.ts';

const full = process.env.NAS_FULL === '1';
const python = full ? await findPython() : null;
if (full && python === null) {
  console.warn(
    'Exports to PyTorch are not tested: no Python with PyTorch and NumPy is found; PYTHON may name one.',
  );
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'exported-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder below the test's with the export in it. */
function exported(name: string, child: ExportedChild): string {
  const place = path.join(folder, name);
  mkdirSync(place);
  for (const { path: file, bytes } of writePytorch(child)) writeFileSync(path.join(place, file), bytes);
  return place;
}

function childOf(cells: Parameters<typeof presetOf>[0], network: ExportedNetwork): ExportedChild {
  const { architecture } = presetOf(cells);
  const graph = exportedGraph(architecture, network);
  const images = { mean: [0.5, 0.45, 0.4], deviation: [0.25, 0.2, 0.3], classNames: cifar10.classes };
  return { architecture, graph, network, weights: drawnWeights(graph, 6), images };
}

const CIFAR = {
  setting: 'cifar',
  cellsPerStage: 1,
  filters: 4,
  size: 16,
  classes: 10,
  auxiliary: true,
} as const;

describe.skipIf(python === null)('in PyTorch', () => {
  test('200 random architectures and the published cells answer what the reference engine does', async () => {
    const children = [...sampledChildren(25, 200), ...publishedChildren(25), ...unusual()];
    const folders: string[] = [];
    const expected: Float32Array[] = [];
    for (const [i, { child }] of children.entries()) {
      const batch = randomBatch(child, 3, i);
      const place = exported(`scores-${i}`, child);
      writeFileSync(path.join(place, 'images.bin'), batch.set.images);
      folders.push(place);
      expected.push(await referenceScores(child, batch));
    }
    const answers = (await askExported(python!, { task: 'scores', folders })) as readonly {
      readonly scores: readonly number[];
    }[];
    expect(answers.length).toBe(children.length);
    const deviations = answers.map(({ scores, ...others }, i) => {
      const { title, child } = children[i]!;
      const { trainable, parameters } = countGraph(child.graph);
      expect(others, title).toEqual({ trainable, parameters, evaluates: true, same: true });
      const off = deviation(scores, expected[i]!);
      expect(off, title).toBeLessThan(MOST_DEVIATION);
      return off;
    });
    console.info(
      `PyTorch is at most ${Math.max(...deviations).toExponential(1)} off, of the greatest score.`,
    );
  }, 900_000);

  test('steps of its training are those of the reference engine, and its weights come back', async () => {
    const child = childOf('nasnet-a', { ...CIFAR, size: 10 });
    const place = exported('train', child);
    const { set } = randomBatch(child, BATCH * STEPS, 2);
    writeFileSync(path.join(place, 'images.bin'), set.images);
    const job = { task: 'train', folder: place, labels: [...set.labels], batch: BATCH, steps: STEPS };
    const [answer] = await askExported(python!, { ...job, epochs: EPOCHS });
    const trained = readExported(readFileSync(path.join(place, 'trained.safetensors')));
    if (!trained.ok) throw new Error(trained.error);
    expect(trained.value.network).toEqual(child.network);
    expect(trained.value.images).toEqual(child.images);
    const ours = await trainedHere(child, set);
    const { losses } = answer as { readonly losses: readonly number[] };
    for (const [i, loss] of ours.losses.entries()) expect(losses[i]! / loss).toBeCloseTo(1, 4);
    for (const [name, values] of ours.weights) {
      const before = child.weights.get(name)!;
      const moved = Math.max(...values.map((value, i) => Math.abs(value - before[i]!)));
      const off = Math.max(
        ...trained.value.weights.get(name)!.map((value, i) => Math.abs(value - values[i]!)),
      );
      expect(off, name).toBeLessThanOrEqual(1e-6 + 2e-3 * moved);
    }
  }, 300_000);

  test('images are cropped, flipped and cut out anywhere', async () => {
    const place = exported('augment', childOf('darts-v2', { ...CIFAR, size: 8, auxiliary: false }));
    // A pixel of padding, and a square of four.
    const every = { rows: [0, 1, 2], columns: [0, 1, 2], flips: [false, true] };
    expect(await askExported(python!, { task: 'augment', folder: place })).toEqual([every]);
  }, 300_000);

  test('a training that is resumed ends as one that was not', async () => {
    const place = exported('resume', childOf('darts-v2', CIFAR));
    expect(await askExported(python!, { task: 'resume', folder: place })).toEqual([{ same: true }]);
  }, 300_000);

  test('--train trains, measures and writes what comes back; without torchvision it says so', async () => {
    const child = childOf('darts-v2', { ...CIFAR, auxiliary: false });
    const place = exported('command', child);
    const runIn = (cwd: string, libraries: string, ...args: readonly string[]) =>
      runProgram(python!, ['model.py', ...args], '', {
        cwd,
        env: { ...process.env, PYTHONPATH: path.join(place, libraries) },
      });
    const run = (libraries: string, ...args: readonly string[]) => runIn(place, libraries, ...args);
    library(path.join(place, 'without'), 'raise ImportError("no torchvision")');
    expect(await run('without', '--train')).toMatchObject({
      code: 1,
      complained: 'CIFAR-10 comes with torchvision, which this Python lacks: install it.\n',
    });
    library(path.join(place, 'with'), FEW_IMAGES);
    for (const [args, why] of REFUSED) {
      const refused = await run('with', ...args);
      expect([refused.code, refused.said], args.join(' ')).toEqual([2, '']);
      expect(refused.complained).toMatch(why);
    }
    const ended = await run('with', '--train', '--epochs', '2');
    expect(ended).toMatchObject({ code: 0, complained: '' });
    expect(ended.said).toMatch(/epoch 2: loss \d+\.\d{4}, accuracy .* %/);
    expect(ended.said).toMatch(/Test accuracy \d+\.\d\d % of 64 images \(standard error \d+\.\d\d\)/);
    const back = readExported(readFileSync(path.join(place, 'trained.safetensors')));
    // The paper's recipe has an auxiliary head.
    expect(back).toMatchObject({ ok: true, value: { network: { ...child.network, auxiliary: true } } });
    const again = await run('with', '--train');
    expect(again.code).toBe(2);
    expect(again.complained).toMatch(
      /trained\.safetensors\.checkpoint is of an earlier training: go on with it by/,
    );
    for (const file of ['model.py', 'trained.safetensors']) {
      const refused = await run('with', '--train', '--resume', file);
      expect(refused.complained).toBe(`${file} is damaged, or is no checkpoint of --train.\n`);
    }
    const measured = await run('with', '--evaluate', 'trained.safetensors');
    expect(ended.said).toContain(measured.said.trim());
    const other = exported('other', childOf('darts-v1', { ...CIFAR, auxiliary: false }));
    const { classNames: _, ...unnamed } = child.images;
    const strange = exported('strange', { ...child, images: unnamed });
    const foreign = await runIn(strange, 'with', '--train');
    expect(foreign).toMatchObject({ code: 1 });
    expect(foreign.complained).toContain("CLASS_NAMES are not CIFAR-10's classes in their order");
    const checkpoint = path.join(place, 'trained.safetensors.checkpoint');
    const resumed = await runIn(other, 'with', '--train', '--resume', checkpoint, '--epochs', '2');
    expect(resumed.complained).toContain('holds the training of another network');
    const refused = await run('with', '--evaluate', path.join(other, 'weights.safetensors'));
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.complained).toMatch(
      /weights of another network: its architecture differs from this model/,
    );
  }, 300_000);
});

/** What random networks are not: maps of one pixel, an auxiliary head on ImageNet's network, a number of filters that is odd. */
const unusual = (): readonly SampledChild[] => [
  { title: 'small', child: childOf('amoebanet-a', { ...CIFAR, filters: 5, size: 3, auxiliary: false }) },
  {
    title: 'ImageNet, auxiliary head',
    child: childOf('nasnet-a', {
      ...CIFAR,
      setting: 'imagenet',
      size: 75,
      stemFilters: 7,
      skipReductionInput: true,
    }),
  },
];

/** Options that make no sense together, or name what is not there: said before anything is computed. */
const REFUSED: readonly (readonly [args: readonly string[], why: RegExp])[] = [
  [['--resume', 'trained.safetensors.checkpoint'], /--resume goes on with a training: give --train too/],
  [['--evaluate', 'weights.safetensors', '--train'], /give one of them/],
  [['--train', '--out', 'nowhere/b'], /there is no folder .*nowhere; make it first/],
  [['--train', '--out', 'with'], /--out with is a folder: name a file/],
];

/** A torchvision of few images. */
const FEW_IMAGES = `
import numpy as np

class CIFAR10:
    def __init__(self, folder, train, download):
        draw = np.random.RandomState(int(train))
        self.data = draw.randint(0, 256, (64, 32, 32, 3)).astype(np.uint8)
        self.targets = [i % 10 for i in range(64)]
`;

function library(place: string, source: string): void {
  mkdirSync(path.join(place, 'torchvision'), { recursive: true });
  writeFileSync(path.join(place, 'torchvision', '__init__.py'), '');
  writeFileSync(path.join(place, 'torchvision', 'datasets.py'), source);
}

/** One epoch of steps is taken, and the rate falls over all of them. */
const [BATCH, STEPS, EPOCHS] = [6, 3, 2];

/** Weights and losses of the same steps, on the reference engine. */
async function trainedHere(
  child: ExportedChild,
  set: ReturnType<typeof randomBatch>['set'],
): Promise<{ readonly weights: Weights; readonly losses: readonly number[] }> {
  const options: StepOptions = {
    batch: BATCH,
    momentum: 0.9,
    weightDecay: 5e-4,
    clipNorm: 5,
    labelSmoothing: 0,
    auxiliaryWeight: 0.4,
    keepProbability: 1,
    augmentation: { cropPadding: 0, flip: false, cutout: 0 },
  };
  const executor = createReferenceExecutor(await openBackend({ order: ['cpu'] }));
  const images = await executor.upload(set);
  const program = await executor.compile(child.graph, options, 1);
  try {
    program.setWeights(child.weights);
    const losses: number[] = [];
    const totalSteps = EPOCHS * STEPS;
    for (let step = 0; step < STEPS; step++) {
      const indices = Uint32Array.from({ length: BATCH }, (_, i) => BATCH * step + i);
      const learningRate = (0.025 * (1 + Math.cos((Math.PI * step) / totalSteps))) / 2;
      await program.train(images, indices, { step, totalSteps, learningRate, seed: 1 });
      losses.push((await program.readMetrics()).loss);
    }
    return { weights: await program.getWeights(), losses };
  } finally {
    program.dispose();
    images.dispose();
    executor.dispose();
  }
}
