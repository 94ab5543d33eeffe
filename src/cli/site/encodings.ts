/** Compressed bodies of text files, kept in memory: a page has a few, and each is asked for again and again. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

const mostBytes = 16e6;
const fewestBytes = 1000;

const compress: Readonly<Record<Encoding, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  // Of brotli's eleven levels the fifth is as fast as gzip, and smaller.
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** The encoding to answer in, by an Accept-Encoding header; null: as it is. */
export function encodingFor(accepted: string | undefined, size: number): Encoding | null {
  if (accepted === undefined || size < fewestBytes || size > mostBytes) return null;
  const weights = new Map<string, number>();
  for (const part of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weightOf = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const [br, plainGzip] = [weightOf('br'), weightOf('gzip')];
  if (br > 0 && br >= plainGzip) return 'br';
  return plainGzip > 0 ? 'gzip' : null;
}

export interface Compressor {
  /** `version` tells one state of the file from the next. */
  encoded(
    file: string,
    version: string,
    encoding: Encoding,
    read: () => Promise<Uint8Array>,
  ): Promise<Uint8Array>;
}

export function createCompressor(): Compressor {
  const kept = new Map<string, { readonly version: string; readonly body: Promise<Uint8Array> }>();
  return {
    encoded(file, version, encoding, read) {
      const key = `${encoding} ${file}`;
      const known = kept.get(key);
      if (known?.version === version) return known.body;
      const body = read().then(compress[encoding]);
      kept.set(key, { version, body });
      body.catch(() => kept.delete(key));
      return body;
    },
  };
}
