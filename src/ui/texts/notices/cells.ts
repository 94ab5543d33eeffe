import { describeCellsNote, type Notation, type ReadCells } from '../../../codecs/cells/read.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { presetOf } from '../../../space/presets.ts';
import type { TakenWords } from '../../../store/shown/taken.ts';
import { counts } from '../counts.ts';

const NOTATIONS: Readonly<Record<Notation, string>> = {
  preset: 'a published pair of cells',
  json: 'a pair of cells as JSON',
  link: 'a link to a pair of cells',
  code: 'the share code of a pair of cells',
  genotype: 'a DARTS genotype',
};

/** What cells that were given as text are called in the middle of a sentence. */
export const cellsName = ({ preset, notation, settings }: ReadCells): string => {
  if (settings !== null) return 'a link to a search';
  return preset === null ? NOTATIONS[notation] : presetOf(preset).title;
};

/** Of cells that were given as text, in a sentence; `file`: the one they came in. */
export function cellsSay(read: ReadCells, file: string | null = null): string {
  const name = cellsName(read);
  const begun = name.charAt(0).toUpperCase() + name.slice(1);
  return `${begun}, ${blocksText(read.architecture)}${file === null ? '' : `, in ${file}`}.`;
}

/** Of cells that were given as text: what they are and what differs from what was written. */
export function takenWords(read: ReadCells, file: string | null): TakenWords {
  const said = [cellsSay(read, file), ...read.notes.map(describeCellsNote)].join(' ');
  return { said, name: cellsName(read) };
}

function blocksText({ normal, reduction }: Architecture): string {
  const [one, other] = [normal.blocks.length, reduction.blocks.length];
  return one === other
    ? `${counts.blocks(one)} a cell`
    : `${counts.blocks(one)} in the normal cell, ${other} in the reduction cell`;
}
