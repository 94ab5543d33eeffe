import type { ArenaBuffer, Task, Word } from '../ir/job.ts';
import type { WindowField } from '../ir/windowWords.ts';
import { isAddress } from './accesses.ts';

/** Bytes of a vec4f. */
const GROUP_BYTES = 16;

/**
 * The least bytes that a job moves between the arena and itself: each number that it reads and each that it writes once,
 * however often it does. Of a map whose pixels no window meets only the others count.
 */
export function leastBytes(task: Task): number {
  const ranges = new Map<string, Range[]>();
  const add = (address: Word | undefined, stride: Word | undefined, writes: boolean, share = 1): void => {
    if (address === undefined || !isAddress(address)) return;
    const { buffer, span } = address;
    const key = `${writes ? 'writes' : 'reads'} ${buffer.id}`;
    const [from, to] = span ?? [0, Number.POSITIVE_INFINITY];
    const pixels = span && typeof stride === 'number' ? buffer.groups / stride : 0;
    ranges.set(key, [...(ranges.get(key) ?? []), { buffer, from, to, pixels, share }]);
  };
  const { words, list, family } = task;
  for (const [field, word] of Object.entries(words)) {
    const share = field === 'x' && 'inHeight' in words ? metShare(words as WindowWords) : 1;
    add(word, words[`${field}Stride`], family.writes.includes(field), share);
  }
  for (const [i, word] of list.entries()) add(word, list[i + 1], false);
  return GROUP_BYTES * [...ranges.values()].reduce((sum, of) => sum + distinct(of), 0);
}

/** Groups from … to of each of so many pixels; all of the buffer where `to` is infinite. */
interface Range {
  readonly buffer: ArenaBuffer;
  readonly from: number;
  readonly to: number;
  readonly pixels: number;
  readonly share: number;
}

/** Groups of one buffer that some range has. */
function distinct(ranges: readonly Range[]): number {
  const whole = ranges.filter(({ to }) => to === Number.POSITIVE_INFINITY);
  if (whole.length > 0) return whole[0]!.buffer.groups * Math.max(...whole.map(({ share }) => share));
  let groups = 0;
  let end = 0;
  for (const { from, to, pixels, share } of [...ranges].sort((a, b) => a.from - b.from)) {
    groups += Math.max(0, to - Math.max(from, end)) * pixels * share;
    end = Math.max(end, to);
  }
  return groups;
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
