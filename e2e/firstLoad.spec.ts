import { gzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';

/** Bytes of the page and of all that it names, each gzipped: what a first visit fetches before anything is drawn. */
const MOST = 195_000;

test('the first load does not grow unnoticed', async ({ request }) => {
  const html = await (await request.get('./')).text();
  const named = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, part = '']) => part);
  expect(named.length).toBeGreaterThan(1);
  const parts = await Promise.all(
    named.map(async (part) => [part, await (await request.get(part)).body()] as const),
  );
  const sizes = [['index.html', Buffer.from(html)] as const, ...parts].map(
    ([part, bytes]) => [part, gzipSync(bytes, { level: 9 }).length] as const,
  );
  const sum = sizes.reduce((all, [, size]) => all + size, 0);
  expect(sum, sizes.map(([part, size]) => `${size} ${part}`).join('\n')).toBeLessThan(MOST);
});
