import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { lockFile } from '../../src/cli/runs/fileLock.ts';
import { cachedPage, dataFolder } from '../../src/cli/site/page.ts';
import { listen } from '../../src/cli/site/server.ts';
import { decodeRun, encodeRun } from '../../src/run/file/runFile.ts';
import { runOf } from '../../src/ui/search/board/groups/testing/children.ts';
import { groupedRun } from '../support/groupedRun.ts';
import { Playground } from '../support/playground.ts';
import { keptRuns } from '../support/runs.ts';

const own = Array.from({ length: 12 }, (_, index) => 0.3 + index / 100);
const whole = groupedRun(runOf({ own, images: 1000, further: 7 }));

/** The run as its file was after so many trials. */
function after(trials: number): string {
  const run = decodeRun(whole);
  if (!run.ok) throw new Error(run.error);
  return encodeRun({
    ...run.value,
    phase: 'running',
    trials: run.value.trials.slice(0, trials),
    updates: run.value.updates.filter(({ afterTrial }) => afterTrial <= trials),
    finalists: [],
  });
}

test('the page follows a run as its file grows, rests, is damaged, and is done', async ({ page }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'nas-follow-'));
  const follow = path.join(folder, 'run.json');
  const write = (text: string): void => {
    writeFileSync(`${follow}.beside`, text);
    renameSync(`${follow}.beside`, follow);
  };
  const server = await listen({ site: await cachedPage(), data: dataFolder, follow }, 'localhost', 0);
  try {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`http://localhost:${server.port}/?follow`);
    const playground = new Playground(page);
    const told = page.locator('.notice').filter({ hasText: 'Following run.json:' });
    const bar = page.locator('.run-facts');
    await expect(told).toContainText('there is no such file yet');
    await expect(bar).toContainText('Following run.json: no file yet');

    const lock = await lockFile('--out', follow);
    write(after(1));
    await expect(bar).toContainText('Trial 1 of 12');
    await expect(bar.locator('.fact-left')).toHaveText('Following run.json');
    write(after(7));
    await expect(bar).toContainText('Trial 7 of 12');
    await expect.poll(() => playground.ended()).toBe(7);
    await expect(playground.dots).toHaveCount(7);
    await expect(page.getByRole('heading', { name: 'Child 7' })).toBeVisible();
    await expect(page).toHaveTitle(/^7 of 12/);
    // What would change it is off.
    await expect(playground.button('Stop')).toHaveAttribute('aria-disabled', 'true');
    await expect(playground.button('Step')).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText('These are the followed run’s')).toBeVisible();

    lock.release();
    await expect(told).toContainText('stands at 7 of 12 trials, and nobody is at work on it');
    write(whole.slice(0, 2000));
    await expect(told).toContainText('What it held before stays on the page. It is not JSON');
    await expect.poll(() => playground.ended()).toBe(7);

    write(whole);
    await expect(bar).toContainText('Following run.json: finished');
    await expect(page.getByRole('region', { name: 'Result of the search' })).toBeVisible();
    rmSync(follow);
    await expect(told).toContainText('the file is gone');
    await expect.poll(() => playground.ended()).toBe(12);
    // Nothing of it is kept in this browser, and nothing is left of it.
    expect(await keptRuns(page)).toEqual([]);
    await playground.button('Stop following').click();
    await expect(told).toHaveCount(0);
    await expect.poll(() => playground.ended()).toBe(0);
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});

test('a page that follows nothing asks for nothing, and one that should and cannot says so', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const isAsked = () => asked.some((url) => url.includes('followed-run'));
  await page.goto('./');
  await page.locator('.frame').waitFor();
  await page.waitForLoadState('networkidle');
  expect(isAsked()).toBe(false);
  await page.goto('.?follow');
  await expect(page.getByText('the server of this page follows none.')).toBeVisible();
  expect(isAsked()).toBe(true);
});
