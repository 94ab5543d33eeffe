/**
 * Canonical Huffman codes of deflate (RFC 1951, section 3.2.2) as a table: the next bits, as many as the longest code
 * has, name an entry of 16 times the symbol plus the code's length; 0 where no code begins so.
 */
export interface HuffmanTable {
  readonly entries: Uint16Array;
  readonly longest: number;
}

/** `lengths`: of each symbol's code in bits, 0 to 15; 0 where it has none. Throws an Error where codes overlap. */
export function huffmanTable(lengths: ArrayLike<number>): HuffmanTable {
  const counts = new Uint16Array(16);
  for (let symbol = 0; symbol < lengths.length; symbol++) counts[lengths[symbol]!]!++;
  counts[0] = 0;
  let longest = 15;
  while (longest > 1 && counts[longest] === 0) longest--;
  const next = new Uint16Array(17);
  let code = 0;
  for (let length = 1; length <= 15; length++) {
    code = (code + counts[length - 1]!) << 1;
    next[length] = code;
    if (code + counts[length]! > 1 << length) throw new Error('a table of its codes is damaged');
  }
  const entries = new Uint16Array(1 << longest);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const first = reversed(next[length]!++, length);
    for (let at = first; at < entries.length; at += 1 << length) entries[at] = (symbol << 4) | length;
  }
  return { entries, longest };
}

/** Codes stand with their first bit first, all else with its last. */
function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}
