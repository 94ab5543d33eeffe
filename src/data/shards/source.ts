import { DataError, messageOf } from '../../base/errors.ts';

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
}

/** Shards on a server, under an absolute address that ends with a slash. */
export function fetchSource(baseUrl: string): ShardSource {
  const request = async (file: string, signal?: AbortSignal) => {
    let response: Response;
    try {
      // A cached copy is asked after each time: a repaired file keeps its name.
      const url = new URL(file, baseUrl);
      response = await fetch(url, { cache: 'no-cache', ...(signal === undefined ? {} : { signal }) });
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
      try {
        return response && new Uint8Array(await response.arrayBuffer());
      } catch (thrown) {
        if (signal?.aborted) throw signal.reason;
        throw unreachable(file, `the connection broke (${messageOf(thrown)})`);
      }
    },
  };
}
