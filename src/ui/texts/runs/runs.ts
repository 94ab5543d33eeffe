import type { ReactNode } from 'react';
import type { RunsNote } from '../../../store/runs/runsNote.ts';
import { whole } from '../../format.ts';
import { phrase } from '../phrase.ts';

const LACKS: Readonly<Record<'checkpoint' | 'shared' | 'paused', string>> = {
  checkpoint: 'It has trials and no checkpoint: it can be looked at, but not gone on with.',
  shared: 'A file holds no shared weights: where it goes on, its next children inherit only from each other.',
  paused:
    'A file holds no paused children: one that is trained on starts again from its seed, and with shared weights ends differently.',
};

const busy = 'A search is running: stop it first.';

export const runsTexts = {
  name: 'Runs',
  link: (count: number): string => (count === 0 ? 'Runs' : `Runs (${count})`),
  linkSays: 'All runs that this browser keeps: go on with one, rename, copy, export or delete it.',
  close: 'Close the list of runs',
  empty: 'No runs yet: each search is kept here in this browser from its first child on.',
  /** `made`: children by hand, beside them. */
  done: (done: ReactNode, trials: number, made: number) =>
    made === 0
      ? phrase`${done} of ${whole(trials)} trials`
      : phrase`${done} of ${whole(trials)} trials, ${whole(made)} by hand`,
  /** The final figure, as at a search's end, or else the best one. */
  accuracy: {
    best: {
      text: (figure: ReactNode) => phrase`best ${figure}`,
      says: 'The best accuracy of its trials, which is partly luck.',
    },
    final: {
      text: (figure: ReactNode) => phrase`final ${figure}`,
      says: 'The winner’s accuracy in its last training, which chose nothing.',
    },
  },
  /** Why a run cannot be taken up, as a sentence and as a fact in its row. */
  here: { says: 'This run is in progress.', fact: 'in progress' },
  elsewhere: { says: 'This run is in progress in another tab.', fact: 'in progress in another tab' },
  busy,
  shown: 'This run is shown.',
  syntheticImages: 'synthetic images',
  interrupted: 'interrupted',
  lay: {
    text: 'Compare',
    says: 'Lays the run over the one that is shown, in the reward chart.',
    full: (most: number): string => `${whole(most)} runs are compared already: take one away first.`,
    none: 'No child of it has ended yet.',
  },
  open: { text: 'Open', says: 'Shows the run on the page.' },
  replay: { text: 'Replay', says: 'Opens the run and plays it once more, from its first child on.' },
  resume: { text: 'Resume', says: 'Goes on with its next child.' },
  rename: { text: 'Rename', says: 'Gives the run another name.', field: 'Name of the run' },
  duplicate: { text: 'Duplicate', says: 'Keeps a copy of the run beside it.' },
  export: {
    text: 'Export',
    says: 'Saves the run as a JSON file that this page and npm run search can open.',
  },
  delete: {
    text: 'Delete…',
    says: 'Deletes the run from this browser, after asking.',
    keep: 'Keep',
    forGood: 'Delete for good',
    noWayBack: 'There is no way back.',
  },
  damaged: {
    name: (name: string): string => (name === '' ? 'A run that cannot be read' : name),
    fact: 'damaged: it can be neither opened nor gone on with',
    export: 'Saves what is left of it as a JSON file, for somebody to look at.',
    file: 'Damaged run.json',
  },
  import: {
    text: 'Import a run',
    says: 'Adds a run from its file, as exported here or written by npm run search. Files of cells, DARTS genotypes too, weights.safetensors and cifar-10-binary.tar.gz are taken here as well.',
    field: 'File of a run',
  },
} as const;

/** What came of the last thing that was done in the list of runs. */
export function runsNoteText(note: RunsNote): string {
  switch (note.kind) {
    case 'elsewhere':
      return 'This run is in progress in another tab: go on there, or close that tab first.';
    case 'busy':
      return busy;
    case 'gone':
      return 'This run is not there any more: it was deleted, perhaps in another tab.';
    case 'no-name':
      return 'A run needs a name.';
    case 'no-checkpoint':
      return 'This run has trials and no checkpoint to go on from: it can be looked at, and its settings started anew.';
    case 'unreadable':
      return note.why;
    case 'not-deleted':
      return `The run could not be deleted: ${note.why}`;
    case 'not-taken':
      return `${note.file} was not taken. ${note.why}`;
    case 'taken':
      return [`${note.file} was taken as “${note.name}”.`, ...note.lacks.map((what) => LACKS[what])].join(
        ' ',
      );
    default:
      return note satisfies never;
  }
}
