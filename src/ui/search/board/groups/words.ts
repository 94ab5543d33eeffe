import type { Whisker } from '../../../../studies/uncertainty/whisker.ts';
import { NONE } from '../../../format.ts';
import { commonTexts } from '../../../texts/common.ts';
import { boardTexts } from '../../../texts/search/board.ts';
import type { HeadLine } from './lines.ts';
import { isAlike } from './lines.ts';
import type { PlacedGroup, Standing } from './standing.ts';

const texts = boardTexts.groups;

/** From here on a row's half-width is another than the column's, as a share of it. */
const OTHER = 0.1;

/** What its rows share, or null where they share nothing. */
function wordsOf({ kind, rows }: PlacedGroup): string | null {
  switch (kind) {
    case 'ranked':
    case 'finalists':
      return rows.length > 1 ? texts.alike : null;
    case 'pending':
      return texts.pending;
    case 'coming':
      return texts.coming;
    case 'failed':
      return texts.failed;
    default:
      return kind satisfies never;
  }
}

const againOf = ({ again }: PlacedGroup): string | null =>
  again === undefined ? null : texts.again(again.done, again.total, again.isDone);

/** For a screen reader, of all its rows: "ranks 1 to 4, can’t be told apart, 4 rows". */
export function groupName(group: PlacedGroup): string {
  const { first, last, rows } = group;
  const words = wordsOf(group);
  return isAlike(group)
    ? texts.name(first, last, words, againOf(group))
    : texts.unranked(commonTexts.facts([words, againOf(group)]), rows.length);
}

export function rankText(group: PlacedGroup): string {
  return isAlike(group) ? texts.rank(group.first, group.last) : NONE;
}

/** The three parts of a group's line. */
export function lineWords({ group, shown, fold }: HeadLine): {
  readonly rank: string;
  readonly words: string;
  readonly right: string;
} {
  const [only, ...others] = group.rows;
  const isFoldedAlone = fold === 'folded' && only !== undefined && others.length === 0;
  const words = isFoldedAlone && isAlike(group) ? texts.trial(only.trial.number) : (wordsOf(group) ?? '');
  const again = againOf(group);
  switch (fold) {
    case 'folded':
      return { rank: rankText(group), words, right: rangeOf(group) };
    case 'cut':
      return { rank: rankText(group), words, right: texts.more(group.rows.length - shown) };
    case 'opened':
      return { rank: rankText(group), words, right: texts.fewer };
    case null:
      return { rank: rankText(group), words, right: again ?? '' };
    default:
      return fold satisfies never;
  }
}

function rangeOf(group: PlacedGroup): string {
  const [best, worst] = [group.rows[0]?.figure ?? null, group.rows.at(-1)?.figure ?? null];
  return best === null || worst === null
    ? texts.more(group.rows.length)
    : texts.range(Math.min(best, worst), Math.max(best, worst));
}

/** The ± of a row where it is not its column's, else null. */
export function ownWithin(whisker: Whisker | null, column: Whisker | null, from: string): string | null {
  if (whisker === null) return null;
  const own = texts.within(whisker.whole);
  if (column === null) return own;
  if (own === texts.within(column.whole)) return null;
  const isFar = Math.abs(whisker.whole - column.whole) > OTHER * column.whole;
  return isFar || from !== 'search' || whisker.counts !== column.counts ? own : null;
}

/** What a column's ± counts. */
export const spreadSays = (whisker: Whisker): string =>
  whisker.counts === 'images-only'
    ? texts.spread.images
    : texts.spread.both(whisker.images, whisker.training);

/** Where a trial stands, in a word or two. */
export function placeSays(standing: Standing, trial: number): string {
  const group = standing.places.get(trial)?.group;
  if (group === undefined) return '';
  return isAlike(group)
    ? texts.place(trial, group.first, group.last)
    : texts.noPlace(trial, wordsOf(group) ?? '');
}

/** The rank of a trial, or its group's; null where it has none. */
export function rankSays(standing: Standing, trial: number): string | null {
  const group = standing.places.get(trial)?.group;
  return group !== undefined && isAlike(group) ? rankText(group) : null;
}

/** All that a touched row's tooltip says: its figure, by how much it is behind, and what it can't be told from. */
export function touchedSays(standing: Standing, trial: number, alike: readonly number[]): string {
  const place = standing.places.get(trial);
  if (place === undefined) return '';
  const { row, group, position } = place;
  const whisker = row.whisker();
  const figure =
    row.figure === null || whisker === null
      ? row.reason
      : whisker.counts === 'images-only'
        ? texts.figure.images(row.figure, whisker.whole)
        : texts.figure.both(row.figure, whisker.whole, whisker.images, whisker.training);
  const behind = behindSays(standing, trial, group.kind === 'finalists');
  return texts.says([
    placeSays(standing, trial),
    figure,
    isAlike(group) ? texts.both(behind, alikeSays(standing, position, alike)) : null,
  ]);
}

function behindSays(standing: Standing, trial: number, isFresh: boolean): string | null {
  const found = standing.against(trial);
  if (found === null) return null;
  const { leader, verdict } = found;
  if (verdict === 'same') return texts.sameResult(leader);
  return texts.behind(verdict.difference, (verdict.high - verdict.low) / 2, leader, isFresh);
}

function alikeSays(standing: Standing, own: number, alike: readonly number[]): string {
  if (alike.length === 0) return texts.canAll;
  // Its own place is among those that it can't be told from, so that they are one run more often.
  const positions = [own, ...alike.flatMap((one) => standing.places.get(one)?.position ?? [])];
  return texts.cannot(positions.sort((a, b) => a - b));
}
