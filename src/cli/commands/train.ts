import { spokenAdapter } from '../../base/adapterName.ts';
import { InputError } from '../../base/errors.ts';
import { splitSet } from '../../data/split.ts';
import { type ChildEpoch, type ChildResult, trainChild } from '../../engine/trainer.ts';
import { countGraph } from '../../network/counts.ts';
import { childGraph } from '../../settings/childGraph.ts';
import { PRESET_SETTINGS, SETTING_NAMES, type SettingName, settingOf } from '../../settings/settings.ts';
import { recipeOf } from '../../worker/laboratory/recipeOf.ts';
import { tell } from '../bootstrap/folders.mjs';
import { engineChoice, engineFlags, engineHelp, openEngine } from '../runs/engine.ts';
import { commandImages } from '../runs/images.ts';
import { onInterruption } from '../runs/interruption.ts';
import { checked, type Flags, givenSettings, settingOptions, settingsHelp } from '../runs/settingOptions.ts';
import { readCells } from '../text/arguments.ts';
import { commandOptions } from '../text/help.ts';

/** What one child is made of and trained with; of the space and the search only the seed. */
const NAMES = [
  // It prints what is known after every epoch.
  ...SETTING_NAMES.filter(
    (name) => ['child', 'data', 'training'].includes(settingOf(name).group) && name !== 'validateEachEpoch',
  ),
  'seed',
] as const satisfies readonly SettingName[];
const naming = { aliases: true } as const;

const help = `Usage: npm run -s train -- --cells CELLS [options]

Trains one child network on CIFAR-10 without a page and prints its accuracy after every epoch.

  --cells CELLS         a preset (nasnet-a, amoebanet-a, darts-v2), a share code, a link, a JSON file or JSON
${engineHelp(24)}
  --json                one JSON object a line and epoch

Settings, as a search has them; without --dataset a machine that cannot get CIFAR-10 warns and takes synthetic images:
${settingsHelp(NAMES, naming, ['mini'])}`;

const flags = {
  ...settingOptions(NAMES, naming),
  cells: { type: 'string' },
  ...engineFlags,
  json: { type: 'boolean' },
} as const;

/** `npm run train`: answers the exit code, 1 where the child failed, 128 and the signal's number where it was interrupted. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  if (given.cells === undefined)
    throw new InputError('--cells is missing: give a preset, a share code, a link or a JSON file.');
  const choice = engineChoice(given);
  const own = givenSettings(NAMES, given as Flags, naming);
  const settings = checked({ ...PRESET_SETTINGS.mini.settings, ...own });
  const { seed, trainImages, validationImages, imageSize } = settings;
  const recipe = recipeOf(settings);
  const architecture = await readCells(given.cells);
  const graph = childGraph(architecture, settings);

  const wanted = own.dataset === undefined ? undefined : settings.dataset;
  const set = await commandImages(trainImages + validationImages, imageSize, seed, wanted);
  const executor = await openEngine(choice);
  const images = await executor.upload(set);
  const split = splitSet(set, trainImages, validationImages, seed);
  const print = given.json ? printJson : printLine;
  const interruption = onInterruption(() => tell('Ending after this batch …'));
  try {
    if (!given.json)
      console.log(
        `${countGraph(graph).trainable.toLocaleString('en-US')} parameters on ${spokenAdapter(executor)}`,
      );
    const training = trainChild({ executor, graph, images, split, recipe, seed });
    let held: ChildEpoch | null = null; // the last epoch is printed with what is known only at the end
    while (true) {
      const { value, done } = await training.next();
      if (!done && interruption.code !== null) {
        if (held !== null) print(epochFields(held));
        await training.return(undefined as never);
        tell(
          'Interrupted. Nothing of the child is kept: the same command trains it anew, to the same accuracies.',
        );
        return interruption.code;
      }
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
    interruption.end();
    images.dispose();
    executor.dispose();
  }
}

type Fields = Readonly<Record<string, string | number>>;

const epochFields = ({ epoch, loss, trainAccuracy, validationAccuracy }: ChildEpoch): Fields => ({
  epoch,
  loss,
  trainAccuracy,
  ...(validationAccuracy !== undefined && { validationAccuracy }),
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
