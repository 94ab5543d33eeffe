import { expect, test } from 'vitest';
import type { RunEvent } from '../../protocol/protocol.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { applyEvent, type LiveRun, liveRun } from '../live.ts';
import { newRun } from '../run.ts';
import { cost, state, trial } from '../testing/events.ts';
import { waveOf } from './wave.ts';

/** Children that differ by a block's place alone. */
const [nasnet, amoeba, darts] = [
  presetOf('nasnet-a').architecture,
  presetOf('amoebanet-a').architecture,
  presetOf('darts-v2').architecture,
] as const;
const swapped = (one: typeof nasnet) => ({ normal: one.reduction, reduction: one.normal });
const graphs = [nasnet, amoeba, darts, swapped(nasnet), swapped(amoeba), swapped(darts)];
const graph = (number: number) => graphs[(number - 1) % graphs.length]!;

const settings = { ...TINY_SETTINGS, trials: 7, wave: 3 } as const;
const fresh = (wave = 3): LiveRun =>
  liveRun(
    'a',
    newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings: { ...settings, wave } }),
  );

const starts = (number: number, architecture = graph(number)): RunEvent => ({
  type: 'trial-started',
  trial: number,
  architecture,
  cost,
});
const proposes = (first: number, last: number, waiting: readonly number[] = []): RunEvent => {
  const children = Array.from({ length: last - first + 1 }, (_, at) => ({
    trial: first + at,
    architecture: graph(first + at),
  }));
  const [proposed = null, ...wave] = children;
  const trials = waiting.map((number) => ({ ...trial(number), architecture: graph(number) }));
  const told = { ...(wave.length > 0 && { wave }), ...(trials.length > 0 && { waiting: trials }) };
  return { type: 'checkpoint', checkpoint: { learned: first - 1, strategy: {}, proposed, ...told } };
};
const steps = (number: number, step: number): RunEvent => ({
  type: 'progress',
  trial: number,
  progress: { type: 'batch', step, steps: 8, epoch: 1, loss: 1, accuracy: 0.1 * number, imagesPerSecond: 9 },
});
const ends = (number: number): RunEvent => ({
  type: 'trial-ended',
  trial: { ...trial(number), architecture: graph(number) },
});
const running: RunEvent = { type: 'phase', phase: 'running' };
const after = (events: readonly RunEvent[], run = fresh()): LiveRun => events.reduce(applyEvent, run);
const seen = (run: LiveRun) => waveOf(run)?.children.map(({ number, stands }) => `${number} ${stands}`);

const begun = [running, starts(1), proposes(1, 3), starts(2), steps(1, 4), steps(2, 3)];

test('each child in training has its own curve, the first of them is the one to end next, and the others come', () => {
  const run = after(begun);
  expect(run.training.map(({ number, step }) => [number, step])).toEqual([
    [1, 4],
    [2, 3],
  ]);
  expect(run.current).toBe(run.training[0]);
  expect(waveOf(run)).toMatchObject({ first: 1, last: 3 });
  expect(seen(run)).toEqual(['1 training', '2 training', '3 coming']);
});

test('one that ends before its turn waits with its result, and ends in its turn', () => {
  const early = after([starts(3), steps(3, 1), proposes(1, 3, [2])], after(begun));
  expect(seen(early)).toEqual(['1 training', '2 waiting', '3 training']);
  expect(waveOf(early)?.children[1]).toMatchObject({ trial: { accuracy: 0.5 }, child: { number: 2 } });
  // Of a child in training a checkpoint's copy is not what is drawn.
  expect(waveOf(early)?.children[1]?.architecture).toBe(early.training[1]?.architecture);
  const next = after([ends(1), ends(2)], early);
  expect(seen(next)).toEqual(['1 ended', '2 ended', '3 training']);
  expect(next.current?.number).toBe(3);
  expect(next.checkpoint?.waiting).toHaveLength(1);
});

test('between two waves the last one stays, and a cut-off one is as short as it is', () => {
  const over = after([...[1, 2, 3].flatMap((number) => [starts(number), ends(number)])], after(begun));
  expect(seen(over)).toEqual(['1 ended', '2 ended', '3 ended']);
  // The first child of a wave comes before the checkpoint that tells of the others.
  const first = after([starts(4)], over);
  expect(seen(first)).toEqual(seen(over));
  const next = after([proposes(4, 6)], first);
  expect(seen(next)).toEqual(['4 training', '5 coming', '6 coming']);
  const later = after([...[5, 6].map((n) => starts(n)), ends(4), ends(5), ends(6)], next);
  expect(seen(after([starts(7)], later))).toEqual(['4 ended', '5 ended', '6 ended']);
  // One child alone is no wave.
  expect(waveOf(after([starts(7), steps(7, 1), proposes(7, 7)], later))).toBeNull();
});

