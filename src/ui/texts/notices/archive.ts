import type { ArchiveVerdict } from '../../notices/archiveFile.ts';
import type { GivenFile } from '../../notices/useGivenFiles.ts';
import { runsNoteText } from '../runs/runs.ts';
import { sentence } from '../sentence.ts';
import { noticesTexts } from './notices.ts';

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
  `This page reads runs (JSON, as exported here or by npm run search), cells (JSON, a link, a share code, a preset’s name or a DARTS genotype), weights (weights.safetensors, as exported in Share) and the archive ${archive}.`;

export const givenTone = (given: ToldFile): 'note' | 'error' => (isTaken(given) ? 'note' : 'error');

function isTaken(given: ToldFile): boolean {
  if (given.kind === 'archive') return given.verdict.ok;
  return given.kind === 'run' && given.note.ok;
}

const TAKEN = {
  archive: noticesTexts.archiveTaken,
  run: noticesTexts.runTaken,
  refused: noticesTexts.refused,
} as const;

export function givenWhat(given: ToldFile): string {
  if (isTaken(given)) return TAKEN[given.kind];
  return given.name === noticesTexts.text ? noticesTexts.textRefused : noticesTexts.refused;
}

/** Of cells the store has what is said. */
export type ToldFile = Exclude<GivenFile, { kind: 'cells' }>;

/** What became of a file that was given, whatever its kind. */
export function givenText(given: ToldFile): string {
  switch (given.kind) {
    case 'archive':
      return archiveText(given.verdict);
    case 'run':
      return sentence(runsNoteText(given.note));
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
    case 'no-weights':
      return `${name} is no child that can be opened here. ${sentence(why)}`;
    case 'unloaded':
      return noticesTexts.readerUnloaded;
    case 'unreadable':
      return `${name} cannot be read: it may be a folder, or was moved meanwhile. ${reads(archive)}`;
    case 'no-archive':
      return `${name} is no gzip archive (its first bytes are ${why}), so nothing was changed. ${reads(archive)}`;
    case 'none-of-these':
      return `${name} ${why || 'is nothing that this page reads'}, so nothing was changed. ${reads(archive)}`;
    default:
      return kind satisfies never;
  }
}
