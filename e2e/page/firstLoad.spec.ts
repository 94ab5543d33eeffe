import { gzipSync } from 'node:zlib';
import { type APIRequestContext, expect, test } from 'playwright/test';

/** Bytes of the page and of all that it needs, each gzipped: what a first visit fetches before anything is drawn. */
const MOST = 210_000;
/** The same for a frame on another page. */
const MOST_EMBEDDED = 45_000;

const sizeOf = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length;

/** Name and gzipped size of whatever is loaded at once where the page's first script takes this way on. */
async function loadedBy(request: APIRequestContext, way: string): Promise<(readonly [string, number])[]> {
  const html = await (await request.get('./')).body();
  const named = [...html.toString().matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(
    ([, part = '']) => part,
  );
  const start = await (await request.get(named.find((part) => part.endsWith('.js'))!)).text();
  const all = JSON.parse(/m\.f=(\[[^\]]*\])/.exec(start)![1]!) as readonly string[];
  const listed = new RegExp(`import\\([^)]*/${way}-[^)]*\\)[^[\\]]*__vite__mapDeps\\((\\[[^\\]]*\\])`).exec(
    start,
  );
  const places = JSON.parse(listed![1]!) as readonly number[];
  const parts = [...new Set([...named, ...places.map((place) => all[place]!.replace('./', 'assets/'))])];
  expect(parts.length).toBeGreaterThan(3);
  const loaded = await Promise.all(
    parts.map(async (part) => [part, sizeOf(await (await request.get(part)).body())] as const),
  );
  return [['index.html', sizeOf(html)], ...loaded];
}

for (const [what, way, most] of [
  ['the first load', 'main', MOST],
  ['an embedded drawing', 'embed', MOST_EMBEDDED],
] as const) {
  test(`${what} does not grow unnoticed`, async ({ request }) => {
    const loaded = await loadedBy(request, way);
    const sum = loaded.reduce((all, [, size]) => all + size, 0);
    expect(sum, loaded.map(([part, size]) => `${size} ${part}`).join('\n')).toBeLessThan(most);
  });
}
