import { childName } from '../../../search/made.ts';
import { percent, percentText, SPACE, whole } from '../../format.ts';
import { commonTexts } from '../common.ts';
import { counts } from '../counts.ts';

/** Half a width of an interval, a share of 1: "± 2.0". */
const within = (half: number): string => `±${SPACE}${percent(half)}`;

/** "rank 5", "ranks 1 to 4" */
const ranks = (first: number, last: number): string =>
  first === last ? `rank ${first}` : `ranks ${first} to ${last}`;

/** "1 to 5 and 9" */
function runsOf(positions: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const position of positions) {
    const last = runs.at(-1);
    if (last && last[1] === position - 1) last[1] = position;
    else runs.push([position, position]);
  }
  const told = runs.slice(0, MOST_RUNS).map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
  const rest = runs.length - told.length;
  const last =
    rest > 0
      ? `${counts.rows(runs.slice(MOST_RUNS).reduce((sum, [a, b]) => sum + b - a + 1, 0))} more`
      : told.pop();
  return told.length === 0 ? `${last}` : `${told.join(', ')} and ${last}`;
}

const MOST_RUNS = 4;

/** "trial 12"; of a child by hand, whose number is below 0, "h1". */
const named = (id: number): string => (id < 0 ? childName(id) : `trial ${id}`);
const capital = (words: string): string => words.replace(/^t/, 'T');

const ALIKE = 'can’t be told apart';

export const boardTexts = {
  order: {
    name: 'Order of the leaderboard',
    accuracy: 'by accuracy',
    trial: 'by trial',
    parameters: 'by parameters',
    multiplyAdds: 'by multiply-adds',
  },
  head: {
    rank: 'Rank',
    trial: 'Trial',
    normal: 'Normal',
    reduction: 'Reduction',
    accuracy: 'Accuracy',
    parameters: 'Parameters',
    multiplyAdds: 'Mult-adds',
    /** Of the column of pins, for who can't see them. */
    pin: 'Pin',
  },
  rows: 'Finished trials, a list that scrolls',
  empty: 'Finished children come here, the best first.',
  show: (trial: number): string => `Show ${named(trial)}`,
  pin: (trial: number): string => `Pin ${named(trial)}`,
  unpin: (trial: number): string => `Unpin ${named(trial)}`,
  pinSays: 'Keeps this pair below, for this and later visits.',
  unpinSays: 'Takes this pair off the pinned ones.',
  pinned: 'Pinned',
  showPinned: (title: string): string => `Show ${title}`,
  unpinPinned: (title: string): string => `Unpin ${title}`,
  /** What a pinned trial is called from now on. */
  pinTitle: (trial: number, seed: number, synthetic: boolean): string =>
    `Trial ${trial}, seed ${seed}${synthetic ? ', synthetic' : ''}`,
  /** The same, where another pair is called so already. */
  again: (title: string, count: number): string => `${title} (${count})`,
  sameAs: (trial: number | undefined): string => `= #${trial}`,
  sameAsSays: (trial: number | undefined): string => `same graph as #${trial}, whose result it takes over`,
  promotedSays: (trial: number): string => `trial ${trial}, trained on`,
  multiplyAdds: (count: number): string => `${whole(count)} multiply-adds`,
  watch: {
    text: 'Watch a recorded run',
    says: 'Plays a real search that was trained before, child by child.',
  },
  /** Of the run before: how many trials, and the best accuracy where there is one. */
  previous: (trials: number, best: string | null, synthetic: boolean): string =>
    best === null
      ? `Other run: ${counts.trials(trials)}`
      : `Other run: ${counts.trials(trials)}, best ${best}${synthetic ? ', synthetic' : ''}`,
  groups: {
    within,
    /** "1–4" beside its words, or alone. */
    rank: (first: number, last: number): string => (first === last ? `${first}` : `${first}–${last}`),
    alike: ALIKE,
    pending: 'no figure yet',
    coming: 'made by hand, still to be trained',
    failed: commonTexts.failed,
    trial: (trial: number): string => (trial < 0 ? childName(trial) : `#${trial}`),
    /** "38.2 to 40.7 %", the best and the worst of a group that is folded. */
    range: (low: number, high: number): string =>
      percent(low) === percent(high) ? percentText(low) : `${percent(low)} to ${percentText(high)}`,
    more: (rows: number): string => `${whole(rows)} more`,
    fewer: 'fewer',
    again: (done: number, total: number, isDone: boolean): string =>
      isDone ? 'trained again' : `trained again: ${done} of ${total}`,
    /** Names of a group of rows, and of the control that opens or closes it. */
    name: (first: number, last: number, words: string | null, again: string | null): string =>
      commonTexts.facts([ranks(first, last), words, again, counts.rows(last - first + 1)]),
    unranked: (words: string, rows: number): string => commonTexts.facts([words, counts.rows(rows)]),
    was: (accuracy: number): string => `was ${percent(accuracy)}`,
    wasSays: (accuracy: number): string =>
      `selected at ${percentText(accuracy)}, which its fresh figure leaves out: the best of many is best partly by luck`,
    spread: {
      both: (images: number, training: number): string =>
        `95 % intervals: images ${within(images)}, training luck ${within(training)}`,
      images:
        '95 % intervals of the images only: under these settings the luck of a training is not measured well enough',
    },
    /** What a touched row's tooltip says. */
    place: (trial: number, first: number, last: number): string =>
      `${capital(named(trial))}, ${first === last ? '' : 'in '}${ranks(first, last)}`,
    noPlace: (trial: number, words: string): string => `${capital(named(trial))}, ${words}`,
    figure: {
      both: (accuracy: number, whole: number, images: number, training: number): string =>
        `${percentText(accuracy)} ${within(whole)}: images ${within(images)}, training luck ${within(training)}`,
      images: (accuracy: number, whole: number): string =>
        `${percentText(accuracy)} ${within(whole)}, images only`,
    },
    behind: (points: number, half: number, leader: number, isFresh: boolean): string =>
      `${percent(points)} ${within(half)} below ${named(leader)}${isFresh ? ' in the mean of fresh trainings' : ''}`,
    sameResult: (leader: number): string => `the result of ${named(leader)}`,
    cannot: (positions: readonly number[]): string => `can’t be told from ranks ${runsOf(positions)}`,
    canAll: 'told from all others',
    /** A line each. */
    says: (lines: readonly (string | null)[]): string => lines.filter((one) => one !== null).join('\n'),
    both: (first: string | null, second: string): string => (first === null ? second : `${first}; ${second}`),
  },
} as const;
