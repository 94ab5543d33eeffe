import type { Page } from 'playwright/test';
import { type Contest, contestDigest } from '../../src/codecs/contest/contest.ts';
import { encodeHandIn, roundClaim } from '../../src/codecs/contest/handIn.ts';
import type { Architecture } from '../../src/space/architecture.ts';

/** The class board as a teacher sees it, and what comes to it. */

export const board = (page: Page) => page.getByRole('main', { name: 'Class board' });
export const rows = (page: Page) =>
  board(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') });

export const linkOf = (
  contest: Contest,
  by: string,
  architecture: Architecture,
  claim: number,
  seed = 0,
): string =>
  `https://school.example/nas/${encodeHandIn({ architecture, by, claim: roundClaim(claim), seed, contest: contestDigest(contest) })}`;

export const rowOf = (page: Page, by: string) =>
  rows(page).filter({ has: page.getByRole('link', { name: `${by}: edit a copy`, exact: true }) });

/** As from another program. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}
