import type { CourseAxis, RunCourse } from '../../../../drawings/courses/input.ts';
import type { TrialPoint } from '../../../../drawings/reward/input.ts';
import type { TrialEnvironment } from '../../../../search/trial.ts';
import { comparableKey, type Settings } from '../../../../settings/settings.ts';
import type { LaidRun, LaidTrial } from '../../../../store/runs/laidState.ts';
import { linesOf } from '../rewardInput.ts';

/** A run on the page or laid over it, as the chart draws it: over its children, or over the seconds that it spent on them. */
export function courseOf(
  { id, name, trials }: Pick<LaidRun, 'id' | 'name' | 'trials'>,
  axis: CourseAxis,
  isPresent: boolean,
): RunCourse {
  const ends = axis === 'children' ? trials.map(({ number }) => number) : secondsOf(trials);
  const at = new Map(trials.map(({ number }, index) => [number, ends[index]!]));
  const placed = (points: readonly TrialPoint[]) =>
    points.map(({ trial, value }) => ({ at: at.get(trial)!, value }));
  const { best, mean } = linesOf(trials);
  return { id, name, isPresent, end: ends.at(-1) ?? 0, best: placed(best), mean: placed(mean) };
}

/** At the end of each trial, all that its run had spent on training and judging: what lies between trials, pauses too, is none. */
function secondsOf(trials: readonly LaidTrial[]): number[] {
  let sum = 0;
  return trials.map(({ seconds }) => {
    sum += seconds;
    return sum;
  });
}

export interface Compared {
  readonly name: string;
  readonly settings: Settings;
  readonly environment: TrialEnvironment | null;
}

/** Runs whose children were made or judged otherwise than the first one's, by their names. */
export function incomparable([first, ...others]: readonly Compared[]): readonly string[] {
  if (first === undefined) return [];
  const key = comparableKey(first.settings);
  return others.filter(({ settings }) => comparableKey(settings) !== key).map(({ name }) => name);
}

/** Runs whose seconds were measured when the table was made. */
export const lookedUp = (runs: readonly Compared[]): readonly string[] =>
  runs.filter(({ settings }) => settings.rewards === 'table').map(({ name }) => name);

/** Whether runs were trained by different machines, as far as that is known. */
export function onMachines(runs: readonly Compared[]): boolean {
  const trained = runs.filter(({ settings }) => settings.rewards !== 'table');
  const names = trained.flatMap(({ environment }) =>
    environment === null ? [] : [`${environment.engine} ${environment.adapter}`],
  );
  return new Set(names).size > 1 || (trained.length > 0 && trained.length < runs.length);
}