test('no wave comes back between finalists, nor in a search of which all trials have ended and that is made ready', () => {
  const six = { ...fresh(), settings: { ...settings, trials: 6 } };
  const all = after(
    [running, ...[1, 2, 3].map(ends), starts(4), proposes(4, 6), ends(4), ends(5), ends(6)],
    six,
  );
  const left = all.settings.finalists;
  expect([left > 0, waveOf(all)]).toEqual([true, null]);
  const finalist = { trial: 6, training: 1, status: 'trained', accuracy: 0.3, judgedOn: 'outside' } as const;
  const ended = { ...finalist, images: 50, seconds: 1, epochs: [] };
  const between = after(
    [
      { type: 'finalist-started', trial: 6, training: 1, cost },
      { type: 'finalist-ended', finalist: ended },
    ],
    all,
  );
  expect([between.current, waveOf(between)]).toEqual([null, null]);
  const none = { ...all, settings: { ...all.settings, finalists: 0 } };
  expect(seen(none)).toEqual(['4 ended', '5 ended', '6 ended']);
  expect(waveOf({ ...none, phase: 'preparing' })).toBeNull();
});

test('the same graph as an earlier one is not trained, and says whose result it takes over', () => {
  const run = after([starts(3, graph(2)), proposes(1, 3, [2])], after(begun));
  expect(waveOf(run)?.children[2]).toMatchObject({ stands: 'waiting', trial: { number: 2 } });
  const evolved = { ...run, settings: { ...settings, strategy: 'evolution', retrainKnown: true } } as const;
  expect(seen(evolved)).toEqual(['1 training', '2 waiting', '3 training']);
});

test('of more than eight the eighth after one takes its place', () => {
  const of20 = (events: readonly RunEvent[]): LiveRun => {
    const run = fresh(20);
    return after(events, { ...run, settings: { ...run.settings, trials: 20 } });
  };
  const run = of20([running, starts(1), proposes(1, 20), ...[2, 3, 4, 5, 6, 7, 8].map((n) => starts(n))]);
  expect(waveOf(run)?.children.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(waveOf(run)?.counts).toEqual({ training: 8, waiting: 0, coming: 12, ended: 0 });
  const later = after([ends(1), starts(9), ends(2)], run);
  expect(waveOf(later)?.children.map(({ number }) => number)).toEqual([9, 10, 3, 4, 5, 6, 7, 8]);
  expect(waveOf(later)?.counts).toMatchObject({ coming: 11, ended: 2 });
});

test('what a checkpoint copies of a child keeps its objects', () => {
  const copy = (event: RunEvent): RunEvent => structuredClone(event);
  const before = after([copy(proposes(1, 3, [2]))], after(begun));
  const later = after([copy(proposes(1, 3, [2]))], before);
  expect(waveOf(later)?.children[2]?.architecture).toBe(waveOf(before)?.children[2]?.architecture);
  expect(later.checkpoint?.waiting?.[0]?.architecture).toBe(before.checkpoint?.waiting?.[0]?.architecture);
  const other = copy(proposes(1, 3)) as Extract<RunEvent, { type: 'checkpoint' }>;
  const [second, third] = other.checkpoint.wave!;
  const wave = [second!, { ...third!, architecture: swapped(graph(3)) }];
  const changed = after([{ ...other, checkpoint: { ...other.checkpoint, wave } }], before);
  expect(waveOf(changed)?.children[2]?.architecture).toEqual(swapped(graph(3)));
});

test('there is none where children are trained one after the other or looked up, and none at rest', () => {
  const run = after(begun);
  expect(waveOf(after(begun, fresh(1)))).toBeNull();
  expect(waveOf({ ...run, settings: { ...run.settings, rewards: 'table' } })).toBeNull();
  const stopped = after([{ type: 'phase', phase: 'stopped' }], run);
  expect([waveOf(stopped), stopped.current, stopped.training]).toEqual([null, null, []]);
  expect(waveOf(fresh())).toBeNull();
});

test('after a reload what waits has its curve by its epochs, and the state of the next to end is gone on with', () => {
  const kept = after(
    [proposes(1, 3, [2]), { type: 'child-state', trial: 1, state: state(1) }],
    after([running]),
  );
  const run = after([starts(1), starts(2)], kept);
  expect(seen(run)).toEqual(['1 training', '2 waiting', '3 coming']);
  expect(run.training[0]?.heldOut).toHaveLength(1);
});

test('one that is begun anew begins anew', () => {
  const run = after([starts(2)], after(begun));
  expect(run.training.map(({ number, step }) => [number, step])).toEqual([
    [1, 4],
    [2, 0],
  ]);
});
