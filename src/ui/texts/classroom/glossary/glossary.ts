import { SETTINGS } from '../../../../settings/settings.ts';
import { commonTexts } from '../../common.ts';
import { panelsTexts } from '../../search/panels.ts';
import type { PlaceId, PlaceSetting } from './ids.ts';

/** The glossary itself. */
export const glossaryTexts = {
  name: 'Glossary',
  close: 'Close the glossary',
  closeTerm: 'Close',
  search: 'Search the glossary',
  placeholder: 'Type a word',
  list: 'Terms',
  count: (shown: number, all: number): string =>
    shown === all ? `${all} words` : `${shown} of ${all} words`,
  none: (typed: string): string =>
    `No word of the glossary begins like “${typed}”. Try a shorter beginning, or another word for it.`,
  also: (words: readonly string[]): string => `Also: ${words.join(', ')}`,
  related: 'See also',
  where: (place: PlaceId): string => `On the page: ${placeName(place)}`,
  notThere: (place: PlaceId): string =>
    `${placeName(place)} is not on the page now: start a search, or open a child, and try again.`,
  all: (count: number): string => `All ${count} words`,
} as const;

function placeName(place: PlaceId): string {
  return isSetting(place) ? `setting “${shortOf(place)}”` : PLACES[place];
}

type OtherPlace = Exclude<PlaceId, `setting:${string}`>;

const isSetting = (place: PlaceId): place is `setting:${PlaceSetting}` => place.startsWith('setting:');

function shortOf(place: `setting:${PlaceSetting}`): string {
  const entry: { readonly label: string; readonly short?: string } =
    SETTINGS[place.slice('setting:'.length) as PlaceSetting];
  return entry.short ?? entry.label;
}

const PLACES: Readonly<Record<OtherPlace, string>> = {
  cells: 'the two cells',
  curves: 'curves below the cells',
  controller: `${panelsTexts.controller}, of a search that has one`,
  network: panelsTexts.network,
  counts: `${panelsTexts.network}, counts`,
  'what-if': `${panelsTexts.network}, what if`,
  reward: panelsTexts.reward,
  'trade-off': panelsTexts.tradeoff,
  board: commonTexts.leaderboard,
  inspector: 'Inspect a child',
  differences: 'Differences between two children',
  comparison: 'Compare strategies',
  recorded: 'Watch a recorded run',
  engine: 'what trains, in the bar',
  link: 'the link to a pair, in the bar',
};
