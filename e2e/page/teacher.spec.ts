import { expect, type Page, test } from 'playwright/test';
import { NOTES } from '../../src/ui/texts/classroom/teacher/notes.ts';
import { openWith } from '../support/playground.ts';

test.use({ viewport: { width: 1440, height: 900 } });

const pages = (page: Page) => page.getByRole('main', { name: 'Teacher’s pages' });

test('a page a lesson and a plan, by pointer and keys, with the way back', async ({ page }) => {
  await openWith(page);
  await page.getByRole('button', { name: 'Start search' }).focus();
  await page.evaluate(() => {
    location.hash = '#teacher';
  });
  await expect(pages(page).getByRole('article')).toHaveCount(NOTES.length + 1);
  await expect(pages(page).getByRole('button', { name: 'Back to the page' })).toBeFocused();
  await pages(page).getByRole('button', { name: 'Lesson 5: The same exam twice' }).click();
  const lesson = pages(page).getByRole('article', { name: 'The same exam twice' });
  await expect(lesson).toBeInViewport();
  await expect(lesson).toBeFocused();
  await expect(lesson.getByRole('link')).toHaveText(/\/#lesson=5$/);
  await expect(lesson.getByRole('list').last().getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(pages(page)).toHaveCount(0);
  expect(page.url()).not.toContain('#teacher');
  await expect(page.getByRole('button', { name: 'Start search' })).toBeFocused();
});

test('printed, each is one sheet, in ink on white, and nothing else is', async ({ page }) => {
  await openWith(page, {}, '#teacher');
  await expect(pages(page).getByRole('article')).toHaveCount(NOTES.length + 1);
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark';
  });
  for (const format of ['A4', 'Letter'] as const) {
    const pdf = await page.pdf({
      format,
      margin: { top: '15mm', bottom: '15mm', left: '18mm', right: '18mm' },
    });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
    expect(sheets.length, format).toBe(NOTES.length + 1);
  }
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.frame')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  for (const part of ['h2', 'p', 'li', 'b', 'th', 'td'])
    await expect(pages(page).locator(`article ${part}`).last(), part).toHaveCSS('color', 'rgb(0, 0, 0)');
  for (const ground of ['html', 'body', '.teacher'])
    await expect(page.locator(ground), ground).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
});
