import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../base/result.ts';
import { whyNot } from './put.ts';

/** Files of text as people have them: with any mark of Windows's editors and shells, or left by a power cut. */

/** Reads a file of text; fails with a clause that says what the file is instead. */
export async function readTextFile(path: string): Promise<Result<string, string>> {
  try {
    return textOf(await readFile(path));
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    const why = { ENOENT: 'there is none of this name', EISDIR: 'it is a folder' }[code ?? ''];
    return fail(`the file cannot be read (${why ?? whyNot(thrown)})`);
  }
}

/** The text of bytes in UTF-8, with or without its mark, or in UTF-16 with one; fails with a clause. */
export function textOf(bytes: Uint8Array): Result<string, string> {
  if (bytes.length === 0) return fail(`it is empty${interrupted}`);
  if (bytes.every((byte) => byte === 0)) return fail(`it holds only zero bytes${interrupted}`);
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.trim() === '') return fail('it holds nothing but white space');
    return text.includes('\0') ? fail('it is no text: there are zero bytes in it') : ok(text);
  } catch {
    return fail(
      `it is no text${encoding === 'utf-8' ? '' : ` in ${encoding.toUpperCase()}, as its first bytes promise`}`,
    );
  }
}

const interrupted = ', as after a write that was cut off: look for a copy or an export of it';
