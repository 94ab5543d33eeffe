const GZIP = [0x1f, 0x8b];

/** A file's bytes; of a gzip file those of what is in it. Rejects where that is damaged, or of more than so many bytes. */
export async function unpackedBytes(file: Blob, most = 256_000_000): Promise<Uint8Array> {
  const start = new Uint8Array(await file.slice(0, GZIP.length).arrayBuffer());
  if (!GZIP.every((byte, at) => start[at] === byte)) return new Uint8Array(await file.arrayBuffer());
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  for (let read = await reader.read(); read.value !== undefined; read = await reader.read()) {
    pieces.push(read.value);
    length += read.value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError(`a file of more than ${most} bytes`);
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
