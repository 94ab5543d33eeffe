import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../../base/result.ts';
import { whyNot } from './put.ts';

/** Files of text as people have them: with any mark of Windows's editors and shells, or left by a power cut. */

/** In bytes: more than any run has. */
const MOST_BYTES = 2 ** 30;

/** Reads a file, or a pipe to its end: a device may have none. Fails with a clause that says what it is instead. */
export async function readRegularFile(path: string, most = MOST_BYTES): Promise<Result<Uint8Array, string>> {
  try {
    const there = await stat(path);
    if (there.isFIFO()) return await readPipe(path, most);
    if (!there.isFile() && !there.isDirectory())
      return fail('the file cannot be read (it is a device, and no file)');
    return there.size > most ? tooLarge(inMegabytes(there.size), most) : ok(await readFile(path));
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    const why = { ENOENT: 'there is none of this name', EISDIR: 'it is a folder' }[code ?? ''];
    return fail(`the file cannot be read (${why ?? whyNot(thrown)})`);
  }
}

async function readPipe(path: string, most: number): Promise<Result<Uint8Array, string>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of createReadStream(path)) {
    pieces.push(piece);
    size += piece.length;
    if (size > most) return tooLarge(`more than ${inMegabytes(most)}`, most);
  }
  return ok(Buffer.concat(pieces));
}

const tooLarge = (size: string, most: number): Result<Uint8Array, string> =>
  fail(`the file cannot be read (it has ${size}, and ${inMegabytes(most)} are the most that are read)`);

const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB`;

/** Reads a file of text; fails with a clause that says what the file is instead. */
export async function readTextFile(path: string, most = MOST_BYTES): Promise<Result<string, string>> {
  const bytes = await readRegularFile(path, most);
  return bytes.ok ? textOf(bytes.value) : bytes;
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
