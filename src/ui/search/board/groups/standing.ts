import { judgedOf } from '../../../../run/children/judged.ts';
import type { Finalist } from '../../../../search/finalists.ts';
import { asTrial, idOfMade, isDone, isMade, type MadeChild, spreadOf } from '../../../../search/made.ts';
import type { Trial } from '../../../../search/trial.ts';
import type { Settings } from '../../../../settings/settings.ts';
import { MOST_STEPPED, type Verdict } from '../../../../studies/uncertainty/comparisons.ts';
import { createRanking, type Ranking } from '../../../../studies/uncertainty/groups.ts';
import { type Whisker, whiskerOf } from '../../../../studies/uncertainty/whisker.ts';
import type { DeviationOf } from './deviation.ts';
import { type Further, furtherTrainings, type TrainedAgain } from './finalists.ts';

/** The leaderboard by accuracy: what can't be told apart shares a rank. Pure data; groups/lines.ts lays it out. */
export interface Standing {
  /** Finalists first, then by falling accuracy, then what has no figure. */
  readonly groups: readonly PlacedGroup[];
  readonly places: ReadonlyMap<number, Place>;
  /** Of the middle row of the search's: all share recipe and images. Null before the first. */
  readonly spread: Whisker | null;
  /** Trials that one can't be told from, itself left out; none of one without a figure. */
  alike(trial: number): readonly number[];
  /** Against the first row of its own test: finalists among themselves, all others among themselves. */
  against(trial: number): { readonly leader: number; readonly verdict: Verdict | 'same' } | null;
}

export interface PlacedGroup {
  /** `coming`: made by hand, and not trained to its end. */
  readonly kind: 'ranked' | 'finalists' | 'pending' | 'failed' | 'coming';
  /** Ranks, from 1, which all of its rows share; of those without a figure, places. */
  readonly first: number;
  readonly last: number;
  readonly rows: readonly PlacedRow[];
  /** How far the finalists are; only on their first group. */
  readonly again?: { readonly done: number; readonly total: number; readonly isDone: boolean };
}

export interface PlacedRow {
  readonly trial: Trial;
  /** What is shown, 0 to 1; null where there is none. */
  readonly figure: number | null;
  /** Where it comes from: the search, the mean of fresh trainings, the winner's final one. */
  readonly from: 'search' | 'fresh' | 'final';
  /** The accuracy that made it a finalist. */
  readonly was: number | null;
  readonly whisker: () => Whisker | null;
  /** Of a finalist without a figure, why. */
  readonly reason: string | null;
  /** It was made by hand. */
  readonly made?: MadeChild;
}

/** Where a trial stands. */
export interface Place {
  /** From 1, down all rows. */
  readonly position: number;
  readonly group: PlacedGroup;
  readonly row: PlacedRow;
}

export interface StandingInput {
  readonly settings: Settings;
  readonly trials: readonly Trial[];
  readonly finalists: readonly Finalist[];
  /** Children by hand, which stand among the others under numbers below 0; left out: there are none. */
  readonly made?: readonly MadeChild[];
}

/** Standings of a run as it grows. */
export interface Standings {
  of(input: StandingInput): Standing;
  /** As `of`, but null as soon as it is late: the next call goes on from there. */
  before(input: StandingInput, isLate: () => boolean): Standing | null;
}

interface Kept {
  readonly settings: Settings;
  /** Trials that are not in it, since they were trained again. */
  readonly without: string;
  /** Trials that it has taken, and children by hand. */
  readonly taken: readonly Trial[];
  readonly takenMade: readonly Trial[];
  readonly ranking: Ranking;
}

/**
 * A ranking goes on with the trials that are new, and begins anew where those before are others. The same trials give the
 * same standing, whatever was asked before.
 */
