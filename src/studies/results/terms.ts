import { childCounts } from '../../settings/childGraph.ts';
import { fullTraining } from '../../settings/fullTraining.ts';
import { LADDER, type RungId } from '../../settings/ladder.ts';
import { SETTINGS, type Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { type CellPresetId, presetOf } from '../../space/presets.ts';
import type { RecordingId } from '../recorded/list.ts';

/**
 * Whether searching pays: what a recorded search found best, against published cells and what random search found. All of this was
 * fixed, and committed, before any of it was trained (docs/RESULTS.md).
 */

/** Of the trainings; the recorded searches have seed 1. A seed decides training images, their order and every draw. */
export const RESULT_SEEDS: readonly number[] = [101, 102, 103, 104, 105];

export type ResultRecipeId = 'twice' | 'large' | 'whole';

export interface ResultRecipe {
  readonly id: ResultRecipeId;
  /** Its F is that of the searched children; others have theirs by their parameters. */
  readonly settings: Settings;
}

/** A training has to have some; nothing is chosen by them. */
const VALIDATION = { validationImages: 1000 };

const settingsOf = (rung: RungId): Settings => ({
  ...LADDER.find(({ id }) => id === rung)!.settings,
  ...VALIDATION,
});

/** The first is the study's; the others are larger, for whoever has a graphics card. */
export const RESULT_RECIPES: readonly ResultRecipe[] = [
  { id: 'twice', settings: { ...settingsOf('mini'), trainImages: 8000 } },
  { id: 'large', settings: settingsOf('large') },
  {
    id: 'whole',
    settings: {
      ...settingsOf('mini'),
      ...{ cellsPerStage: 2, filters: 16, epochs: 20, trainImages: 49_000 },
    },
  },
];

export const CONTENDER_IDS = ['searched', 'random', 'nasnet-a', 'amoebanet-a', 'darts-v2'] as const;
export type ContenderId = (typeof CONTENDER_IDS)[number];

/** What all others are held against. */
export const SEARCHED = 'searched' satisfies ContenderId;

interface ContenderTerms {
  readonly id: ContenderId;
  /** What is better, in a sentence. */
  readonly title: string;
  /** Who found it: a search of this repository, whose winner is taken by the run's own rule, or people who published it. */
  readonly from:
    | { readonly recording: RecordingId; readonly preset?: never }
    | { readonly preset: CellPresetId; readonly recording?: never };
}

const published = (preset: CellPresetId & ContenderId): ContenderTerms => ({
  id: preset,
  title: presetOf(preset).title,
  from: { preset },
});

export const CONTENDERS: readonly ContenderTerms[] = [
  { id: 'searched', title: 'the best of 40 children by PPO', from: { recording: 'mini-ppo' } },
  { id: 'random', title: 'the best of 40 random children', from: { recording: 'mini-random' } },
  published('nasnet-a'),
  published('amoebanet-a'),
  published('darts-v2'),
];

/** A contender as it is built. */
export interface Contender {
  readonly id: ContenderId;
  readonly title: string;
  readonly architecture: Architecture;
  /** Its F. */
  readonly filters: number;
  readonly trainable: number;
  readonly multiplyAdds: number;
}

/**
 * What searches found is built with the recipe's F, as it was found; published cells with the greatest F that gives them no more
 * trainable parameters than the searched child has. `found` answers a recorded search's winner.
 */
export function contendersOf(
  { settings }: Pick<ResultRecipe, 'settings'>,
  found: (recording: RecordingId) => Architecture,
): Contender[] {
  const architectureOf = ({ from }: ContenderTerms): Architecture =>
    from.preset === undefined ? found(from.recording) : presetOf(from.preset).architecture;
  const searched = architectureOf(CONTENDERS.find(({ id }) => id === SEARCHED)!);
  const most = childCounts(searched, settings).trainable;
  return CONTENDERS.map((terms) => {
    const architecture = architectureOf(terms);
    const { id, title, from } = terms;
    const filters =
      from.preset === undefined ? settings.filters : greatestFilters(architecture, settings, most);
    const { trainable, multiplyAdds } = childCounts(architecture, { ...settings, filters });
    return { id, title, architecture, filters, trainable, multiplyAdds };
  });
}

/** Throws a RangeError where even the fewest filters are too many parameters. */
function greatestFilters(architecture: Architecture, settings: Settings, most: number): number {
  const { min, max } = SETTINGS.filters;
  let greatest: number | null = null;
  for (let filters = min; filters <= max; filters++) {
    if (childCounts(architecture, { ...settings, filters }).trainable > most) break;
    greatest = filters;
  }
  if (greatest === null) throw new RangeError(`no F gives at most ${most} parameters`);
  return greatest;
}

/** As `npm run train` would train it, with `--test`. */
export function trainingSettings(
  { settings: base }: Pick<ResultRecipe, 'settings'>,
  { architecture, filters }: Pick<Contender, 'architecture' | 'filters'>,
  seed: number,
): Settings {
  return fullTraining({ architecture, base, recipe: 'own', changes: { seed, filters } });
}
