import { expect, test } from 'playwright/test';
import type { Event } from '../../src/protocol/protocol.ts';
import { openWith } from '../support/playground.ts';

test('a child that is given enough steps on a few images drives its loss down', async ({ page }) => {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    const Browser = window.Worker;
    window.Worker = class extends Browser {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }) => heard.push(data));
      }
    };
    Object.assign(window, { heard });
  });
  const playground = await openWith(page, {
    trials: 1,
    blocks: 1,
    operations: ['conv_3x3'],
    epochs: 24,
    batch: 10,
    learningRate: 0.1,
    weightDecay: 0,
    cropPadding: 0,
    flip: false,
    trainImages: 10,
    validationImages: 10,
  });
  await playground.start();
  await playground.trials(1, 240_000);
  const heard = await page.evaluate(() => (window as unknown as { heard: Event[] }).heard);
  const losses = heard.flatMap((event) =>
    event.type === 'progress' && event.progress.type === 'epoch' ? [event.progress.loss] : [],
  );
  expect(losses).toHaveLength(24);
  expect(losses[0]).toBeGreaterThan(1.5);
  expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] as number));
});
