import { textFlawClause, textOfBytes } from '../../base/bytes/textBytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { fromArchitectureJson } from '../../codecs/architectureJson.ts';
import { parseShareFragment } from '../../codecs/share.ts';
import { describeShareError } from '../../codecs/shareError.ts';
import { isGzip } from '../../data/archive/gunzip.ts';
import { isTar } from '../../data/archive/tar.ts';
import type { ArchivedInfo } from '../../data/dataset.ts';
import type { Architecture } from '../../space/architecture.ts';
import { type ArchiveVerdict, judgeArchive } from './archiveFile.ts';

/** What a file is that was dropped or chosen, by its bytes; of an archive also by its name. */
export type FileContent =
  | { readonly kind: 'archive'; readonly verdict: ArchiveVerdict }
  | { readonly kind: 'run' }
  | { readonly kind: 'cells'; readonly architecture: Architecture };

/** Why nothing is done with it. */
export interface FileFlaw {
  /**
   * `no-archive`: by its name alone. `no-cells`: cells by their form, that break a rule. `unreadable`: the browser does
   * not give its bytes.
   */
  readonly kind: 'none-of-these' | 'no-archive' | 'no-cells' | 'unreadable';
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

/** Byte order marks, white space and the empty halves of UTF-16. */
const BEFORE_TEXT = new Set([0xef, 0xbb, 0xbf, 0xfe, 0xff, 0x09, 0x0a, 0x0d, 0x20, 0]);

const beginsLikeRun = (head: Uint8Array): boolean =>
  head.find((byte) => !BEFORE_TEXT.has(byte)) === '{'.charCodeAt(0);

function textContent(text: string): Result<FileContent, FileFlaw> {
  const words = text.trim();
  if (words.startsWith('{')) {
    const json = words.length < MOST_OF_CELLS ? parsed(words) : null;
    const isCells = json !== null && ('normal' in json || 'reduction' in json);
    if (!isCells) return ok({ kind: 'run' }); // whoever reads runs says what is wrong with it
    const cells = fromArchitectureJson(json);
    return cells.ok
      ? ok({ kind: 'cells', architecture: cells.value })
      : fail({ kind: 'no-cells', why: cells.error });
  }
  const isLink = words.includes('#c=');
  if (/\s/.test(words) || words.length > MOST_OF_CELLS) return fail({ kind: 'none-of-these', why: '' });
  const shared = parseShareFragment(words);
  if (shared.ok) return ok({ kind: 'cells', architecture: shared.value });
  return isLink
    ? fail({ kind: 'no-cells', why: describeShareError(shared.error) })
    : fail({ kind: 'none-of-these', why: '' });
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
