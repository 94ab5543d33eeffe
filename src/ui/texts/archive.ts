import type { ArchiveVerdict } from '../notices/archiveFile.ts';
import type { GivenFile } from '../notices/useGivenFiles.ts';
import { noticesTexts } from './notices.ts';
import { runsNoteText } from './runs.ts';
import { sentence } from './sentence.ts';

/** What is said of a file that was dropped or chosen. */
export function archiveText({ kind, name, bytes, wanted }: ArchiveVerdict): string {
  const { menuTitle: title, archive } = wanted;
  const size = `${Math.round(bytes / 1e6)} MB`;
  switch (kind) {
    case 'wanted':
      return `The next search reads its images from ${name} (${size}).`;
    case 'other-name':
      return `The next search reads its images from ${name} (${size}); if that is not ${archive.file}, it will say so and stop.`;
    case 'other-set':
      return `${name} is ${archive.otherSet?.title}; this page needs ${title}. Drop ${archive.file}.`;
    case 'other-version':
      return `${name} is not the ${archive.version?.title} version of ${title}, the one this page reads. Drop ${archive.file}.`;
    case 'no-archive':
      return `${name} is no archive of ${title}, so nothing was changed. Drop ${archive.file}.`;
    default:
      return kind satisfies never;
  }
}

const reads = (archive: string): string =>
  `This page reads runs (JSON, as exported here or by npm run search), cells (JSON, a link or a share code) and the archive ${archive}.`;

export const givenTone = (given: GivenFile): 'note' | 'error' => (isTaken(given) ? 'note' : 'error');

function isTaken(given: GivenFile): boolean {
  if (given.kind === 'archive') return given.verdict.ok;
  if (given.kind === 'run') return given.note.ok;
  return given.kind === 'cells';
}

const TAKEN = {
  archive: noticesTexts.archiveTaken,
  run: noticesTexts.runTaken,
  cells: noticesTexts.cellsOpened,
  refused: noticesTexts.refused,
} as const;

export const givenWhat = (given: GivenFile): string => TAKEN[isTaken(given) ? given.kind : 'refused'];

/** What became of a file that was given, whatever its kind. */
export function givenText(given: GivenFile): string {
  switch (given.kind) {
    case 'archive':
      return archiveText(given.verdict);
    case 'run':
      return sentence(runsNoteText(given.note));
    case 'cells':
      return `The pair of cells in ${given.name} is drawn here; nothing else was changed.`;
    case 'refused':
      return refusal(given);
    default:
      return given satisfies never;
  }
}

function refusal({ name, flaw: { kind, why }, archive }: Extract<GivenFile, { kind: 'refused' }>): string {
  switch (kind) {
    case 'no-cells':
      return `${name} holds no cells that can be drawn: ${sentence(why)}`;
    case 'unreadable':
      return `${name} cannot be read: it may be a folder, or was moved meanwhile. ${reads(archive)}`;
    case 'no-archive':
      return `${name} is no gzip archive (its first bytes are ${why}), so nothing was changed. ${reads(archive)}`;
    case 'none-of-these':
      return `${name} ${why || 'is none of the files that this page reads'}, so nothing was changed. ${reads(archive)}`;
    default:
      return kind satisfies never;
  }
}
