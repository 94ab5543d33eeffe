import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunEvent } from '../../protocol/protocol.ts';
import { ends, proposes, trial } from '../../run/testing/events.ts';
import { COMPARED, type ComparedId } from '../../search/fixed.ts';
import { comparisonOf } from '../../studies/fixed/networks.ts';
import { isSearching } from '../offline.ts';
import { isInTraining } from '../search.ts';
import { browser } from '../testing/browser.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Page = ReturnType<ReturnType<typeof browser>['open']>;
const settle = () => vi.advanceTimersByTimeAsync(100);

/** A search of one child that is over. */
async function finished(world = browser()) {
  const page = world.open();
  page.get().changeSettings({ ...page.get().settings, trials: 1, finalists: 0 });
  page.get().start('run');
  page.tell({ type: 'phase', phase: 'running' }, ...proposes(1), ...ends(1), {
    type: 'phase',
    phase: 'finished',
  });
  await settle();
  return { world, page };
}

const wanted = ({ get }: Page, seeds: number) => comparisonOf(trial(1), get().run!.settings, seeds);
async function compare(page: Page, seeds = 3): Promise<void> {
  page.get().compareFixed(wanted(page, seeds));
  await settle();
}
const ended = (network: ComparedId, training: number): RunEvent => ({
  type: 'fixed-ended',
  result: {
    ...{ network, training, status: 'trained', accuracy: 0.5, judgedOn: 'outside', images: 2000, seconds: 1 },
  },
});
const ofSeed = (training: number): RunEvent[] => COMPARED.map((network) => ended(network, training));
const commands = ({ sent }: Page) => sent.filter(({ type }) => type.startsWith('compare-fixed'));
const trained = ({ get }: Page): number | undefined => get().run?.fixed?.trainings.length;

test('what ends is kept with the run, stopped it goes on from there, and more seeds go on from those', async () => {
  const { world, page } = await finished();
  await compare(page);
  expect(commands(page)).toMatchObject([{ type: 'compare-fixed', comparison: { seeds: 3, done: 0 } }]);
  expect(isInTraining(page.get().run!) && isSearching(page.get())).toBe(true);
  page.tell(...ofSeed(1), ended('winner', 2));
  page.get().stopFixed();
  // On its way by then; it is of what nobody waits for any more, yet trained.
  expect(page.get().run).toMatchObject({ fixing: null, fixed: { trainings: { length: 4 } } });
  expect(commands(page).at(-1)).toMatchObject({ type: 'compare-fixed-cancel' });
  await settle();
  expect(world.here.size).toBe(0);

  // A page that is opened later.
  const later = world.open();
  await later.get().openRun('run-1');
  expect(trained(later)).toBe(4);
  await compare(later, 5);
  expect(commands(later)).toMatchObject([{ comparison: { seeds: 5, done: 4 } }]);
  later.tell(ended('nasnet-a', 2), ended('plain', 2), ...[3, 4, 5].flatMap(ofSeed));
  await settle();
  expect(later.get().run).toMatchObject({ fixing: null, fixed: { seeds: 5, trainings: { length: 15 } } });
  expect(world.here.size).toBe(0);
});

test('fewer seeds than were trained are never asked for, nor one twice', async () => {
  const { page } = await finished();
  await compare(page, 5);
  await compare(page, 5);
  expect(commands(page)).toHaveLength(1);
  page.tell(...[1, 2, 3, 4].flatMap(ofSeed));
  page.get().stopFixed();
  await compare(page, 3);
  expect(page.get().run?.fixed?.seeds).toBe(4);
});

test('a comparison that was stopped before its first training leaves nothing', async () => {
  const { page } = await finished();
  await compare(page);
  page.get().stopFixed();
  expect(page.get().run?.fixed).toBeNull();
  page.tell(ended('winner', 1));
  expect(page.get().run?.fixed).toBeNull();
});

test('a refusal and a crash are told, and what has ended stays', async () => {
  const { page } = await finished();
  await compare(page);
  page.tell(...ofSeed(1));
  page.wires.at(-1)?.crash('out of memory');
  await settle();
  expect(page.get().run).toMatchObject({
    ...{ phase: 'finished', fixing: null, fixed: { trainings: { length: 3 } } },
    fixedProblem: { kind: 'worker-ended', why: 'out of memory' },
  });
  await compare(page);
  expect(page.get().run).toMatchObject({ fixedProblem: null, fixing: { network: null } });
  page.tell({
    type: 'fixed-refused',
    problem: { kind: 'no-images', dataset: 'cifar10', why: 'none' } as never,
  });
  expect(page.get().run).toMatchObject({ fixing: null, fixedProblem: { kind: 'no-images' } });
});

test('it does not begin beside a search, and a search that begins puts it off, which is told', async () => {
  const { page } = await finished();
  await compare(page);
  page.tell(...ofSeed(1));
  page.get().start('run');
  await settle();
  expect(page.get()).toMatchObject({
    run: { id: 'run-2' },
    madeLeft: { run: 'run-1', numbers: [], kept: true },
  });
  expect(page.sent.some(({ type, run }) => type === 'make-cancel' && run === 'run-1')).toBe(true);
  page.tell({ type: 'phase', phase: 'running' }, ...proposes(1));
  await compare(page);
  expect(commands(page)).toHaveLength(1);
  page.tell({ type: 'phase', phase: 'stopped' });
  await settle();
  await page.get().openRun('run-1');
  expect(trained(page)).toBe(3);
  expect(page.get().madeLeft).toBeNull();
});
