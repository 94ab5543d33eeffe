import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { encodeArchitecture } from '../../src/codecs/share.ts';
import { presetOf } from '../../src/space/presets.ts';

const code = encodeArchitecture(presetOf('nasnet-a').architecture);

/** Lecture notes on another site, by their HTML. */
async function notesWith(html: string) {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end(`<!doctype html><title>Notes</title>${html}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${port}/`, close };
}

test('a frame of another site shows the drawing alone, and loads little', async ({ page, baseURL }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  // As browsers refuse storage to frames of other sites.
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    }
  });
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  const notes = await notesWith(
    `<iframe width="420" height="300" title="cells" src="${baseURL}?embed=1&amp;cell=normal#c=${code}"></iframe>
     <iframe width="200" height="300" title="small" src="${baseURL}?embed=1#c=${code}"></iframe>`,
  );
  await page.goto(notes.address);
  const frame = page.frameLocator('iframe[title="cells"]');
  await expect(frame.getByRole('img', { name: 'Normal cell' })).toBeVisible();
  await expect(frame.getByRole('img', { name: 'Reduction cell' })).toHaveCount(0);
  const way = frame.getByRole('link', { name: 'NAS Playground' });
  await expect(way).toHaveAttribute('href', `/#c=${code}`);
  await expect(way).toHaveAttribute('target', '_blank');
  const small = page.frameLocator('iframe[title="small"]');
  await expect(small.getByRole('img')).toHaveCount(2);
  const frames = page.frames().filter((one) => one !== page.mainFrame());
  expect(frames).toHaveLength(2);
  for (const one of frames)
    expect(await one.evaluate(() => document.documentElement.scrollWidth <= innerWidth), one.url()).toBe(
      true,
    );
  notes.close();
  expect(problems).toEqual([]);
  expect(requested.filter((name) => /main-|store|settings|indexedDb|Worker|woff/i.test(name))).toEqual([]);
});

test('it follows the system’s theme, and says where a code is damaged', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`.?embed=1#c=${code}&cell=reduction`);
  await expect(page.getByRole('img', { name: 'Reduction cell' })).toBeVisible();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(21, 21, 19)');
  await expect(page.locator('svg > rect').first()).toHaveAttribute('fill', '#151513');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('svg > rect').first()).toHaveAttribute('fill', '#fcfbf8');
  await page.evaluate(() => {
    location.hash = '#c=AbCdEfGh';
  });
  await expect(page.getByText(/This share code is damaged/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'NAS Playground' })).toBeVisible();
});

test('a frame of the offered size names the operations, and takes what the page’s reader takes', async ({
  page,
}) => {
  await page.setViewportSize({ width: 420, height: 300 });
  await page.goto(`.?embed=1&cell=normal#c=${code}`);
  const cell = page.getByRole('img', { name: 'Normal cell' });
  await expect(cell).toBeVisible();
  expect((await cell.boundingBox())!.width).toBe(420);
  const viewBox = await cell.getAttribute('viewBox');
  expect(Number(viewBox!.split(' ')[2])).toBeGreaterThan(420);
  await page.goto('.?embed=1#c=darts-v1&cell=reduction');
  await expect(page.getByRole('img', { name: 'Reduction cell' })).toBeVisible();
  await expect(page.getByRole('img')).toHaveCount(1);
  await page.goto('.?embed=1#c=resnet');
  await expect(
    page.getByText(/presets \(nasnet-a, .*\) and DARTS genotypes|too short|damaged/),
  ).toBeVisible();
});

test('the link opens the same pair in the playground', async ({ page, context }) => {
  await page.goto(`.?embed=1#c=${code}`);
  const opening = context.waitForEvent('page');
  await page.getByRole('link', { name: 'NAS Playground' }).click();
  const opened = await opening;
  await expect(opened.getByText('Shared pair').first()).toBeVisible();
});
