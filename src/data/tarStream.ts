/** Reading of a tar archive (POSIX ustar) as a stream, one file at a time. */
export interface TarFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The next bytes of the file; the view is valid until the next call. What is not read is skipped. */
  read(length: number): Promise<Uint8Array>;
}

const block = 512;

/** The regular files in their order. Throws an Error where the stream ends early or a header's checksum is wrong. */
export async function* readTarStream(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal?: AbortSignal,
): AsyncGenerator<TarFile> {
  const bytes = byteReader(stream, signal);
  try {
    for (;;) {
      const header = await bytes.read(block, 'a header');
      // Two zero blocks end an archive; one is as good. The rest is drained, since gzip's checksum comes last.
      if (header.every((byte) => byte === 0)) return await bytes.drain();
      const { name, size, regular } = readHeader(header);
      let left = size;
      if (regular) {
        yield {
          name,
          size,
          async read(length) {
            if (length > left) throw new Error(`${name} ends ${length - left} bytes early.`);
            left -= length;
            return bytes.read(length, name);
          },
        };
      }
      await bytes.skip(left + ((block - (size % block)) % block), name);
    }
  } finally {
    await bytes.close();
  }
}

function readHeader(header: Uint8Array): { name: string; size: number; regular: boolean } {
  const text = (from: number, length: number) => {
    const field = header.subarray(from, from + length);
    const end = field.indexOf(0);
    return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
  };
  const octal = (from: number, length: number) => Number.parseInt(text(from, length).trim() || '0', 8);
  // The checksum counts its own eight bytes as spaces.
  let sum = 8 * 32;
  for (const [i, byte] of header.entries()) if (i < 148 || i >= 156) sum += byte;
  const size = octal(124, 12);
  if (octal(148, 8) !== sum || !Number.isSafeInteger(size)) {
    throw new Error('what it holds is no tar archive, or a damaged one');
  }
  const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
  const type = header[156] ?? 0;
  return {
    name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`,
    size,
    regular: type === 0 || type === 0x30,
  };
}

function byteReader(stream: ReadableStream<Uint8Array<ArrayBuffer>>, signal?: AbortSignal) {
  const reader = stream.getReader();
  let chunk = new Uint8Array(0);
  /** Takes up to `most` bytes of what has arrived, at least one. */
  const some = async (most: number, what: string): Promise<Uint8Array> => {
    while (chunk.length === 0) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) throw new Error(`it ends early, within ${what}`);
      chunk = value;
    }
    const part = chunk.subarray(0, most);
    chunk = chunk.subarray(part.length);
    return part;
  };
  return {
    async read(length: number, what: string): Promise<Uint8Array> {
      if (chunk.length >= length) return some(length, what);
      const joined = new Uint8Array(length);
      for (let at = 0; at < length; ) {
        const part = await some(length - at, what);
        joined.set(part, at);
        at += part.length;
      }
      return joined;
    },
    async skip(length: number, what: string): Promise<void> {
      for (let left = length; left > 0; ) left -= (await some(left, what)).length;
    },
    async drain(): Promise<void> {
      while (!(await reader.read()).done) signal?.throwIfAborted();
    },
    close: () => reader.cancel().catch(() => undefined),
  };
}
