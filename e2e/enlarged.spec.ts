import { expect, test } from 'playwright/test';
import { openWith } from './support/playground.ts';

test.use({ viewport: { width: 1440, height: 900 } });

test('a larger root enlarges texts, controls and drawings alike, and the page holds less', async ({
  page,
}) => {
  const playground = await openWith(page);
  const cell = playground.image('Normal cell');
  const start = playground.button('Start search');
  await expect(cell).toBeVisible();
  await expect(page.locator('.frame')).toHaveAttribute('data-mode', 'wide');
  const before = await start.boundingBox();

  await page.evaluate(() => {
    document.documentElement.style.fontSize = '150%';
  });
  await expect(page.locator('.frame')).toHaveAttribute('data-mode', 'single');
  const after = await start.boundingBox();
  expect(after?.width).toBeCloseTo(1.5 * (before?.width ?? 0), 1);
  const shown = await cell.evaluate(
    (svg) => svg.getBoundingClientRect().width / Number(svg.getAttribute('width')),
  );
  expect(shown).toBeCloseTo(1.5, 2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);

  // A node's tab stop lies over its tile, and its tooltip beside it.
  const node = page.locator('[data-node]').first();
  await node.hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await expect(node).toHaveAttribute('data-active', 'true');
});
