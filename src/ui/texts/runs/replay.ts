import type { ReactNode } from 'react';
import { percentText, whole } from '../../format.ts';
import { phrase } from '../phrase.ts';

/** A run that is over, played once more. */
export const replayTexts = {
  /** In the banner: what is replayed, where its children were trained, and when that was written last. */
  banner: {
    what: 'A recorded run:',
    rest: (name: ReactNode, source: string, when: string) =>
      phrase`${name}, ${source}, ${when}. Start leaves the replay.`,
    /** Of one that came with the page: it is none of the runs that are kept here. */
    shipped: (name: ReactNode, source: string, when: string) =>
      phrase`${name}, ${source} on ${when}. It came with this page: close it, and what was here is back. Start leaves it, too.`,
    lesson: 'A search of this lesson:',
    /** Of one that was looked up as the lesson began. */
    made: (name: ReactNode, when: string) =>
      phrase`${name}, made on ${when} from the benchmark’s table. It is not kept: close it, and what was here is back. Start leaves it, too.`,
    trained: (places: readonly string[]): string => `trained on ${places.join(' and ')}`,
    trainedSomewhere: 'trained somewhere that was not recorded',
    lookedUp: 'looked up in the benchmark’s table',
    close: 'Close the replay',
  },
  play: 'Play',
  pause: 'Hold',
  controls: 'Replay',
  pace: 'Pace of the replay',
  slider: 'Moment of the replay',
  /** What a screen reader says of a moment. */
  moment: (trial: number, of: number, best: number | null): string =>
    [trial === 0 ? `before trial 1 of ${whole(of)}` : `trial ${whole(trial)} of ${whole(of)}`, bestOf(best)]
      .filter((part) => part !== '')
      .join(', '),
  end: (trials: number, best: number | null): string =>
    [`all ${whole(trials)} trials and the finalists`, bestOf(best)].filter((part) => part !== '').join(', '),
} as const;

const bestOf = (best: number | null): string => (best === null ? '' : `best so far ${percentText(best)}`);