export function createStandings(deviationOf: DeviationOf): Standings {
  let kept: Kept | null = null;

  const rankingOf = ({ settings, trials }: StandingInput, made: readonly Trial[], without: string): Kept => {
    if (kept !== null && kept.settings === settings && kept.without === without)
      if (beginsWith(trials, kept.taken) && kept.takenMade.every((one) => made.includes(one))) return kept;
    const stepsUpTo = trials.length > MOST_STEPPED ? 0 : MOST_STEPPED;
    return {
      settings,
      without,
      taken: [],
      takenMade: [],
      ranking: createRanking(deviationOf(settings), { stepsUpTo }),
    };
  };
  const before = (input: StandingInput, isLate: () => boolean): Standing | null => {
    const { settings, trials, finalists } = input;
    const further = furtherTrainings(settings, trials, finalists);
    const again = copiesOf(further, trials);
    const ended = (input.made ?? []).flatMap((one) => (isDone(one) ? (asTrial(one) ?? []) : []));
    const { ranking, taken, takenMade, ...same } = rankingOf(input, ended, [...again.keys()].join());
    let count = taken.length;
    while (count < trials.length && !isLate()) take(ranking, trials[count++]!, again, settings);
    const isAll = count === trials.length;
    // They are few.
    const others = isAll ? ended.filter((one) => !takenMade.includes(one)) : [];
    for (const one of others) take(ranking, one, again, settings);
    kept = { ...same, ranking, taken: trials.slice(0, count), takenMade: [...takenMade, ...others] };
    if (!isAll) return null;
    const section = further && finalistSection(further, again, input, deviationOf);
    return standingOf(input, ranking, section, deviationOf);
  };
  return {
    before,
    of(input) {
      const standing = before(input, () => false);
      if (standing === null) throw new Error('A standing that is never late was not finished.');
      return standing;
    },
  };
}

function take(
  ranking: Ranking,
  trial: Trial,
  again: ReadonlyMap<number, TrainedAgain>,
  { validationImages }: Settings,
): void {
  const { number, reusedFrom } = trial;
  if (again.has(number)) return;
  const judged = judgedOf(trial, validationImages);
  ranking.add({ trial: number, judged, ...(reusedFrom === undefined ? {} : { reusedFrom }) });
}

const beginsWith = (trials: readonly Trial[], before: readonly Trial[]): boolean =>
  before.length <= trials.length &&
  trials[0] === (before[0] ?? trials[0]) &&
  trials[before.length - 1] === before[before.length - 1];

/** The trials of finalists and those that took their results over: one child, whose figure is the fresh one. */
function copiesOf(further: Further | null, trials: readonly Trial[]): ReadonlyMap<number, TrainedAgain> {
  const found = new Map(further?.children.map((child) => [child.trial.number, child]));
  if (found.size === 0) return found;
  for (const { number, reusedFrom } of trials) {
    const original = reusedFrom === undefined ? undefined : found.get(reusedFrom);
    if (original !== undefined && !found.has(number)) found.set(number, original);
  }
  return found;
}

interface Section {
  readonly ranking: Ranking;
  readonly groups: readonly Omit<PlacedGroup, 'first' | 'last'>[];
}

function finalistSection(
  { children, ...progress }: Further,
  again: ReadonlyMap<number, TrainedAgain>,
  { settings, trials }: StandingInput,
  deviationOf: DeviationOf,
): Section {
  const deviation = deviationOf(settings);
  const trainings = Math.min(...children.flatMap(({ fresh }) => fresh.length || []));
  // Means of so many trainings; the images' chance is left as large as that of one, which tells no more apart.
  const ranking = createRanking(deviation === null ? null : deviation / Math.sqrt(Math.max(1, trainings)));
  for (const [number, { trial, fresh, mean }] of again) {
    const only = fresh.length === 1 ? fresh[0] : undefined;
    const images = fresh[0]?.images || settings.validationImages;
    const judged = mean === null ? null : judgedOf({ accuracy: mean, ...bitsOf(only) }, images);
    const copied = number === trial.number ? {} : { reusedFrom: trial.number };
    ranking.add({ trial: number, judged, ...copied });
  }
  const rowOf = (number: number): PlacedRow | null => {
    const child = again.get(number);
    const trial = trials[number - 1];
    return child && trial ? againRow(trial, child, settings, deviation) : null;
  };
  const winner = children.find(({ isWinner }) => isWinner)?.trial.number;
  const groups: Omit<PlacedGroup, 'first' | 'last'>[] = ranking.groups().map(({ trials }) => ({
    kind: 'finalists',
    rows: [...trials]
      .sort((a, b) => Number(b === winner) - Number(a === winner))
      .flatMap((trial) => rowOf(trial) ?? []),
  }));
  const rest = ranking.failed().flatMap((trial) => rowOf(trial) ?? []);
  if (rest.length > 0) groups.push({ kind: 'pending', rows: rest });
  return {
    ranking,
    groups: groups.map((group, index) => (index === 0 ? { ...group, again: progress } : group)),
  };
}

const bitsOf = (finalist: Finalist | undefined): { readonly right?: string } =>
  finalist?.right === undefined ? {} : { right: finalist.right };

