import { describeContestError } from '../../../codecs/contest/contestError.ts';
import { describeRerunError } from '../../../codecs/rerun/rerunError.ts';
import type { LinkError, LinkFlaw } from '../../../codecs/route.ts';
import { describeShareError } from '../../../codecs/shareError.ts';
import { type DatasetId, datasetInfo, isOwnId, STAND_IN } from '../../../data/infos.ts';
import { happened, type Problem } from '../../../protocol/problem.ts';
import type { StorageProblem } from '../../../storage/runStorage.ts';
import { sentence } from '../sentence.ts';

/** Problems of lower floors, as the page words them: what happened, in bold; then why, and what to do. */
export interface ProblemText {
  readonly what: string;
  readonly rest: string;
}

const REMEDIES: Readonly<Record<Exclude<Problem['kind'], 'no-images'>, string>> = {
  'device-lost': 'Start the search again; if it happens again, use smaller children or a smaller batch.',
  'backend-gone':
    'The run waits and is kept. Try again, after restarting the browser if need be, or go on on what there is: another device rounds differently, so that later trials may differ from an uninterrupted run’s.',
  settings: 'Change them and start again.',
  command: 'Correct the settings and start again.',
  'worker-ended': 'Try again: it goes on after the last epoch that was kept.',
  unexpected: 'Start it again; finished trials are kept on this page.',
};

function noImages(dataset: DatasetId, ofArchive: boolean): string {
  if (dataset === STAND_IN) return 'Start the search again.';
  if (ofArchive) return 'Or use the images that come with this page.';
  if (isOwnId(dataset)) return 'Choose other images, or put the pictures together again.';
  const { archive } = datasetInfo(dataset);
  return archive === undefined
    ? 'Try again, or use synthetic images.'
    : `Try again, drop ${archive.file} on this page, or use synthetic images.`;
}

/** What to do where a child by hand is not trained. */
export const remedyOf = (problem: Problem): string =>
  problem.kind === 'no-images'
    ? noImages(problem.dataset, false).replace('Start the search again.', 'Try again.')
    : 'Try again; what was trained before is kept.';

/** `ofArchive`: the images were to come from an archive that was given. */
export function runProblem(problem: Problem, ofArchive = false): ProblemText {
  const remedy = problem.kind === 'no-images' ? noImages(problem.dataset, ofArchive) : REMEDIES[problem.kind];
  return { what: happened[problem.kind], rest: `${sentence(problem.why)} ${remedy}` };
}

export const goOnAnywhere = 'Go on anyway';
export const useSynthetic = 'Use synthetic images';

export function storageProblem(problem: StorageProblem): ProblemText {
  switch (problem.kind) {
    case 'full':
      return {
        what: "The browser's storage is full: what follows of this run is not kept.",
        rest: 'The search itself goes on. Delete runs in the list of runs, or export this one before you close the page.',
      };
    case 'forbidden':
      return {
        what: 'This browser keeps no runs here.',
        rest: `A private window or a setting may forbid it (${problem.why.replace(/\.$/, '')}). Searches work all the same, but closing the page loses them: export a run to keep it.`,
      };
    case 'newer':
      return {
        what: 'A newer version of this page keeps the runs now.',
        rest: 'What follows of this run is not kept here. Export it, then reload the page: the newer version has the runs that were kept before.',
      };
    case 'cleared':
      return {
        what: 'What this browser had kept for this page was deleted.',
        rest: 'Runs that were kept before are gone. The one in progress goes on and is kept anew.',
      };
    case 'gone':
      return {
        what: `“${problem.name}” was deleted in another tab: what follows of it is not kept.`,
        rest: 'The search itself goes on. Export the run, or make a copy of it in the list of runs, before you close the page.',
      };
    case 'apart':
      return {
        what: 'Another tab has gone on with this run.',
        rest: `What only this tab had found is kept as a run of its own, “${problem.name}”.`,
      };
    default:
      return problem satisfies never;
  }
}

const LINKS: Readonly<Record<LinkError['kind'], string>> = {
  damaged: 'The link could not be opened.',
  'damaged-link': 'The link could not be opened.',
  newer: 'The link is newer than this page.',
  outside: 'The link holds no cells that this page knows.',
  'damaged-rerun': 'The link could not be opened.',
  'newer-rerun': 'The link is newer than this page.',
  'newer-preset': 'The link is newer than this page.',
  'newer-settings': 'The link is newer than this page.',
  'newer-choices': 'The link is newer than this page.',
  'rerun-cells': 'The link holds no cells that this page knows.',
  'rerun-settings': 'The link holds no search that can be made.',
  'damaged-contest': 'The link could not be opened.',
  'newer-contest': 'The link is newer than this page.',
  'contest-settings': 'The link holds no contest that can be held here.',
  'unread-link': 'The link was not opened.',
  'no-cells': 'The link holds no cells that this page knows.',
};

const LINK_FLAWS: Readonly<Record<LinkFlaw, string>> = {
  'no-view': 'it has no part "#c=" that holds a pair of cells, nor another that this page knows',
  'no-trial':
    '"#inspect=" must name a trial by its number, or a child made by hand like h1, or two with a comma between them',
  'no-lesson': '"#lesson=" must name a lesson by its number',
  'no-step': '"step=" must be a number',
  'no-contest': '"#contest=" says nothing',
  'no-recipe': '"#r=" says nothing',
};

export const linkProblem = (error: LinkError): ProblemText => ({
  what: LINKS[error.kind],
  rest: linkReason(error),
});

function linkReason(error: LinkError): string {
  switch (error.kind) {
    case 'damaged-link':
      return `This link is damaged: ${LINK_FLAWS[error.flaw]}. Copy it again, whole, from where it came from.`;
    case 'no-cells':
      return error.why;
    case 'unread-link':
      return 'The part of the page that reads it could not be loaded: the page was changed on the server, or the network is gone. Reload the page.';
    case 'damaged':
    case 'newer':
    case 'outside':
      return describeShareError(error);
    case 'damaged-contest':
    case 'newer-contest':
    case 'contest-settings':
      return describeContestError(error);
    default:
      return describeRerunError(error);
  }
}
