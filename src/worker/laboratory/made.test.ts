import { expect, test } from 'vitest';
import { DataError } from '../../base/errors.ts';
import { hash32 } from '../../base/hash.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import type { Event, MakeCommand } from '../../protocol/protocol.ts';
import { recorded } from '../../run/journal.ts';
import { startOf } from '../../run/resuming/resume.ts';
import { newRun, type Run } from '../../run/run.ts';
import { madeSeed } from '../../search/made.ts';
import type { Settings } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { createSession, type Session } from '../session/session.ts';
import { openProcessor } from './devices/processor.ts';
import { createLaboratory } from './laboratory.ts';

/** Real searches of real children, as small as they can be, with children by hand trained in between. */
const settings: Settings = {
  ...TINY_SETTINGS,
  trials: 4,
  finalists: 0,
  blocks: 1,
  operations: ['conv_1x1', 'avgpool_3x3'],
  filters: 2,
  epochs: 2,
  batch: 5,
  dataset: 'synthetic',
  trainImages: 10,
  validationImages: 10,
};
/** Outside of the settings' space. */
const cell = {
  blocks: [{ inputs: [0, 1], operations: ['sepconv_3x3', 'identity'], combiner: 'concat' }],
} as const;
const architecture = { normal: cell, reduction: cell };
const dataUrl = 'http://localhost/';

interface Page {
  readonly session: Session;
  readonly events: Event[];
  run: Run;
}

function open(run: Run, hear: (event: Event, page: Page) => void = () => {}): Page {
  const source = () => ({
    place: 'nowhere',
    readJson: async () => Promise.reject(new DataError('there is nothing here')),
    readBytes: async () => undefined,
  });
  const laboratory = createLaboratory({ source, open: () => openProcessor(() => openNodeCrew(1)) });
  const events: Event[] = [];
  const session = createSession(laboratory, (event) => {
    events.push(event);
    if (event.type !== 'inspection' && event.type !== 'measured' && event.run === 'a')
      page.run = recorded(page.run, event);
    hear(event, page);
  });
  const page: Page = { session, events, run };
  return page;
}

const fresh = (change: Partial<Settings> = {}): Run =>
  newRun({
    name: 'A run',
    created: '2026-01-31T12:00:00.000Z',
    settings: { ...settings, ...change },
  });

function make(page: Page, number: number, seeds = 1): void {
  const child = { number, architecture, seeds };
  const costs = { trainable: 0, multiplyAdds: 0, trainings: [] };
  const after = page.run.trials.length;
  page.run = recorded(page.run, { type: 'made-asked', child: { ...child, by: 'Ada', after, ...costs } });
  const command: MakeCommand = {
    ...{ type: 'make', run: 'a', settings: page.run.settings, dataUrl },
    child: { ...child, done: 0 },
  };
  page.session.handle(command);
}

/** All that a search is, but how long it took. */
const searched = ({ trials, finalists, checkpoint, updates }: Run) => ({
  trials: trials.map(({ seconds: _, ...one }) => one),
  finalists: finalists.map(({ seconds: _, ...one }) => one),
  checkpoint,
  updates,
});

async function search(page: Page): Promise<Run> {
  page.session.handle(startOf('a', page.run, { dataUrl, mode: 'run', keepWeights: true }));
  await page.session.idle();
  return page.run;
}

const HALVING = { halving: true, reductionFactor: 2, minimumEpochs: 1, epochs: 3, trials: 6 } as const;

test.each<[string, Partial<Settings>]>([
  ['with a controller and finalists', { strategy: 'ppo', finalists: 1 }],
  ['with evolution', { strategy: 'evolution', populationSize: 2, sampleSize: 2 }],
  ['with weights that are shared', { weightSharing: true }],
  ['with halving', HALVING],
  ['with both', { ...HALVING, weightSharing: true }],
])('a search’s own children are the very same beside children by hand, %s', async (_, change) => {
  const alone = await search(open(fresh(change)));
  const asked: string[] = [];
  const beside = open(fresh(change), (event, page) => {
    // In the midst of two children, and of a finalist.
    const at =
      event.type === 'progress' && event.trial > 1 && asked.length < 2 ? `${event.trial}` : event.type;
    if ((at !== 'finalist-progress' && !/^\d+$/.test(at)) || asked.includes(at)) return;
    asked.push(at);
    make(page, asked.length, asked.length === 2 ? 3 : 1);
  });
  const both = await search(beside);
  expect(searched(both)).toEqual(searched(alone));
  expect(both.shared).toEqual(alone.shared);
  const weightsOf = ({ paused }: Run) => Object.entries(paused).map(([of, { weights }]) => [of, weights]);
  expect(weightsOf(both)).toEqual(weightsOf(alone));
  expect(asked.length).toBe(change.finalists === 1 ? 3 : 2);
  const ended = both.made.map(({ trainings }) => trainings.map(({ status }) => status));
  const all = [['trained'], ['trained', 'trained', 'trained'], ['trained']];
  expect(ended).toEqual(all.slice(0, asked.length));
  // A child by hand begins after the child in training, and the next one after it.
  const order = beside.events.flatMap(({ type }) =>
    /^(trial|made)-(started|ended)$/.test(type) ? [type] : [],
  );
  const first = order.indexOf('made-started');
  expect(order.slice(first - 1, first + 3)).toEqual([
    'trial-ended',
    'made-started',
    'made-ended',
    'trial-started',
  ]);
  expect(beside.events.at(-1)).toMatchObject({ type: 'phase', phase: 'finished' });
});

