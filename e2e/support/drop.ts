import type { JSHandle, Page } from 'playwright/test';

export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}

/** Drops a file on the page. */
export const dropFile = (page: Page, name: string, bytes: Uint8Array, type = ''): Promise<void> =>
  dropFiles(page, [{ name, bytes, type }]);

/** Drops files on an element of the page. */
export async function dropFiles(page: Page, files: readonly DroppedFile[], at = 'body'): Promise<void> {
  const dataTransfer = await transferOf(page, files);
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent(at, type, { dataTransfer });
}

/** Pastes files, as from another program. */
export async function pasteFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const dataTransfer = await transferOf(page, files);
  await page.evaluate((clipboardData) => {
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, dataTransfer);
}

const transferOf = (page: Page, files: readonly DroppedFile[]): Promise<JSHandle<DataTransfer>> =>
  page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const [name, base64, type] of given) {
        const content = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        data.items.add(new File([content], name, { type }));
      }
      return data;
    },
    files.map(({ name, bytes, type = '' }) => [name, Buffer.from(bytes).toString('base64'), type] as const),
  );

/** Drops text on the page, as from another window. */
export async function dropText(page: Page, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle((plain) => {
    const data = new DataTransfer();
    data.setData('text/plain', plain);
    return data;
  }, text);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', type, { dataTransfer });
}
