import { expect, test } from 'playwright/test';

test('a shared link shows what it is: a title, a sentence and a drawing', async ({ page }) => {
  await page.goto('../');
  const content = (property: string) => page.locator(`meta[property="${property}"]`).getAttribute('content');
  expect(await content('og:title')).toBe('NAS Playground');
  expect(await content('og:description')).toMatch(/^Watch a neural architecture search/);
  const answer = await page.request.get((await content('og:image')) ?? '');
  expect(answer.headers()['content-type']).toBe('image/png');
  const png = await answer.body();
  expect(png.length).toBeLessThan(90_000);
  // Width and height stand in a PNG's first chunk.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(await content('og:image:width')).toBe('1200');
  expect(await content('og:image:height')).toBe('630');
});
