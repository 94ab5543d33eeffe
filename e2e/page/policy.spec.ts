import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from 'playwright/test';
import { openWith, withoutTable, withTable } from '../support/playground.ts';

/** All that the page's policy has forbidden. */
async function watchPolicy(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction('noteViolation', (what: string) => violations.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note = (window as unknown as { noteViolation: (what: string) => void }).noteViolation;
      note(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) violations.push(message.text());
  });
  return violations;
}

const small = { trials: 2, blocks: 1, filters: 2, strategy: 'ppo' } as const;

test('a search, a comparison and an import break no rule of the policy', async ({ page }) => {
  const violations = await watchPolicy(page);
  const playground = await openWith(page, small);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'self'");
  await playground.start();
  await playground.trials(2);
  await playground.button('Runs (1)').click();
  const download = page.waitForEvent('download');
  await playground.button('Export').click();
  const buffer = await readFile(await (await download).path());
  await page
    .getByLabel('File of a run')
    .setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer });
  await expect(page.getByRole('dialog', { name: 'Runs' }).getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Escape');

  await withTable(page);
  await playground.button('Compare strategies').click();
  const dialog = page.getByRole('dialog', { name: 'Compare strategies' });
  await expect(dialog.locator('[data-course]').first()).toBeAttached({ timeout: 60_000 });
  await expect(dialog.getByRole('table', { name: 'What each choice is worth' })).toBeVisible();
  expect(violations).toEqual([]);

  // That nothing was noted means something only where a breach would have been.
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "inline"';
    document.body.append(script);
    const paragraph = document.createElement('p');
    paragraph.setAttribute('style', 'color: red');
  });
  await expect.poll(() => violations.join('\n')).toMatch(/script-src/);
  expect(await page.title()).not.toBe('inline');
  expect(violations.join('\n')).toMatch(/style-src/);
});

test('the page may have threads, and works without them inside a page of another origin', async ({
  page,
}) => {
  await page.goto('../');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const address = page.url();
  const host = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<title>host</title><iframe src="${address}" width="1400" height="900"></iframe>`);
  }).listen(0, '127.0.0.1');
  try {
    await page.setViewportSize({ width: 1440, height: 1000 });
    const violations = await watchPolicy(page);
    // What plays by itself would have rows, too.
    await withoutTable(page);
    await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
    const inner = page.frameLocator('iframe');
    await expect(inner.getByRole('img', { name: 'Normal cell', exact: true })).toBeVisible();
    const frame = page.frames().find((one) => one !== page.mainFrame());
    expect(await frame?.evaluate(() => crossOriginIsolated)).toBe(false);
    await inner.getByRole('button', { name: 'Start search', exact: true }).click();
    await expect(
      inner.getByRole('table', { name: 'Leaderboard', exact: true }).locator('tbody tr[data-row]').first(),
    ).toBeVisible({ timeout: 100_000 });
    expect(violations).toEqual([]);
  } finally {
    host.close();
  }
});
