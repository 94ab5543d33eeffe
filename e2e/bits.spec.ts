import { expect, test } from 'playwright/test';
import { dataFolder } from '../src/cli/site/page.ts';
import { type Listening, listen } from '../src/cli/site/server.ts';
import recorded from '../src/engine/wasm/testing/digest.json' with { type: 'json' };
import { bitsPage } from './bits/page.ts';

let server: Listening;
test.beforeAll(async () => {
  server = await listen({ site: await bitsPage(), data: dataFolder }, 'localhost', 0);
});
test.afterAll(() => server.close());

for (const threads of [1, 3]) {
  test(`the page trains on the processor to the bits of the commands, on ${threads} threads`, async ({
    page,
  }) => {
    await page.goto(`http://localhost:${server.port}/?threads=${threads}`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect(page.locator('#digest')).toHaveText(recorded.digest);
  });
}