test('a search that was stopped beside a child by hand goes on, in another worker, to the same children', async () => {
  const change = { weightSharing: true, strategy: 'ppo' } as const;
  const alone = await search(open(fresh(change)));
  const cut = open(fresh(change), (event, page) => {
    if (event.type === 'progress' && event.trial === 2 && page.run.made.length === 0) make(page, 1, 3);
    if (event.type === 'made-started' && event.training === 2)
      page.session.handle({ type: 'stop', run: 'a' });
  });
  await search(cut);
  // The search has ended, and the child by hand was trained all the same.
  expect(cut.run.trials).toHaveLength(2);
  expect(cut.events.filter(({ type }) => type === 'made-ended')).toHaveLength(3);
  const other = open({ ...structuredClone(cut.run), phase: 'stopped' });
  expect(searched(await search(other))).toEqual(searched(alone));
  expect(other.run.made).toEqual(cut.run.made);
});

test('without a search a child by hand trains at once, and again from its number to the very same', async () => {
  const page = open(fresh());
  make(page, 1, 3);
  await page.session.idle();
  const [child] = page.run.made;
  const bits = child!.trainings.map(({ right }) => right);
  expect(child!.trainings.map(({ status }) => status)).toEqual(['trained', 'trained', 'trained']);
  expect(child!.trainable).toBeGreaterThan(0);
  expect(child!.trainings[0]?.shown).toHaveLength(6);
  expect(Object.keys(page.run.weights)).toEqual(['h1+1', 'h1+2', 'h1+3']);
  expect(page.events.filter(({ type }) => type === 'phase')).toEqual([]);
  const again = open(fresh());
  make(again, 1, 3);
  await again.session.idle();
  expect(again.run.made[0]!.trainings.map(({ right }) => right)).toEqual(bits);
  // Trained again to be looked into, it is the same child.
  page.session.handle({
    ...{ type: 'inspect', run: 'a', inspection: 1, settings, dataUrl },
    child: { architecture, trial: -1, seededBy: madeSeed(1, 2), training: 2 },
  });
  await page.session.idle();
  const kept = page.events.find((event) => event.type === 'child-weights');
  expect(kept?.weights).toEqual(page.run.weights['h1+2']?.weights);
  expect(kept).toMatchObject({ trial: -1, training: 2, again: { right: bits[1] } });
});

test('one that is cancelled is not trained, nor is what waits behind it kept back', async () => {
  const page = open(fresh(), (event, { session }) => {
    if (event.type === 'made-started' && event.number === 1)
      session.handle({ type: 'make-cancel', run: 'a', number: 1 });
  });
  for (const number of [1, 2, 3]) make(page, number);
  page.session.handle({ type: 'make-cancel', run: 'a', number: 2 });
  await page.session.idle();
  const ended = page.events.flatMap((event) => (event.type === 'made-ended' ? [event.number] : []));
  expect(ended).toEqual([3]);
});

test('one that is asked for twice is trained once, and again where the first was cancelled', async () => {
  const twice = open(fresh());
  make(twice, 1);
  make(twice, 1);
  await twice.session.idle();
  const endedOf = ({ events }: Page) => events.filter(({ type }) => type === 'made-ended').length;
  expect(endedOf(twice)).toBe(1);
  const again = open(fresh());
  make(again, 1);
  again.session.handle({ type: 'make-cancel', run: 'a', number: 1 });
  make(again, 1);
  await again.session.idle();
  expect(endedOf(again)).toBe(1);
  expect(again.run.made).toMatchObject([{ trainings: { length: 1 } }]);
});

test('while a search is paused in the midst of a child one by hand is trained', async () => {
  const page = open(fresh(), (event, { session }) => {
    if (event.type === 'progress' && event.trial === 1) session.handle({ type: 'pause', run: 'a' });
  });
  page.session.handle(startOf('a', page.run, { dataUrl, mode: 'run' }));
  while (page.run.phase !== 'paused') await new Promise((resolve) => setTimeout(resolve, 1));
  make(page, 1);
  while (!page.events.some(({ type }) => type === 'made-ended'))
    await new Promise((resolve) => setTimeout(resolve, 1));
  expect(page.run.phase).toBe('paused');
  expect(page.run.trials).toEqual([]);
  page.session.handle({ type: 'stop', run: 'a' });
  await page.session.idle();
});

test('images that cannot be had are told, and the child waits', async () => {
  const page = open(fresh({ dataset: 'cifar10' }));
  make(page, 1);
  await page.session.idle();
  expect(page.events.at(-1)).toMatchObject({
    type: 'made-refused',
    number: 1,
    problem: { kind: 'no-images', dataset: 'cifar10' },
  });
  expect(page.run.made).toMatchObject([{ trainings: [] }]);
});

test('numbers of children by hand give seeds that no trial of the same run’s seed has', () => {
  for (const seed of [0, 1, 7, 2 ** 31 - 1]) {
    const ofTrials = new Set(Array.from({ length: 50_000 }, (_, index) => hash32(seed, index + 1)));
    const ofMade = [1, 2, 3, 500].flatMap((number) =>
      [1, 2, 3].map((one) => hash32(seed, madeSeed(number, one))),
    );
    expect(new Set(ofMade).size).toBe(ofMade.length);
    expect(ofMade.some((one) => ofTrials.has(one))).toBe(false);
  }
});
