import type { InspectionRefusal } from '../../../../protocol/inspection.ts';
import { MOST_KEPT, MOST_KEPT_MIB } from '../../../../run/children/keptWeights.ts';
import type { ImagesLack } from '../../../../store/shown/inspection.ts';
import type { ProblemText } from '../../notices/problems.ts';
import { sentence } from '../../sentence.ts';

const REFUSED: Readonly<Record<InspectionRefusal['kind'], string>> = {
  recorded: 'This is a recording.',
  'looked-up': 'This child was looked up.',
  'shared-weights': 'Its weights are not kept any more.',
  'not-run': 'No block reads this state.',
  'no-such-node': 'This network has no such node.',
  'no-such-image': 'There is no such image among those that judged it.',
  closed: 'This child is not open any more.',
  'worker-stopped': 'The worker that looked into it was stopped with its search.',
  'no-images': 'The images could not be loaded.',
  'device-lost': 'The device was lost.',
  settings: 'It cannot be trained with these settings.',
  'child-failed': 'It could not be trained.',
  'other-weights': 'The weights that were kept are of another network.',
  unexpected: 'It could not be looked into.',
};

const REST: Readonly<Record<InspectionRefusal['kind'], string>> = {
  recorded:
    'It says what the child takes each image for, and holds no weights: train it here to see its maps.',
  'looked-up':
    'The table has its curves, and no weights: a child of a search that trains here can be looked into.',
  'shared-weights': 'It cannot be trained again, since it began with what earlier children had left.',
  'not-run': 'So nothing runs it, and there is nothing to see.',
  'no-such-node': '',
  'no-such-image': '',
  closed: 'Open it again.',
  'worker-stopped': 'Open it again.',
  'no-images': 'Try again, or drop the archive on this page.',
  'device-lost': 'Try again: the run itself is kept.',
  settings: '',
  'child-failed': 'Another child may fit.',
  'other-weights': 'Train it again here.',
  unexpected: 'Try again.',
};

/** Why there is nothing to see of a child, and what to do. */
export function refusalText(refusal: InspectionRefusal): ProblemText {
  const why = 'why' in refusal ? sentence(refusal.why) : '';
  return { what: REFUSED[refusal.kind], rest: [why, REST[refusal.kind]].filter(Boolean).join(' ') };
}

/** What a run keeps of its children. */
export const keptRule = `The weights of the ${MOST_KEPT} best children, of finalists and of those that you had trained stay in this browser beside the run, ${MOST_KEPT_MIB} MiB at most: beyond, the oldest go first. A run’s file has none.`;

/** Below a recorded child's mistakes. */
export const recordedChild = {
  says: 'Recorded: nothing of this runs here.',
  train: 'Train it here',
  lack: {
    'not-loaded':
      'Its images are not kept in this browser, and could not be loaded: grey squares stand for them. They are asked for again once the page is online.',
    others: 'The data set beside this page has other images than the recording: grey squares stand for them.',
  } satisfies Record<ImagesLack, string>,
} as const;
