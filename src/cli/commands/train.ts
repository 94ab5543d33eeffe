import { InputError } from '../../base/errors.ts';
import { splitSet } from '../../data/split.ts';
import { MINI_RECIPE } from '../../engine/recipe.ts';
import { type ChildEpoch, type ChildResult, trainChild } from '../../engine/trainer.ts';
import { buildCifar } from '../../network/build.ts';
import { countGraph } from '../../network/counts.ts';
import { openEngine } from '../runs/engine.ts';
import { commandImages } from '../runs/images.ts';
import { parseArguments, readCells } from '../text/arguments.ts';
import { integerFlag, numberFlag } from '../text/flags.ts';

const help = `Usage: npm run -s train -- --cells CELLS [options]

Trains one child network on CIFAR-10 without a page and prints its accuracy after every epoch.

  --cells CELLS         a preset (nasnet-a, amoebanet-a, darts-v2), a share code, a link, or a JSON file
  --n N                 normal cells a stage (default: 1)
  --f F                 filters of the first stage (default: 8)
  --aux                 with the auxiliary head
  --images N            training images (default: 4000)
  --validation N        validation images (default: 1000)
  --epochs N            (default: ${MINI_RECIPE.epochs})
  --batch N             (default: ${MINI_RECIPE.batch})
  --learning-rate X     of the first step; a cosine takes it to 0 (default: ${MINI_RECIPE.learningRate})
  --weight-decay X      (default: ${MINI_RECIPE.weightDecay})
  --momentum X          (default: ${MINI_RECIPE.momentum})
  --clip-norm X         greatest norm of the gradient, 0: none (default: ${MINI_RECIPE.clipNorm})
  --label-smoothing X   (default: ${MINI_RECIPE.labelSmoothing})
  --keep X              ScheduledDropPath's keep probability (default: ${MINI_RECIPE.keepProbability})
  --crop N              padding of the random crop (default: ${MINI_RECIPE.augmentation.cropPadding})
  --no-flip             no horizontal flips
  --cutout N            side of the cut-out square (default: ${MINI_RECIPE.augmentation.cutout})
  --seed N              (default: 1)
  --dataset NAME        cifar10 or synthetic (default: cifar10, with a warning synthetic where it cannot be had)
  --engine NAME         compiled or reference (default: compiled where there is WebGPU)
  --json                one JSON object a line and epoch`;

const flags = {
  cells: { type: 'string' },
  n: { type: 'string' },
  f: { type: 'string' },
  aux: { type: 'boolean' },
  images: { type: 'string' },
  validation: { type: 'string' },
  epochs: { type: 'string' },
  batch: { type: 'string' },
  'learning-rate': { type: 'string' },
  'weight-decay': { type: 'string' },
  momentum: { type: 'string' },
  'clip-norm': { type: 'string' },
  'label-smoothing': { type: 'string' },
  keep: { type: 'string' },
  crop: { type: 'string' },
  'no-flip': { type: 'boolean' },
  cutout: { type: 'string' },
  seed: { type: 'string' },
  dataset: { type: 'string' },
  engine: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** `npm run train`: answers the exit code, 1 where the child failed. */
export async function main(args: string[]): Promise<number> {
  const given = parseArguments(args, flags);
  if (given.help) {
    console.log(help);
    return 0;
  }
  if (given.cells === undefined)
    throw new InputError('--cells is missing: give a preset, a share code, a link or a JSON file.');
  const whole = (
    name: keyof typeof flags & keyof typeof given,
    min: number,
    max: number,
    fallback: number,
  ): number => integerFlag(name, given[name] as string | undefined, { min, max }) ?? fallback;
  const real = (
    name: keyof typeof flags & keyof typeof given,
    min: number,
    max: number,
    fallback: number,
  ): number => numberFlag(name, given[name] as string | undefined, { min, max }) ?? fallback;

  const architecture = await readCells(given.cells);
  const seed = whole('seed', 0, 0xffffffff, 1);
  const train = whole('images', 1, 50_000, 4000);
  const validation = whole('validation', 1, 50_000, 1000);
  if (train + validation > 50_000) {
    throw new InputError(
      `--images ${train} and --validation ${validation} are more than the 50,000 training images: give fewer.`,
    );
  }
  const recipe = {
    epochs: whole('epochs', 1, 10_000, MINI_RECIPE.epochs),
    batch: whole('batch', 1, 4096, MINI_RECIPE.batch),
    learningRate: real('learning-rate', 0, 100, MINI_RECIPE.learningRate),
    weightDecay: real('weight-decay', 0, 1, MINI_RECIPE.weightDecay),
    momentum: real('momentum', 0, 1, MINI_RECIPE.momentum),
    clipNorm: real('clip-norm', 0, 1e9, MINI_RECIPE.clipNorm),
    labelSmoothing: real('label-smoothing', 0, 1, MINI_RECIPE.labelSmoothing),
    keepProbability: real('keep', 0.01, 1, MINI_RECIPE.keepProbability),
    auxiliaryWeight: MINI_RECIPE.auxiliaryWeight,
    augmentation: {
      cropPadding: whole('crop', 0, 16, MINI_RECIPE.augmentation.cropPadding),
      flip: !given['no-flip'],
      cutout: whole('cutout', 0, 32, MINI_RECIPE.augmentation.cutout),
    },
  };
  if (recipe.batch > train)
    throw new InputError(
      `--batch ${recipe.batch} cannot be filled from --images ${train}: give a smaller batch.`,
    );
  const graph = buildCifar(architecture, {
    cellsPerStage: whole('n', 1, 64, 1),
    filters: whole('f', 1, 4096, 8),
    auxiliary: given.aux ?? false,
  });

  const set = await commandImages(train + validation, seed, given.dataset);
  const { executor } = await openEngine(given.engine);
  const images = await executor.upload(set);
  const split = splitSet(set, train, validation, seed);
  const print = given.json ? printJson : printLine;
  try {
    if (!given.json)
      console.log(`${countGraph(graph).trainable.toLocaleString('en-US')} parameters on ${executor.adapter}`);
    const training = trainChild({ executor, graph, images, split, recipe, seed });
    let held: ChildEpoch | null = null; // the last epoch is printed with what is known only at the end
    while (true) {
      const { value, done } = await training.next();
      if (done)
        return report(value, held, print, {
          engine: executor.kind,
          adapter: executor.adapter,
          dataset: set.info.id,
        });
      if (value.type !== 'epoch') continue;
      if (held !== null) print(epochFields(held));
      held = value;
    }
  } finally {
    images.dispose();
    executor.dispose();
  }
}

type Fields = Readonly<Record<string, string | number>>;

const epochFields = ({ epoch, loss, trainAccuracy, validationAccuracy }: ChildEpoch): Fields => ({
  epoch,
  loss,
  trainAccuracy,
  validationAccuracy,
});

function report(
  result: ChildResult,
  last: ChildEpoch | null,
  print: (fields: Fields) => void,
  run: Fields,
): number {
  const { imagesPerSecond, seconds, reason } = result;
  if (last !== null) print({ ...epochFields(last), imagesPerSecond, seconds, ...run });
  if (reason === undefined) return 0;
  console.error(reason);
  return 1;
}

const printJson = (fields: Fields): void => console.log(JSON.stringify(fields));

const printLine = (fields: Fields): void =>
  console.log(
    Object.entries(fields)
      .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(4)) : value}`)
      .join('  '),
  );
