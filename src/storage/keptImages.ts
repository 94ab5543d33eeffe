import type { KeptFile, KeptFiles } from '../data/shards/kept.ts';
import { IMAGES_CACHE } from '../protocol/offline.ts';

/** Images that stay in the browser's cache storage, and what they take. */
export interface KeptImages extends KeptFiles {
  /** Of the files below an address. */
  bytes(below: string): Promise<number>;
  remove(below: string): Promise<void>;
  /** Hears of what others write, workers too. */
  follow(onWritten: () => void): void;
}

const SPANS = 'x-nas-spans';
const WHOLE = 'x-nas-whole';
const BYTES = 'x-nas-bytes';

/** Null where the browser has no such storage for this page: on plain http, or where a person forbade it. */
export function openKeptImages(): KeptImages | null {
  if (!('caches' in globalThis)) return null;
  const told = new BroadcastChannel(IMAGES_CACHE);
  const open = (): Promise<Cache> => caches.open(IMAGES_CACHE);
  const below = async (address: string): Promise<readonly Request[]> =>
    (await (await open()).keys()).filter(({ url }) => url.startsWith(address));
  return {
    async read(address) {
      try {
        const response = await (await open()).match(address);
        return response && (await fileOf(response));
      } catch (thrown) {
        console.warn('Kept images could not be read.', thrown);
        return undefined;
      }
    },
    async write(address, file) {
      try {
        await (await open()).put(address, responseOf(file));
        told.postMessage(null);
      } catch (thrown) {
        // Most often a full disk: the images are used all the same, and loaded again next time.
        console.warn('Images could not be kept.', thrown);
      }
    },
    async bytes(address) {
      const cache = await open();
      const sizes = await Promise.all(
        (await below(address)).map(async (request) =>
          Number((await cache.match(request))?.headers.get(BYTES) ?? 0),
        ),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    async remove(address) {
      const cache = await open();
      for (const request of await below(address)) await cache.delete(request);
    },
    follow(onWritten) {
      told.onmessage = onWritten;
    },
  };
}

function responseOf({ parts, isWhole }: KeptFile): Response {
  const spans = parts.map(({ start, bytes }) => `${start}-${start + bytes.length}`).join();
  const size = parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return new Response(new Blob(parts.map(({ bytes }) => bytes)), {
    headers: { [SPANS]: spans, [WHOLE]: `${isWhole}`, [BYTES]: `${size}` },
  });
}

async function fileOf(response: Response): Promise<KeptFile> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  let at = 0;
  const parts = (response.headers.get(SPANS) ?? '').split(',').flatMap((span) => {
    const [start = Number.NaN, end = Number.NaN] = span.split('-').map(Number);
    const part = bytes.subarray(at, at + end - start);
    at += end - start;
    return part.length > 0 && part.length === end - start ? [{ start, bytes: part }] : [];
  });
  return { parts, isWhole: response.headers.get(WHOLE) === 'true' };
}
