/** Bytes that arrive in chunks, taken in the lengths that a format wants. */
export interface ByteReader {
  /** Exactly so many; the view is valid until the next call. Throws an Error where they end early, within `what`. */
  read(length: number, what: string): Promise<Uint8Array>;
  skip(length: number, what: string): Promise<void>;
  /** Whether none is left. */
  ended(): Promise<boolean>;
  /** Reads on to the end, for what is checked there. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export function byteReader(chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): ByteReader {
  const source = chunks[Symbol.asyncIterator]();
  let chunk = new Uint8Array(0) as Uint8Array;
  const arrive = async (): Promise<boolean> => {
    while (chunk.length === 0) {
      signal?.throwIfAborted();
      const { done, value } = await source.next();
      if (done) return false;
      chunk = value;
    }
    return true;
  };
  /** Up to `most` bytes of what has arrived, at least one. */
  const some = async (most: number, what: string): Promise<Uint8Array> => {
    if (!(await arrive())) throw new Error(`it ends early, within ${what}`);
    const part = chunk.subarray(0, most);
    chunk = chunk.subarray(part.length);
    return part;
  };
  return {
    async read(length, what) {
      if (chunk.length >= length) return some(length, what);
      const joined = new Uint8Array(length);
      for (let at = 0; at < length; ) {
        const part = await some(length - at, what);
        joined.set(part, at);
        at += part.length;
      }
      return joined;
    },
    async skip(length, what) {
      for (let left = length; left > 0; ) left -= (await some(left, what)).length;
    },
    ended: async () => !(await arrive()),
    async drain() {
      while (await arrive()) chunk = chunk.subarray(chunk.length);
    },
    async close() {
      await source.return?.().catch(() => undefined);
    },
  };
}
