import type { RecordingProblem } from '../../../store/replay/recordings.ts';
import { counted, SPACE } from '../../format.ts';
import { sentence } from '../sentence.ts';

/** Recorded runs that come with the page. */
export const recordedTexts = {
  name: 'Recorded runs',
  close: 'Close the recorded runs',
  lead: 'Real searches that were trained before and come with this page. One plays child by child, with its own curves and cells; nothing is trained meanwhile, and what is on the page now comes back when you close it.',
  title: (strategy: string, preset: string): string =>
    [strategy, preset].filter((part) => part !== '').join(', '),
  size: (trials: number, finalists: number): string =>
    [counted(trials, 'child', 'children'), finalists === 0 ? '' : counted(finalists, 'finalist', 'finalists')]
      .filter((part) => part !== '')
      .join(' and '),
  made: (by: readonly string[], on: string): string =>
    by.length === 0 ? `made on ${on}` : `trained on ${by.join(' and ')}, ${on}`,
  processor: (engine: string, version: number | undefined): string =>
    `a processor (${engine} engine${version === undefined ? '' : ` ${version}`})`,
  days: (first: string, last: string): string => `${first} to ${last}`,
  bytes: (bytes: number): string => `${Math.max(1, Math.round(bytes / 1000))}${SPACE}kB`,
  loading: 'Fetching it …',
} as const;

/** Why there is nothing to watch, and what to do. */
export function recordingProblem(problem: RecordingProblem): string {
  switch (problem.kind) {
    case 'unreachable':
      return `It could not be fetched (${problem.why}): without a network, or with the server gone, it can’t be watched. Choose it again later.`;
    case 'absent':
      return `It is not beside this page (the server answered ${problem.status}): whoever hosts it has to copy the folder recorded, too.`;
    case 'damaged':
      return `It came damaged. ${sentence(problem.why)} Reload the page and try again.`;
    case 'busy':
      return 'A search is in progress: let it end, or stop it first. It is kept, and can be gone on with.';
    default:
      return problem satisfies never;
  }
}
