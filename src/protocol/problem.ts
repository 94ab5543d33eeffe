import type { DatasetId } from '../data/infos.ts';

/**
 * What ended a run. `why` is the error's own sentence: it names a file, a setting or a driver. What to do about it
 * depends on where one is, so that the page and the commands each say it themselves.
 */
export type Problem =
  | { readonly kind: 'no-images'; readonly dataset: DatasetId; readonly why: string }
  | {
      /**
       * `device-lost`: another worker can go on from the last checkpoint. `backend-gone`: after such a loss, the backend
       * that the run trained on did not come back; whether to go on on another one is the person's choice. `settings`: nothing can be trained with them.
       * `command`: it could not be read, or what it names beside the settings is not to be had. `worker-ended`: told by the page, a worker that is gone says nothing.
       */
      readonly kind: 'device-lost' | 'backend-gone' | 'settings' | 'command' | 'worker-ended' | 'unexpected';
      readonly why: string;
    };

/** What happened, in the words of the page and of the commands. */
export const happened: Readonly<Record<Problem['kind'], string>> = {
  'no-images': 'The images could not be loaded.',
  'device-lost': 'The device that trained was lost.',
  'backend-gone': 'The device that trained did not come back.',
  settings: 'The search cannot run with these settings.',
  command: 'The search cannot start.',
  'worker-ended': 'The search stopped: its worker ended unexpectedly.',
  unexpected: 'The search stopped on an unexpected error.',
};

/** Why strategies cannot be compared: mostly what is wrong with the benchmark's table at `url`. */
export type ComparisonProblem =
  | { readonly kind: 'table-missing' | 'table-not-json'; readonly url: string }
  | { readonly kind: 'table-refused'; readonly url: string; readonly status: number }
  | { readonly kind: 'table-unreachable'; readonly url: string; readonly why: string }
  | {
      /** `table-damaged`: by the reader's own sentence. */
      readonly kind: 'table-damaged' | 'worker-ended';
      readonly why: string;
    };
