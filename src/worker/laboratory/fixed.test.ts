import { expect, test } from 'vitest';
import { DataError } from '../../base/errors.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import type { Event, FixedCommand } from '../../protocol/protocol.ts';
import { compareFixedOf } from '../../run/children/fixed.ts';
import { recorded } from '../../run/journal.ts';
import { startOf } from '../../run/resuming/resume.ts';
import { newRun, type Run } from '../../run/run.ts';
import { childCounts } from '../../settings/childGraph.ts';
import type { Settings } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { comparisonOf } from '../../studies/fixed/networks.ts';
import { createSession } from '../session/session.ts';
import { openProcessor } from './devices/processor.ts';
import { createLaboratory } from './laboratory.ts';

/** Real comparisons on the processor's engine, as small as they can be. */
const settings: Settings = {
  ...TINY_SETTINGS,
  trials: 2,
  finalists: 0,
  blocks: 1,
  operations: ['conv_1x1', 'avgpool_3x3'],
  cellsPerStage: 1,
  filters: 2,
  epochs: 1,
  batch: 5,
  imageSize: 8,
  cropPadding: 0,
  dataset: 'synthetic',
  trainImages: 10,
  validationImages: 10,
};
const dataUrl = 'http://localhost/';

function open(
  run: Run,
  hear: (event: Event, page: { session: ReturnType<typeof createSession> }) => void = () => {},
) {
  const source = () => ({
    place: 'nowhere',
    readJson: async () => Promise.reject(new DataError('there is nothing here')),
    readBytes: async () => undefined,
  });
  const laboratory = createLaboratory({ source, open: () => openProcessor(() => openNodeCrew(1)) });
  const page = {
    run,
    events: [] as Event[],
    session: createSession(laboratory, (event) => {
      page.events.push(event);
      if (event.type !== 'inspection' && event.type !== 'measured') page.run = recorded(page.run, event);
      hear(event, page);
    }),
  };
  return page;
}

const fresh = (): Run => newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings });

async function searched(): Promise<Run> {
  const page = open(fresh());
  page.session.handle(startOf('a', page.run, { dataUrl, mode: 'run' }));
  await page.session.idle();
  return page.run;
}

function asked(run: Run, seeds: number): { readonly run: Run; readonly command: FixedCommand } {
  const [winner] = run.trials;
  const comparison = { ...(run.fixed ?? comparisonOf(winner!, settings, seeds)), seeds };
  return {
    run: recorded(run, { type: 'fixed-asked', comparison }),
    command: compareFixedOf('a', run, comparison, { dataUrl }),
  };
}

const figures = ({ fixed }: Run) =>
  fixed?.trainings.map(({ network, training, right, images }) => [network, training, right, images]);

test('a comparison cut off and gone on with elsewhere has the bits of one that never was, judged by images of its own', async () => {
  const ended = await searched();
  const whole = asked(ended, 1);
  const page = open(whole.run);
  page.session.handle(whole.command);
  await page.session.idle();
  const { fixed } = page.run;
  expect(fixed?.trainings.map(({ status, judgedOn }) => [status, judgedOn])).toEqual(
    Array.from({ length: 3 }, () => ['trained', 'outside']),
  );
  expect(fixed?.trainings[0]?.images).toBeGreaterThanOrEqual(2000);
  // Three networks from one seed: no two are the same.
  expect(new Set(fixed?.trainings.map(({ right }) => right)).size).toBe(3);
  for (const { architecture, filters, multiplyAdds } of fixed!.networks)
    expect(childCounts(architecture, { ...settings, filters }).multiplyAdds).toBe(multiplyAdds);
  // The search's own children are what they were.
  expect(page.run.trials).toBe(whole.run.trials);

  const cut = open(whole.run, (event, { session }) => {
    if (event.type === 'fixed-started' && event.network === 'nasnet-a')
      session.handle({ type: 'compare-fixed-cancel', run: 'a' });
  });
  cut.session.handle(whole.command);
  await cut.session.idle();
  expect(cut.run.fixed?.trainings).toHaveLength(1);
  const rest = asked(structuredClone(cut.run), 1);
  const other = open(rest.run);
  other.session.handle(rest.command);
  await other.session.idle();
  expect(figures(other.run)).toEqual(figures(page.run));
});

test('images that cannot be had are told before anything is trained, and what was trained is kept', async () => {
  const { run, command } = asked(await searched(), 1);
  const page = open(run);
  page.session.handle({ ...command, settings: { ...settings, dataset: 'cifar10' } });
  await page.session.idle();
  expect(page.events.at(-1)).toMatchObject({ type: 'fixed-refused', problem: { why: expect.any(String) } });
  expect(page.run.fixed?.trainings).toEqual([]);
});

test('commands that are none are refused by name', () => {
  const { session } = open(fresh());
  const command = { type: 'compare-fixed', run: 'a', settings, dataUrl };
  expect(() => session.handle({ ...command, comparison: { networks: [], seeds: 11, done: 0 } })).toThrow(
    /seeds/,
  );
  expect(() =>
    session.handle({ ...command, comparison: { networks: [{ id: 'mine' }], seeds: 1, done: 0 } }),
  ).toThrow(/networks/);
});
