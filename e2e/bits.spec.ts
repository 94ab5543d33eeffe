import { expect, test } from 'playwright/test';
import { dataFolder } from '../src/cli/site/page.ts';
import { type Listening, listen } from '../src/cli/site/server.ts';
import recorded from '../src/engine/wasm/testing/digest.json' with { type: 'json' };
import { findFirefox, toldInFirefox } from './bits/firefox.ts';
import { bitsPage } from './bits/page.ts';

let server: Listening;
test.beforeAll(async () => {
  server = await listen({ site: await bitsPage(), data: dataFolder }, 'localhost', 0);
});
test.afterAll(() => server.close());

const address = (threads: number): string => `http://localhost:${server.port}/?threads=${threads}`;

for (const threads of [1, 3]) {
  test(`the page trains on the processor to the bits of the commands, on ${threads} threads`, async ({
    page,
  }) => {
    await page.goto(address(threads));
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect(page.locator('#digest')).toHaveText(recorded.digest);
  });
}

test('Firefox trains to the same bits', async () => {
  const firefox = findFirefox();
  test.skip(firefox === null, 'needs a Firefox, in PATH or FIREFOX_PATH');
  for (const threads of [1, 3]) {
    const told = await toldInFirefox(firefox!, (port) => `${address(threads)}&tell=${port}`, 50_000);
    expect(told, `${threads} threads`).toBe(recorded.digest);
  }
});
