import { type HuffmanTable, huffmanTable } from './huffman.ts';

/**
 * Deflate (RFC 1951), unpacked as a stream. The browser's own DecompressionStream refuses what gzip reads (bytes behind
 * the end, several members) and does not say how far it came.
 */
const WINDOW = 32_768;
const STEP = 65_536;
/** Bytes that the header of a block takes at most, with the codes of its codes. */
const LONGEST_HEADER = 400;
/** Bytes that a length and a distance take at most. */
const LONGEST_PAIR = 8;

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const FIXED = {
  literals: huffmanTable(
    Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
  ),
  distances: huffmanTable(new Uint8Array(30).fill(5)),
};

/** The compressed bytes, bit by bit. */
export class BitSource {
  private input = new Uint8Array(0) as Uint8Array;
  private at = 0;
  private held = 0;
  private count = 0;
  private isAtEnd = false;
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterator<Uint8Array>) {
    this.chunks = chunks;
  }

  /** Fetches until so many whole bytes are here, or all there are; answers how many. */
  async arrive(bytes: number): Promise<number> {
    this.giveBack();
    while (!this.isAtEnd && this.input.length - this.at < bytes) {
      const { done, value } = await this.chunks.next();
      if (done) this.isAtEnd = true;
      else {
        const joined = new Uint8Array(this.input.length - this.at + value.length);
        joined.set(this.input.subarray(this.at));
        joined.set(value, this.input.length - this.at);
        this.input = joined;
        this.at = 0;
      }
    }
    return this.input.length - this.at;
  }

  /** Whether a length and a distance can be read without waiting, or nothing more can come. */
  get hasPair(): boolean {
    return this.isAtEnd || this.input.length - this.at >= LONGEST_PAIR;
  }

  /** At most 16. */
  bits(count: number): number {
    this.fill(count);
    if (this.count < count) throw endsEarly();
    const value = this.held & ((1 << count) - 1);
    this.held >>>= count;
    this.count -= count;
    return value;
  }

  symbol({ entries, longest }: HuffmanTable): number {
    this.fill(longest);
    const entry = entries[this.held & ((1 << longest) - 1)]!;
    const length = entry & 15;
    if (length === 0 && this.count >= longest) throw new Error('a code in it is damaged');
    if (length === 0 || length > this.count) throw endsEarly();
    this.held >>>= length;
    this.count -= length;
    return entry >> 4;
  }

  /** Drops what is left of a byte, and takes whole ones that have arrived. */
  bytes(most: number): Uint8Array {
    this.toByte();
    const part = this.input.subarray(this.at, this.at + most);
    this.at += part.length;
    return part;
  }

  /** The next whole bytes, of those that have arrived. */
  peek(most: number): Uint8Array {
    return this.input.subarray(this.at, this.at + most);
  }

  toByte(): void {
    this.giveBack();
    this.held = 0;
    this.count = 0;
  }

  private fill(count: number): void {
    while (this.count < count && this.at < this.input.length) {
      this.held |= this.input[this.at++]! << this.count;
      this.count += 8;
    }
  }

  private giveBack(): void {
    this.at -= this.count >> 3;
    this.count &= 7;
    this.held &= (1 << this.count) - 1;
  }
}

const endsEarly = (): Error => new Error('it ends early, within compressed data');

/** What one deflate stream holds, in chunks that are the caller's; the source then stands behind it. */
export async function* inflate(source: BitSource): AsyncGenerator<Uint8Array> {
  // Behind the window, to which distances go back, there is room for a step and the longest match.
  const out = new Uint8Array(WINDOW + STEP + 258);
  let end = WINDOW;
  let reachable = 0;
  const take = (): Uint8Array => {
    const part = out.slice(WINDOW, end);
    reachable = Math.min(WINDOW, reachable + part.length);
    out.copyWithin(0, end - WINDOW, end);
    end = WINDOW;
    return part;
  };
  /** Until the block ends (true), the step is full or bytes have to arrive. */
  const pairs = (literals: HuffmanTable, distances: HuffmanTable): boolean => {
    while (end < WINDOW + STEP && source.hasPair) {
      const symbol = source.symbol(literals);
      if (symbol < 256) {
        out[end++] = symbol;
        continue;
      }
      if (symbol === 256) return true;
      const base = LENGTH_BASE[symbol - 257];
      if (base === undefined) throw new Error('a length in it is damaged');
      const length = base + source.bits(LENGTH_BITS[symbol - 257]!);
      const far = source.symbol(distances);
      const distance = (DISTANCE_BASE[far] ?? Infinity) + source.bits(DISTANCE_BITS[far] ?? 0);
      if (distance > reachable + end - WINDOW) throw new Error('a distance in it is damaged');
      for (let from = end - distance, i = 0; i < length; i++) out[end++] = out[from++]!;
    }
    return false;
  };
  for (let isLast = false; !isLast; ) {
    await source.arrive(LONGEST_HEADER);
    isLast = source.bits(1) === 1;
    const type = source.bits(2);
    if (type === 0) {
      source.toByte();
      let left = source.bits(16);
      if ((left ^ source.bits(16)) !== 0xffff) throw new Error('a length in it is damaged');
      while (left > 0) {
        if ((await source.arrive(1)) === 0) throw endsEarly();
        const part = source.bytes(Math.min(left, WINDOW + STEP - end));
        out.set(part, end);
        end += part.length;
        left -= part.length;
        if (end === WINDOW + STEP) yield take();
      }
      continue;
    }
    if (type === 3) throw new Error('a block in it is damaged');
    const { literals, distances } = type === 1 ? FIXED : dynamicTables(source);
    while (!pairs(literals, distances)) {
      if (end >= WINDOW + STEP) yield take();
      await source.arrive(LONGEST_PAIR);
    }
  }
  source.toByte();
  if (end > WINDOW) yield take();
}

function dynamicTables(source: BitSource) {
  const literalCount = 257 + source.bits(5);
  const distanceCount = 1 + source.bits(5);
  const codeCount = 4 + source.bits(4);
  const codeLengths = new Uint8Array(19);
  for (const place of ORDER.slice(0, codeCount)) codeLengths[place] = source.bits(3);
  const codes = huffmanTable(codeLengths);
  const lengths = new Uint8Array(literalCount + distanceCount);
  for (let at = 0; at < lengths.length; ) {
    const symbol = source.symbol(codes);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) throw new Error('a table of its codes is damaged');
    const value = symbol === 16 ? lengths[at - 1]! : 0;
    const count =
      symbol === 16 ? 3 + source.bits(2) : symbol === 17 ? 3 + source.bits(3) : 11 + source.bits(7);
    if (at + count > lengths.length) throw new Error('a table of its codes is damaged');
    lengths.fill(value, at, at + count);
    at += count;
  }
  return {
    literals: huffmanTable(lengths.subarray(0, literalCount)),
    distances: huffmanTable(lengths.subarray(literalCount)),
  };
}
