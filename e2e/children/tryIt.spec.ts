import { encode } from 'fast-png';
import { expect, type Page, test } from 'playwright/test';
import { dropFiles, pasteFiles } from '../support/drop.ts';
import { openWith } from '../support/playground.ts';

/** Pictures of one's own, and a camera, before a child that the page has trained. */

test.use({ viewport: { width: 1440, height: 900 } });

/** Until it is allowed, the camera is refused; then it shows a square that wanders. The page counts what is asked of the child. */
async function withCamera(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { isAllowed: false, tracks: [] as MediaStreamTrack[], pending: 0, most: 0, answers: 0 };
    Object.assign(window, { seen });
    navigator.mediaDevices.getUserMedia = async () => {
      if (!seen.isAllowed) throw new DOMException('not allowed', 'NotAllowedError');
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      let moment = 0;
      setInterval(() => {
        if (context === null) return;
        moment++;
        context.fillStyle = '#345';
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.fillStyle = `hsl(${20 * moment} 80% 60%)`;
        context.fillRect(90 + ((7 * moment) % 60), 40, 60, 60);
      }, 20);
      const stream = canvas.captureStream();
      seen.tracks.push(...stream.getTracks());
      return stream;
    };
    const { postMessage } = Worker.prototype;
    const heard = new WeakSet<Worker>();
    Worker.prototype.postMessage = function (this: Worker, message: { type?: string }, ...rest: never[]) {
      if (message.type === 'inspect-picture') {
        seen.pending++;
        seen.most = Math.max(seen.most, seen.pending);
        if (!heard.has(this))
          this.addEventListener('message', ({ data }) => {
            if (data.told?.type !== 'picture') return;
            seen.pending--;
            seen.answers++;
          });
        heard.add(this);
      }
      return Reflect.apply(postMessage, this, [message, ...rest]);
    };
  });
}

interface Seen {
  isAllowed: boolean;
  tracks: MediaStreamTrack[];
  most: number;
  answers: number;
}

const seenOf = <Told>(page: Page, read: (seen: Seen) => Told): Promise<Told> =>
  page.evaluate(`(${read.toString()})(window.seen)`) as Promise<Told>;

test('a picture gets the answer that the same held-out image has, and a camera is answered frame by frame', async ({
  page,
}) => {
  await withCamera(page);
  const playground = await openWith(page, { dataset: 'synthetic', imageSize: 16, trials: 1 });
  await playground.start();
  await playground.trials(1);
  await playground.button('Inspect').click();
  const tryIt = page.getByRole('region', { name: 'Try it' });
  await expect(tryIt).toContainText('given one all the same');
  await expect(tryIt).toContainText('Nothing leaves this machine');
  const classes = tryIt.getByRole('list', { name: 'What it takes the picture for' }).getByRole('listitem');
  const wrong = tryIt.getByRole('alert');
  const own = tryIt.getByRole('button', { name: 'The picture, as the child sees it' });

  // One of the images that judged it, as it lies there.
  const tile = page.getByRole('group', { name: 'Held-out images' }).getByRole('button').first();
  const taken = /^Taken for (.+) at (\d+)\s%/.exec((await tile.getAttribute('aria-description')) ?? '');
  const [side, pixels] = await tile.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    return [width, [...(canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [])]] as const;
  });
  expect(side).toBe(16);
  const png = encode({ width: side, height: side, channels: 4, data: Uint8Array.from(pixels) });
  const shape = { name: 'shape.png', bytes: png, type: 'image/png' };
  await dropFiles(page, [shape], '.inspector-cell');
  await expect(classes).toHaveCount(5);
  await expect(classes.first()).toContainText(taken?.[1] ?? '');
  await expect(classes.first()).toHaveText(new RegExp(`${taken?.[2]}\\s%$`));
  await expect(tryIt.getByRole('status')).toContainText(`Taken for ${taken?.[1]}`);
  // Its maps, until a held-out image is picked, and again.
  const maps = page.locator('.maps');
  await expect(own).toHaveAttribute('aria-pressed', 'true');
  await expect(maps).toHaveAttribute('aria-busy', 'false');
  await tile.click();
  await expect(own).toHaveAttribute('aria-pressed', 'false');
  await own.click();
  await expect(tile).toHaveAttribute('aria-pressed', 'false');
  await expect(maps).toHaveAttribute('aria-busy', 'false');

  // What is no picture, or not one, is told, and the answer stays.
  const field = tryIt.getByLabel('Picture to try');
  await field.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await expect(wrong).toContainText('notes.txt cannot be read as a picture');
  await dropFiles(page, [{ ...shape, name: 'cut.png', bytes: png.slice(0, 40) }], '.try-it');
  await expect(wrong).toContainText('cut.png cannot be read as a picture');
  await dropFiles(page, [shape, shape], '.inspector-cell');
  await expect(wrong).toContainText('2 files were given, and none was tried');
  const heic = Buffer.from(`\0\0\0\x18ftypheic${'x'.repeat(40)}`);
  await dropFiles(page, [{ name: 'phone.heic', bytes: heic }], '.inspector-cell');
  await expect(wrong).toContainText('phone.heic is a HEIC picture');
  await expect(classes).toHaveCount(5);
  await pasteFiles(page, [shape]);
  await expect(wrong).toHaveCount(0);
  // All that was dropped was for the child.
  await expect(page.getByText('nothing that this page reads')).toHaveCount(0);

  const camera = tryIt.getByRole('button', { name: 'Use the camera' });
  await camera.click();
  await expect(wrong).toContainText('This page may not use the camera.');
  await seenOf(page, (seen) => {
    seen.isAllowed = true;
    seen.answers = 0;
  });
  await camera.click();
  await expect.poll(() => seenOf(page, (seen) => seen.answers)).toBeGreaterThan(4);
  expect(await seenOf(page, (seen) => seen.most)).toBe(1);
  // A page that nobody sees needs no camera; it comes back with them.
  const live = () => seenOf(page, (seen) => seen.tracks.filter((one) => one.readyState === 'live').length);
  const turn = (state: string) =>
    page.evaluate((to) => {
      Object.defineProperty(document, 'visibilityState', { value: to, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await turn('hidden');
  await expect.poll(live).toBe(0);
  await turn('visible');
  await expect.poll(live).toBe(1);
  // Another picture, or another view, puts it out.
  await field.setInputFiles({ name: 'shape.png', mimeType: 'image/png', buffer: Buffer.from(png) });
  await expect.poll(live).toBe(0);
  await expect(classes.first()).toHaveText(new RegExp(`${taken?.[2]}\\s%$`));
  await camera.click();
  await expect.poll(live).toBe(1);
  await page.keyboard.press('Escape');
  await expect(tryIt).toHaveCount(0);
  await expect.poll(live).toBe(0);
});

test('of a child without weights a dropped picture is told what it lacks', async ({ page }) => {
  const playground = await openWith(page, { dataset: 'synthetic', imageSize: 16, trials: 1 });
  await playground.button('Inspect').click();
  const png = encode({ width: 2, height: 2, channels: 3, data: new Uint8Array(12) });
  await expect(page.getByRole('main', { name: 'Inspector' })).toContainText('No run trained this pair');
  await dropFiles(page, [{ name: 'a.png', bytes: png, type: 'image/png' }], '.inspector-cell');
  await expect(page.getByRole('region', { name: 'Try it' }).getByRole('alert')).toContainText(
    'The picture was not tried, since this child is not open here',
  );
});
