import type { Problem } from '../../../protocol/problem.ts';
import { childName } from '../../../search/made.ts';
import { percent, percentText } from '../../format.ts';
import { counts } from '../counts.ts';
import { remedyOf } from '../notices/problems.ts';
import { sentence } from '../sentence.ts';

/** Children that a person makes. */
export const madeTexts = {
  train: 'Train it',
  trainThis: 'Train this pair',
  trainThisSays: 'Trains this very pair, beside a search or without one.',
  cancel: 'Cancel',
  /** For those who don't see the leaderboard. */
  spoken: {
    queued: (id: number): string => `${childName(id)} waits.`,
    started: (id: number, training: number, seeds: number): string =>
      seeds > 1 ? `${childName(id)} trains, ${training} of ${seeds}.` : `${childName(id)} trains.`,
    ended: (id: number, accuracy: number | null, training: number, seeds: number): string => {
      const which = seeds > 1 ? `, training ${training} of ${seeds}` : '';
      return accuracy === null
        ? `${childName(id)}${which} failed.`
        : `${childName(id)}${which}: ${percentText(accuracy)} held out.`;
    },
    cancelled: (id: number): string => `${childName(id)} is cancelled.`,
  },
  /** Under its number, in the leaderboard. */
  byName: (name: string): string => `by ${name}`,
  bySay: (name: string): string => `made by hand, by ${name}; no strategy hears of it`,
  state: {
    running: (training: number, seeds: number, epoch: number): string =>
      seeds > 1 ? `${training} of ${seeds}, epoch ${epoch}` : `training, epoch ${epoch}`,
    waiting: 'waiting',
    untrained: 'not trained yet',
  },
  /** The lowest and the highest of several trainings; in a row "33.1–36.4" alone. */
  spread: (low: number, high: number): string => `${percent(low)}–${percent(high)}`,
  spreadSays: (mean: number, low: number, high: number, count: number): string =>
    `Mean ${percentText(mean)} of ${counts.seeds(count)}, from ${percent(low)} to ${percentText(high)}`,
  some: (count: number, of: number): string => `${count} of ${of} failed`,
  lookedUp: 'looked up',
  here: 'trained here',
  hereSays:
    'Trained here, by the table’s recipe but perhaps by another engine than the table: differences of a point may come from that.',
  problem: {
    what: (number: number): string => `${childName(-number)} is not trained.`,
    rest: (problem: Problem): string => `${sentence(problem.why)} ${remedyOf(problem)}`,
  },
  left: {
    what: (numbers: readonly number[]): string =>
      numbers.length === 0
        ? 'The comparison with fixed networks trains no further.'
        : numbers.length > 1
          ? `${numbers.map((number) => childName(-number)).join(', ')} train no further.`
          : `${childName(-(numbers[0] ?? 0))} trains no further.`,
    /** `kept`: its run is in the list of runs; else it came with the page. */
    rest: (name: string, kept: boolean): string =>
      kept
        ? `“${name}” has left the page. What has ended is kept; the rest waits there until you open that run and train it.`
        : `“${name}” is not played any more. What has ended stays with it as long as this page is open; play it again to train the rest.`,
  },
  pinTitle: (id: number, by: string, seed: number): string => `${childName(id)} by ${by}, seed ${seed}`,
} as const;
