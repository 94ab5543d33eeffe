import type { CellKind } from '../../space/architecture.ts';
import { percentText, SPACE, whole } from '../format.ts';
import { counts } from './counts.ts';

/**
 * The texts of the page, in one catalogue: a file a part of the page, its texts plain strings and small functions of
 * what varies. Sentences stay whole, counts come from counts.ts and figures from format.ts, so that a second language
 * would be a second set of these files. testing/literals.ts finds what is shown to people and does not stand here.
 *
 * Lower floors say what happened as a kind with its parameters, and it is worded here: problems of a run and of a
 * comparison, of storage and of links (problems.ts), notes on runs (runs.ts), what the browser lacks (notices.ts), an
 * archive (archive.ts). What commands say word for word too stands once, beside the kind's definition (`happened`,
 * `describeShareError`). Sentences of an error's own stay sentences, in `why`, in a trial's reason, in the detail of
 * loading and in an environment's warning: they name a file, a field or a driver, and runs are stored with them.
 *
 * What several parts of the page say.
 */
export const commonTexts = {
  close: 'Close',
  tryAgain: 'Try again',
  resume: 'Resume',
  settings: 'Settings',
  /** Where a part of the page that is loaded on demand can't be had. */
  unloaded: {
    name: 'Not loaded',
    says: 'This part of the page could not be loaded: the page was changed on the server, or the network is gone. Reload the page once your search has ended; what is kept stays.',
  },
  leaderboard: 'Leaderboard',
  cellNames: { normal: 'Normal cell', reduction: 'Reduction cell' } satisfies Record<CellKind, string>,
  /** A button that turns a chart to a table and back, named by what it turns to. */
  chartOrTable: {
    chart: 'Chart',
    table: 'Table',
    says: 'Shows the same figures as a table, or as a chart again.',
  },
  facts: (facts: readonly (string | null)[]): string => facts.filter((fact) => fact !== null).join(', '),
  synthetic: 'synthetic',
  failed: 'failed',
  unknownReason: 'It could not be trained.',
  /** "inherits 83 % of its weights": what a child began with, of its trainable parameters. */
  inherits: (inherited: number, trainable: number): string =>
    `inherits ${Math.floor((100 * inherited) / trainable)}${SPACE}% of its weights`,
  /** "after 9 epochs, trial 4 trained on": what a reward was measured after, under successive halving. */
  budget: (epochs: number, promotedFrom: number | undefined): string =>
    promotedFrom === undefined
      ? `after ${counts.epochs(epochs)}`
      : `after ${counts.epochs(epochs)}, trial ${promotedFrom} trained on`,
  /** "on NVIDIA RTX A4000 (compiled engine 1)": where a trial's result comes from. */
  trainedOn: (place: string): string => `on ${place}`,
  sameGraph: (trial: number | undefined): string => `same graph as trial ${trial}`,
  parameters: (count: number): string => `${whole(count)} trainable parameters`,
  percentOf: (share: number): string => percentText(share),
} as const;
