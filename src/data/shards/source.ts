import { DataError, messageOf } from '../../base/errors.ts';
import { type FilePart, readMultipart, type Span } from './parts.ts';

/**
 * Where shards and the files beside them are read from: a server, or a folder. A source reads and nothing else; the
 * reader of shards judges what it gets. A file that is not there (yet) is `undefined`; one that cannot be read for
 * another reason is a DataError.
 */
export interface ShardSource {
  /** For a person: an address or a folder. */
  readonly place: string;
  readJson(file: string, signal?: AbortSignal): Promise<unknown>;
  readBytes(file: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /**
   * At least these spans, or whatever the place gives instead: all of the file, or nothing of use. Absent where reading the
   * whole is as good.
   */
  readParts?(file: string, spans: readonly Span[], signal?: AbortSignal): Promise<readonly FilePart[]>;
}

/** What lies in a folder of a place. */
export function sourceWithin(
  { place, readJson, readBytes, readParts }: ShardSource,
  folder: string,
): ShardSource {
  const within = (file: string): string => `${folder}/${file}`;
  return {
    place: `${place.replace(/[\\/]$/, '')}/${folder}`,
    readJson: (file, signal) => readJson(within(file), signal),
    readBytes: (file, signal) => readBytes(within(file), signal),
    ...(readParts && { readParts: (file, spans, signal) => readParts(within(file), spans, signal) }),
  };
}

/** Shards on a server, under an absolute address that ends with a slash. */
export function fetchSource(baseUrl: string): ShardSource {
  const request = async (file: string, signal?: AbortSignal, headers: Record<string, string> = {}) => {
    let response: Response;
    try {
      // A cached copy is asked after each time: a repaired file keeps its name.
      const url = new URL(file, baseUrl);
      response = await fetch(url, {
        cache: 'no-cache',
        headers,
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason;
      throw unreachable(file, messageOf(thrown));
    }
    // Development servers and many hosts answer an unknown address with their start page.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
    if (response.status === 404 || response.status === 410 || (response.ok && isPage)) return undefined;
    if (!response.ok) throw unreachable(file, `the server answered ${response.status}`);
    return response;
  };
  const bodyOf = async (response: Response, file: string, signal?: AbortSignal) => {
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason;
      throw unreachable(file, `the connection broke (${messageOf(thrown)})`);
    }
  };
  const unreachable = (file: string, why: string) =>
    new DataError(
      `${file} could not be loaded from ${baseUrl}: ${why}. Check that the server still runs and is reachable, then start again.`,
    );
  return {
    place: baseUrl,
    async readJson(file, signal) {
      const response = await request(file, signal);
      // Half a file or no JSON at all: the reader's validation says what is wrong with it.
      return response?.text().then((text) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          return text;
        }
      });
    },
    async readBytes(file, signal) {
      const response = await request(file, signal);
      return response && bodyOf(response, file, signal);
    },
    async readParts(file, spans, signal) {
      const Range = `bytes=${spans.map(([start, end]) => `${start}-${end - 1}`).join(',')}`;
      const response = await request(file, signal, { Range });
      if (response === undefined) return [];
      const bytes = await bodyOf(response, file, signal);
      if (response.status !== 206) return [{ start: 0, bytes }];
      const [, start] = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '') ?? [];
      if (start !== undefined) return [{ start: Number(start), bytes }];
      return readMultipart(response.headers.get('content-type') ?? '', bytes) ?? [];
    },
  };
}