function againRow(
  trial: Trial,
  { fresh, mean, final, reason }: TrainedAgain,
  settings: Settings,
  deviation: number | null,
): PlacedRow {
  const figure = final?.accuracy ?? mean;
  const trainings = final === null ? fresh.length : 1;
  const images = (final ?? fresh[0])?.images ?? 0;
  return {
    trial,
    figure,
    from: final === null ? 'fresh' : 'final',
    was: trial.accuracy,
    whisker: () =>
      figure === null
        ? null
        : whiskerOf(
            figure,
            images || settings.validationImages,
            deviation === null ? null : deviation / Math.sqrt(trainings),
          ),
    reason: figure === null ? reason : null,
  };
}

function standingOf(
  { trials, settings, made = [] }: StandingInput,
  ranking: Ranking,
  section: Section | null,
  deviationOf: DeviationOf,
): Standing {
  const byNumber = new Map(trials.map((trial) => [trial.number, trial]));
  const rowOf = (number: number): PlacedRow => {
    const child = made.find((one) => idOfMade(one.number) === number);
    if (child !== undefined) return madeRow(child, settings, deviationOf);
    const trial = byNumber.get(number)!;
    const { accuracy, budget = settings.epochs } = trial;
    return {
      trial,
      figure: accuracy,
      from: 'search',
      was: null,
      // Under successive halving a child that paused early has a recipe of its own.
      whisker: () =>
        accuracy === null
          ? null
          : whiskerOf(accuracy, settings.validationImages, deviationOf({ ...settings, epochs: budget })),
      reason: null,
    };
  };
  const unplaced: Omit<PlacedGroup, 'first' | 'last'>[] = [
    ...(section?.groups ?? []),
    ...ranking.groups().map((group) => ({ kind: 'ranked' as const, rows: group.trials.map(rowOf) })),
  ];
  const searched = ranking.groups().at(-1)?.last ?? 0;
  const failed = ranking.failed();
  if (failed.length > 0) unplaced.push({ kind: 'failed', rows: failed.map(rowOf) });
  const coming = made.filter((one) => !isDone(one));
  if (coming.length > 0)
    unplaced.push({ kind: 'coming', rows: coming.map((one) => madeRow(one, settings, deviationOf)) });
  const groups: PlacedGroup[] = [];
  const places = new Map<number, Place>();
  for (const group of unplaced) {
    const first = places.size + 1;
    const placed = { ...group, first, last: places.size + group.rows.length };
    // What a person has just asked for stands above all, and takes nobody's place.
    if (group.kind === 'coming') groups.unshift(placed);
    else groups.push(placed);
    for (const row of group.rows)
      places.set(row.trial.number, { position: places.size + 1, group: placed, row });
  }
  const testOf = (trial: number): Ranking | null => {
    const group = places.get(trial)?.group;
    if (group === undefined || group.kind === 'failed' || group.kind === 'pending' || group.kind === 'coming')
      return null;
    return group.kind === 'finalists' ? (section?.ranking ?? null) : ranking;
  };
  const middle = searched === 0 ? null : middleOf(ranking);
  return {
    groups,
    places,
    spread: middle === null ? null : rowOf(middle).whisker(),
    alike: (trial) => testOf(trial)?.alike(trial) ?? [],
    against(trial) {
      const test = testOf(trial);
      const leader = test?.groups()[0]?.trials[0];
      if (!test || leader === undefined || leader === trial) return null;
      return { leader, verdict: test.between(leader, trial) };
    },
  };
}

/** The mean of its trainings where there are more than one; its whisker is narrower then, as that of finalists. */
function madeRow(child: MadeChild, settings: Settings, deviationOf: DeviationOf): PlacedRow {
  const spread = spreadOf(child);
  const { number, architecture, trainable, multiplyAdds } = child;
  const none = { status: 'trained', accuracy: null, reward: 0, seconds: 0, epochs: [] } as const;
  const trial = asTrial(child) ?? {
    number: idOfMade(number),
    architecture,
    trainable,
    multiplyAdds,
    ...none,
  };
  return {
    trial,
    figure: spread?.mean ?? null,
    from: 'search',
    was: null,
    whisker: () => {
      if (spread === null) return null;
      const deviation = deviationOf(settings);
      const ofMean = deviation === null ? null : deviation / Math.sqrt(spread.count);
      return whiskerOf(spread.mean, settings.validationImages, ofMean);
    },
    reason: null,
    made: child,
  };
}

function middleOf(ranking: Ranking): number | null {
  const numbers = ranking.groups().flatMap(({ trials }) => trials.filter((one) => !isMade(one)));
  return numbers[numbers.length >> 1] ?? null;
}
