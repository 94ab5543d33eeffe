import type { NumberSetting, SubsetSetting } from '../base/setting.ts';
import { datasetInfo } from '../data/infos.ts';
import { auxiliaryMap } from '../network/auxiliary.ts';
import type { RuleProblem } from './rules.ts';
import { type SettingName, settingOf } from './table/table.ts';
import { count, either, shown } from './words.ts';

/** What is wrong with settings, and where. The page, the commands and files word it alike (`describeProblem`). */
export type SettingsProblem =
  | { readonly field: 'settings'; readonly kind: 'no-object'; readonly value: unknown }
  /** The value is none that the setting's entry allows. */
  | { readonly field: SettingName; readonly kind: 'value'; readonly value: unknown }
  | RuleProblem;

/** A sentence that gives the value and what is allowed; `called` is the setting's name where the sentence is read. */
export function describeProblem(problem: SettingsProblem, called: string = problem.field): string {
  switch (problem.kind) {
    case 'no-object':
      return `Settings must be an object, not ${shown(problem.value)}.`;
    case 'value':
      return `${called} ${wrongValue(problem.field, problem.value)}.`;
    case 'sample-above-population': {
      const { sampleSize, populationSize } = problem;
      return `${called} is ${sampleSize}, but the population has only ${populationSize} children: draw at most as many.`;
    }
    case 'minimum-above-epochs': {
      const { minimumEpochs, epochs } = problem;
      return `${called} is ${minimumEpochs}, but a whole training has only ${epochs}: begin with at most as many.`;
    }
    case 'retrained-with-halving':
      return `${called} does not go with successive halving, which would train one graph on several times: switch one of them off.`;
    case 'batch-above-images':
      return `${called} is ${problem.batch}, but there are only ${problem.trainImages} training images: take at most as many.`;
    case 'no-such-size': {
      const { sizes, title } = datasetInfo(problem.dataset);
      return `${called} must be ${either(sizes)} for ${title}, not ${problem.imageSize}.`;
    }
    case 'too-many-images': {
      const { trainImages, validationImages, dataset } = problem;
      const wanted = `${count(trainImages)} training and ${count(validationImages)} validation images`;
      const { trainingImages } = datasetInfo(dataset);
      return `${wanted} are more than the ${count(trainingImages)} there are: take fewer of either.`;
    }
    case 'not-as-tabulated':
      return `${called} is the table, but its children were trained with other settings: take the preset Table, or have children trained here.`;
    case 'auxiliary-too-small': {
      const { imageSize, least } = problem;
      const map = auxiliaryMap(imageSize);
      return `${called} needs images of at least ${least} pixels: with ${imageSize} its map would be ${map} x ${map}.`;
    }
    default:
      return problem satisfies never;
  }
}

function wrongValue(field: SettingName, value: unknown): string {
  const entry = settingOf(field);
  switch (entry.kind) {
    case 'number':
      return `must be ${range(entry)}, not ${typeof value === 'number' ? count(value) : shown(value)}`;
    case 'switch':
      return `must be true or false, not ${shown(value)}`;
    case 'choice':
      return `must be ${either(entry.choices)}, not ${shown(value)}`;
    case 'subset':
      return Array.isArray(value)
        ? wrongList(entry, value)
        : `must be a list of ${field}, not ${shown(value)}`;
    default:
      return entry satisfies never;
  }
}

const range = ({ min, max, step }: NumberSetting): string =>
  `${Number.isInteger(step) ? 'a whole number' : 'a number'} from ${count(min)} to ${count(max)}`;

function wrongList({ choices, needs }: SubsetSetting, ids: readonly unknown[]): string {
  const unknown = ids.findIndex((id) => !(choices as readonly unknown[]).includes(id));
  if (unknown >= 0) return `holds ${shown(ids[unknown])}, which is none of ${choices.join(', ')}`;
  if (ids.length === 0) return `is empty: ${needs}`;
  return `holds ${ids.find((id, index) => ids.indexOf(id) !== index)} twice: name each once`;
}
