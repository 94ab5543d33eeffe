/** Arguments that several commands share: how cells are named, and what is wrong with a flag, in one sentence. */
import { stat } from 'node:fs/promises';
import { InputError, messageOf } from '../../base/errors.ts';
import { parseArchitectureJson } from '../../codecs/architectureJson.ts';
import { decodeArchitecture, parseShareFragment } from '../../codecs/share.ts';
import { describeShareError, type ShareError } from '../../codecs/shareError.ts';
import type { Architecture } from '../../space/architecture.ts';
import { CELL_PRESETS, isCellPresetId, presetOf } from '../../space/presets.ts';
import { readTextFile } from '../../storage/files/textFile.ts';
import { parseFlags } from './flags.ts';

/**
 * Reads cells given as a preset's id, the path of a JSON file, JSON itself, a whole link, its fragment, or a bare share code; tried
 * in this order. Throws an InputError of one sentence that quotes the text and says what is wrong with it.
 */
export async function readCells(text: string): Promise<Architecture> {
  const given = text.trim();
  if (isCellPresetId(given)) return presetOf(given).architecture;
  const file = await stat(text).catch(() => null);
  if (file !== null) return readCellsFile(text);
  if (given.startsWith('{')) return cellsIn(text, given);
  if (given.includes('#')) {
    const linked = parseShareFragment(given);
    if (!linked.ok) throw refused(text, sentenceOf(linked.error));
    return linked.value;
  }
  if (given.includes('://'))
    throw refused(text, 'this link ends without the part "#c=" that holds the cells');
  const decoded = decodeArchitecture(given);
  if (decoded.ok) return decoded.value;
  // What is damaged from its first letter on was probably never meant as a code.
  if (decoded.error.kind !== 'damaged') throw refused(text, sentenceOf(decoded.error));
  const presets = CELL_PRESETS.map(({ id }) => id).join(', ');
  throw refused(
    text,
    `there is no such preset (${presets}), no such file, and it is not a whole share code or link`,
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

async function readCellsFile(path: string): Promise<Architecture> {
  const text = await readTextFile(path);
  if (!text.ok) throw refused(path, text.error);
  return cellsIn(path, text.value);
}

function cellsIn(given: string, text: string): Architecture {
  const architecture = parseArchitectureJson(text);
  if (!architecture.ok) throw refused(given, architecture.error);
  return architecture.value;
}

function refused(text: string, why: string): InputError {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return new InputError(`--cells ${JSON.stringify(shown)}: ${why.replace(/\s+/g, ' ')}.`);
}

/** A codec's sentences as one clause. */
function sentenceOf(error: ShareError): string {
  if (error.kind === 'newer') {
    return 'this share code is from a newer version of the playground, update this copy';
  }
  return describeShareError(error)
    .replace(/\.$/, '')
    .replace(/^[A-Z]|\. [A-Z]/g, (start) => start.toLowerCase().replace('.', ';'));
}
