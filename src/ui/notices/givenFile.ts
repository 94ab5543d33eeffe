import { textFlawClause, textOfBytes } from '../../base/bytes/textBytes.ts';
import { parseJson } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { describeCellsFlaw, type ReadCells, readCellsText } from '../../codecs/cells/read.ts';
import { isGzip } from '../../data/archive/gunzip.ts';
import { isTar } from '../../data/archive/tar.ts';
import type { ArchivedInfo } from '../../data/dataset.ts';
import type { Settings } from '../../settings/settings.ts';
import type { TakenWords } from '../../store/shown/taken.ts';
import { takenWords } from '../texts/notices/cells.ts';
import { type ArchiveVerdict, judgeArchive } from './archiveFile.ts';

/** What a file is that was dropped or chosen, by its bytes; of an archive also by its name. */
export type FileContent =
  | { readonly kind: 'archive'; readonly verdict: ArchiveVerdict }
  | { readonly kind: 'run' }
  /** `words`: of them, and of the file that they came in, if any: these words are loaded with the reader. */
  | { readonly kind: 'cells'; readonly read: ReadCells; readonly words: (file: string | null) => TakenWords }
  /** Safetensors, or a zip that may hold some: whoever reads them does it away from the page. */
  | { readonly kind: 'weights' }
  /** A link to a search that shows no pair. */
  | { readonly kind: 'search'; readonly settings: Settings };

/** Why nothing is done with it. */
export interface FileFlaw {
  /**
   * `no-archive`: by its name alone. `no-cells`: cells by their form, that break a rule. `no-weights`: weights by their form or
   * name. `unreadable`: the browser does not give its bytes. `unloaded`: the reader could not be fetched.
   */
  readonly kind: 'none-of-these' | 'no-archive' | 'no-cells' | 'no-weights' | 'unreadable' | 'unloaded';
  /** A clause or a sentence behind the file's name, or its first bytes; '' where its kind says all. */
  readonly why: string;
}

/** Characters; cells take some thousand, and what is larger is at most a run. */
const MOST_OF_CELLS = 100_000;

/** `wanted`: the data set whose archive is read. */
export async function contentOf(file: File, wanted: ArchivedInfo): Promise<Result<FileContent, FileFlaw>> {
  try {
    const head = new Uint8Array(await file.slice(0, 512).arrayBuffer());
    const judged = judgeArchive(file.name, file.size, wanted);
    if (isGzip(head) || isTar(head)) {
      // By its bytes it is one, whatever it is called.
      const isOne = judged.kind === 'no-archive';
      const verdict = isOne ? { ...judged, ok: true, kind: 'other-name' as const } : judged;
      return ok({ kind: 'archive', verdict });
    }
    if (judged.ok && head.length > 0) {
      const start = Array.from(head.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
      return fail({ kind: 'no-archive', why: start });
    }
    // An archive's name is enough to know what is meant, though its bytes are none.
    if (judged.kind === 'other-set' || judged.kind === 'other-version')
      return ok({ kind: 'archive', verdict: judged });
    if (isWeights(head, file)) return ok({ kind: 'weights' });
    // A long run is nothing to read here: whoever reads runs does it away from the page.
    if (file.size > 2 * MOST_OF_CELLS && beginsLikeRun(head)) return ok({ kind: 'run' });
    const text = textOfBytes(new Uint8Array(await file.arrayBuffer()));
    return text.ok
      ? textContent(text.value)
      : fail({ kind: 'none-of-these', why: textFlawClause(text.error) });
  } catch {
    return fail({ kind: 'unreadable', why: '' });
  }
}

/** By its name, as a zip, or by a header's length and beginning, which no text has: its eighth byte is 0. */
function isWeights(head: Uint8Array, { name, size }: File): boolean {
  if (/\.safetensors$/i.test(name)) return true;
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) return true;
  if (head.length < 10 || head[8] !== '{'.charCodeAt(0) || head[9] !== '"'.charCodeAt(0)) return false;
  return new DataView(head.buffer).getBigUint64(0, true) <= BigInt(size - 8);
}

/** Byte order marks, white space and the empty halves of UTF-16. */
const BEFORE_TEXT = new Set([0xef, 0xbb, 0xbf, 0xfe, 0xff, 0x09, 0x0a, 0x0d, 0x20, 0]);

const beginsLikeRun = (head: Uint8Array): boolean =>
  head.find((byte) => !BEFORE_TEXT.has(byte)) === '{'.charCodeAt(0);

/** Of text, wherever it comes from. */
export function textContent(text: string): Result<FileContent, FileFlaw> {
  const words = text.trimStart();
  const isLong = words.length > MOST_OF_CELLS;
  if (isLong && words.startsWith('{')) return ok({ kind: 'run' });
  const cells = readCellsText(text);
  if (cells.ok)
    return ok({ kind: 'cells', read: cells.value, words: (file) => takenWords(cells.value, file) });
  const { error } = cells;
  if (error.kind === 'no-pair') return ok({ kind: 'search', settings: error.settings });
  if (error.kind === 'run') return ok({ kind: 'run' });
  const isOther = error.kind === 'json' && !holdsCells(words);
  // Whoever reads runs says what is wrong with it.
  if (isOther && isMeantAsRun(words)) return ok({ kind: 'run' });
  return fail(
    isOther || error.kind === 'nothing'
      ? { kind: 'none-of-these', why: '' }
      : { kind: 'no-cells', why: describeCellsFlaw(error) },
  );
}

/** Every run names its format; JSON that does not is anything. */
const isMeantAsRun = (words: string): boolean => /"format"\s*:|nas-playground-run/.test(words);

/** Of JSON, whole or cut off, by its first level. */
function holdsCells(words: string): boolean {
  const json = parseJson(words);
  if (!json.ok) return /^\{\s*"(?:normal|reduction)"/.test(words);
  return (
    typeof json.value === 'object' &&
    json.value !== null &&
    ['normal', 'reduction'].some((cell) => cell in (json.value as object))
  );
}
