/** Arguments that several commands share: how cells are named, and what is wrong with a flag, in one sentence. */
import { stat } from 'node:fs/promises';
import { InputError, messageOf } from '../../base/errors.ts';
import {
  type CellsFlaw,
  describeCellsFlaw,
  describeCellsNote,
  type ReadCells,
  readCellsText,
} from '../../codecs/cells/read.ts';
import type { Architecture } from '../../space/architecture.ts';
import { CELL_PRESETS, findCellPreset } from '../../space/presets.ts';
import { readTextFile } from '../../storage/files/textFile.ts';
import { parseFlags } from './flags.ts';

const PRESET_NAMES = CELL_PRESETS.map(({ id }) => id).join(', ');

/** What --cells takes, for --help. */
export const cellsHelp = (indent: number): string =>
  [
    `${'  --cells CELLS'.padEnd(indent)}a preset (${PRESET_NAMES}),`,
    `${' '.repeat(indent)}a share code, a link, our JSON, a DARTS genotype, or a file that holds one of them`,
  ].join('\n');

/**
 * Reads cells given as a preset's name, as the path of a file, or as text in any notation that is read here; tried in this
 * order. Throws an InputError of one sentence that quotes the text and says what is wrong with it.
 */
export async function readCells(text: string): Promise<Architecture> {
  return (await read(text)).architecture;
}

/** The same, which says on stderr what differs from what was written: for cells that a person gave. */
export async function givenCells(text: string): Promise<Architecture> {
  const cells = await read(text);
  const told = [searchTold(cells), notesTold(cells)].filter((one) => one !== '').join(' ');
  if (told !== '') process.stderr.write(`--cells: ${told}\n`);
  return cells.architecture;
}

const searchTold = ({ settings }: ReadCells): string =>
  settings === null ? '' : 'A link to a search: its pair of cells is taken, its settings are not.';

function notesTold({ notation, notes }: ReadCells): string {
  const told = notes.map(describeCellsNote).join(' ');
  return notation === 'genotype' && told !== ''
    ? `A DARTS genotype: ${told.charAt(0).toLowerCase()}${told.slice(1)}`
    : told;
}

async function read(text: string): Promise<ReadCells> {
  const isFile = findCellPreset(text.trim()) === null && (await stat(text).catch(() => null)) !== null;
  const cells = readCellsText(isFile ? await readCellsFile(text) : text);
  if (cells.ok) return cells.value;
  if (cells.error.kind !== 'nothing' || isFile) throw refused(text, clauseOfFlaw(cells.error));
  throw refused(
    text,
    `there is no such preset (${PRESET_NAMES}), no such file, and it is neither a whole share code or link nor a genotype`,
  );
}

/** `parseFlags`, but a negative number reaches its range check, and a value left out is said in one sentence. */
export function parseArguments<O extends Parameters<typeof parseFlags>[1]>(
  args: readonly string[],
  options: O,
) {
  try {
    return parseFlags(attachNegativeNumbers(args), options);
  } catch (thrown) {
    const flag = /^Option '(--[\w-]+).*' argument (?:is ambiguous|missing)/.exec(messageOf(thrown))?.[1];
    throw flag === undefined ? thrown : new InputError(`${flag} has no value; --help lists the options.`);
  }
}

/** Joins `--n -3` to `--n=-3`, which node's parser would call ambiguous. */
function attachNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const argument of args) {
    const last = joined.at(-1);
    if (/^-[\d.]/.test(argument) && last !== undefined && /^--[^=]+$/.test(last)) {
      joined[joined.length - 1] = `${last}=${argument}`;
    } else {
      joined.push(argument);
    }
  }
  return joined;
}

/** In bytes: cells take some thousand; a run, which is told what it is, some million. */
const MOST_OF_CELLS = 100_000_000;

async function readCellsFile(path: string): Promise<string> {
  const text = await readTextFile(path, MOST_OF_CELLS);
  if (!text.ok) throw refused(path, text.error);
  return text.value;
}

function refused(text: string, why: string): InputError {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return new InputError(`--cells ${JSON.stringify(shown)}: ${why.replace(/\s+/g, ' ')}.`);
}

/** A codec's sentences as one clause. */
function clauseOfFlaw(flaw: CellsFlaw): string {
  if (flaw.kind === 'share' && flaw.error.kind === 'newer') {
    return 'this share code is from a newer version of the playground, update this copy';
  }
  return describeCellsFlaw(flaw)
    .replace(/\.$/, '')
    .replace(/^[A-Z](?![A-Z])|\. [A-Z](?![A-Z])/g, (start) => start.toLowerCase().replace('.', ';'));
}
