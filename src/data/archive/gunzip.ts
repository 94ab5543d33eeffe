import { BitSource, inflate } from './inflate.ts';

/**
 * What a gzip file (RFC 1952) holds, as `gzip -d` unpacks it: members one behind another are joined, and what follows
 * the last one is passed over. Throws an Error where a member is cut off or its checksum is wrong.
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compressed = chunks[Symbol.asyncIterator]();
  const source = new BitSource(compressed);
  try {
    await readHeader(source);
    do yield* member(source);
    while (await beginsMember(source));
  } finally {
    await compressed.return?.();
  }
}

/** Whether these bytes, three at least, begin a gzip file. */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

async function* member(source: BitSource): AsyncGenerator<Uint8Array> {
  let crc = 0xffffffff;
  let length = 0;
  for await (const part of inflate(source)) {
    crc = crc32(crc, part);
    length = (length + part.length) >>> 0;
    yield part;
  }
  const wanted = [await word(source), await word(source)];
  if (wanted[0] !== ~crc >>> 0 || wanted[1] !== length) throw new Error('its checksum does not match');
}

/** Reads the next member's header, where one follows. */
async function beginsMember(source: BitSource): Promise<boolean> {
  if ((await source.arrive(3)) < 3 || !isGzip(source.peek(3))) return false;
  await readHeader(source);
  return true;
}

async function readHeader(source: BitSource): Promise<void> {
  const header = await exactly(source, 10);
  if (!isGzip(header)) throw new Error('it does not begin as gzip does');
  const flags = header[3]!;
  if (flags & 4) {
    const [low = 0, high = 0] = await exactly(source, 2);
    await exactly(source, low + 256 * high);
  }
  // A name and a comment, each ending in a zero byte.
  for (const flag of [8, 16]) {
    if (flags & flag) while ((await exactly(source, 1))[0] !== 0);
  }
  if (flags & 2) await exactly(source, 2);
}

async function exactly(source: BitSource, length: number): Promise<Uint8Array> {
  if ((await source.arrive(length)) < length) throw new Error('it ends early, within a header or checksum');
  return source.bytes(length);
}

async function word(source: BitSource): Promise<number> {
  const [a = 0, b = 0, c = 0, d = 0] = await exactly(source, 4);
  return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(before: number, bytes: Uint8Array): number {
  let crc = before;
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8);
  return crc;
}
