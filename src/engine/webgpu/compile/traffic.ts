import type { ArenaBuffer, Span, Task, Word } from '../ir/job.ts';
import type { WindowField } from '../ir/windowWords.ts';
import { isAddress } from './accesses.ts';

/** Bytes of a vec4f. */
const GROUP_BYTES = 16;

/**
 * The least bytes that a job moves between the arena and itself: each number that it reads and each that it writes once,
 * however often it does. What it writes and reads back is both. Of a map whose pixels no window meets only the others count.
 */
export function leastBytes(task: Task): number {
  const ranges = new Map<string, Range[]>();
  const add = (word: Word, access: 'reads' | 'writes', share = 1): void => {
    if (!isAddress(word)) return;
    const { buffer, span } = word;
    const key = `${access} ${buffer.id}`;
    ranges.set(key, [...(ranges.get(key) ?? []), { buffer, span, share }]);
  };
  const { words, list, family } = task;
  for (const [field, word] of Object.entries(words)) {
    const share = field === 'x' && 'inHeight' in words ? metShare(words as WindowWords) : 1;
    add(word, family.writes.includes(field) ? 'writes' : 'reads', share);
  }
  for (const word of list) add(word, 'reads');
  if (readsBack(task)) add(words.y!, 'reads');
  return GROUP_BYTES * [...ranges.values()].reduce((sum, of) => sum + distinct(of), 0);
}

function readsBack({ family: { onePass }, words }: Task): boolean {
  if (!onePass) return false;
  const [field, most] = onePass;
  return (words[field] as number) > most;
}

/** Some groups of each pixel of a buffer, or all of it, and the share of the pixels that are met. */
interface Range {
  readonly buffer: ArenaBuffer;
  readonly span: Span | undefined;
  readonly share: number;
}

/** Groups of one buffer that some range has. */
function distinct(ranges: readonly Range[]): number {
  const whole = ranges.filter(({ span }) => !span);
  const { groups } = ranges[0]!.buffer;
  if (whole.length > 0) return groups * Math.max(...whole.map(({ share }) => share));
  let sum = 0;
  let from = 0;
  const spans = ranges.map(({ span, share }) => ({ span: span!, share }));
  for (const { span, share } of spans.sort((a, b) => a.span[0] - b.span[0])) {
    const [first, end, stride] = span;
    sum += (Math.max(0, end - Math.max(first, from)) / stride) * groups * share;
    from = Math.max(from, end);
  }
  return sum;
}

type WindowWords = Readonly<Record<WindowField, number>>;

/** Share of the pixels of a map that some window over it meets. */
function metShare(words: WindowWords): number {
  const { inHeight, inWidth, outHeight, outWidth, kernelHeight, kernelWidth, rate } = words;
  const met = (length: number, out: number, stride: number, before: number, tap: number): Set<number> => {
    const places = Array.from({ length: out }, (_, i) => i * stride - (before | 0) + tap * rate);
    return new Set(places.filter((place) => place >= 0 && place < length));
  };
  const rowsOf = (tap: number) => met(inHeight, outHeight, words.strideY, words.beforeY, tap);
  const columnsOf = (tap: number) => met(inWidth, outWidth, words.strideX, words.beforeX, tap);
  const pixels = new Set<number>();
  const meet = (rows: Iterable<number>, columns: ReadonlySet<number>): void => {
    for (const row of rows) for (const column of columns) pixels.add(row * inWidth + column);
  };
  const taps = (count: number) => Array.from({ length: count }, (_, tap) => tap);
  if (words.diagonal !== 0) for (const tap of taps(kernelHeight)) meet(rowsOf(tap), columnsOf(tap));
  else
    meet(
      new Set(taps(kernelHeight).flatMap((tap) => [...rowsOf(tap)])),
      new Set(taps(kernelWidth).flatMap((tap) => [...columnsOf(tap)])),
    );
  return pixels.size / (inHeight * inWidth);
}
