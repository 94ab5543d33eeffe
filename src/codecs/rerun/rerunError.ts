import {
  describeProblem,
  SETTINGS,
  type SettingName,
  type SettingsProblem,
  settingOf,
} from '../../settings/settings.ts';
import { describeShareError, type ShareError, type ShareFlaw } from '../shareError.ts';

/** `choice`: its id, or its place among the setting's choices, from 1. */
export interface NewerChoice {
  readonly setting: SettingName;
  readonly choice: string | number;
}

/** Why a link with settings opens nothing. */
export type RerunError =
  /** Not as it was when it was made. */
  | {
      readonly kind: 'damaged-rerun';
      readonly flaw: Exclude<ShareFlaw, 'no-cells'> | 'misspelled' | 'too-long';
    }
  /** Made by a later version of the page: its format, a preset, or settings by their names. */
  | { readonly kind: 'newer-rerun'; readonly format: number; readonly known: number }
  | { readonly kind: 'newer-preset' }
  | { readonly kind: 'newer-settings'; readonly names: readonly string[] }
  /** The same, which chose for settings what this page does not have. */
  | { readonly kind: 'newer-choices'; readonly choices: readonly NewerChoice[] }
  /** Intact, but its pair of cells is none of the space. */
  | { readonly kind: 'rerun-cells'; readonly error: ShareError }
  /** Intact, but its settings are none that a search can have. */
  | { readonly kind: 'rerun-settings'; readonly problems: readonly SettingsProblem[] };

const FLAWS: Readonly<Record<Extract<RerunError, { kind: 'damaged-rerun' }>['flaw'], string>> = {
  'too-short': 'it is too short',
  character: 'it holds a character that no link has',
  checksum: 'its checksum does not match',
  misspelled: 'it is not spelled as such links are',
  'too-long': 'it is longer than any settings',
};

const NEWER = 'Reload the page, or open the link where it was made.';

/** In a sentence or two, with the remedy. */
export function describeRerunError(error: RerunError): string {
  switch (error.kind) {
    case 'damaged-rerun':
      return `This link to a search is damaged: ${FLAWS[error.flaw]}. Copy it again, whole, from where it came from.`;
    case 'newer-rerun':
      return `This link to a search is from a newer version of the playground (format ${error.format}, this page reads up to ${error.known}). ${NEWER}`;
    case 'newer-preset':
      return `This link to a search begins with a preset that this page does not have. ${NEWER}`;
    case 'newer-settings': {
      const { names } = error;
      const what = names.length === 1 ? 'a setting' : 'settings';
      return `This link to a search has ${what} that this page does not know: ${names.join(', ')}. ${NEWER}`;
    }
    case 'newer-choices':
      return `This link to a search asks for what this page does not have: ${error.choices.map(choiceText).join(', ')}. ${NEWER}`;
    case 'rerun-cells':
      return describeShareError(error.error);
    case 'rerun-settings': {
      const told = error.problems.map((problem) => describeProblem(problem, calledIn(problem)));
      return `This link’s settings are none that a search can have. ${told.join(' ')} Ask for a new link where it came from.`;
    }
    default:
      return error satisfies never;
  }
}

/** What is told by its place has no name here. */
function choiceText({ setting, choice }: NewerChoice): string {
  const entry = settingOf(setting);
  if (typeof choice === 'string') return `${entry.label} ${JSON.stringify(choice)}`;
  const known = entry.kind === 'subset' ? entry.choices.length : 0;
  return `${entry.label}, the ${ordinal(choice)} of them (there are ${known} here)`;
}

const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const rules = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinal = (count: number): string => `${count}${ENDINGS[rules.select(count)]}`;

/** As the page calls the setting. */
const calledIn = ({ field }: SettingsProblem): string =>
  field in SETTINGS && field !== 'settings' ? settingOf(field).label : field;
