import { expect, type Locator, type Page } from 'playwright/test';

/** Lessons by the names that learners, and these tests, go by. */

export const lessons = (page: Page): Locator => page.getByRole('complementary', { name: 'Lessons' });
export const next = (page: Page): Locator => page.locator('.lesson-next');
export const showMe = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Show me', exact: true }).click();

/** The step is done; a training or a look-up may take its time. */
export const isDone = (page: Page, timeout = 20_000): Promise<void> =>
  expect(next(page)).toHaveAttribute('aria-disabled', 'false', { timeout });
export const isOpen = (page: Page): Promise<void> =>
  expect(next(page)).toHaveAttribute('aria-disabled', 'true');

/** To the step after the one that is done. */
export async function goOn(page: Page, timeout = 20_000): Promise<void> {
  await isDone(page, timeout);
  await next(page).click();
}
