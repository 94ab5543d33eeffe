import { expect, test } from 'vitest';
import type { Environment, RunEvent } from '../protocol/protocol.ts';
import type { Trial } from '../search/trial.ts';
import { TINY_SETTINGS } from '../settings/testing/tiny.ts';
import { changeBy, wholeOf } from './change.ts';
import { recorded } from './journal.ts';
import { applyEvent, liveRun } from './live.ts';
import { lacksShared, needsPaused, resumeOf, startOf } from './resuming/resume.ts';
import { headOf, isComplete, newRun, type Run } from './run.ts';
import { architecture, cost, ends, proposes, state, trial } from './testing/events.ts';

const settings = TINY_SETTINGS;
const fresh = newRun({ name: 'A run', created: '2026-01-31T12:00:00.000Z', settings });
const folded = (events: readonly RunEvent[], run: Run = fresh): Run => events.reduce(recorded, run);
const environment: Environment = { engine: 'compiled', backend: 'cpu', adapter: 'None', warning: 'Slow.' };
const { warning: _, ...trainedOn } = environment;
/** As it is kept: the search itself does not know what trained it. */
const ended = { ...trial(1), environment: trainedOn };
const floats = (value: number) => new Float32Array([value]);

const events: readonly RunEvent[] = [
  { type: 'phase', phase: 'preparing' },
  { type: 'environment', environment },
  {
    type: 'data',
    data: { dataset: 'synthetic', stage: 'ready', doneBytes: 0, totalBytes: 0, detail: '' },
  },
  { type: 'phase', phase: 'running' },
  ...proposes(1),
  { type: 'progress', trial: 1, progress: { type: 'compiled', dispatches: 3, bytes: 9 } },
  { type: 'child-state', trial: 1, state: state(1) },
  ...ends(1),
  ...proposes(2),
  { type: 'child-state', trial: 2, state: state(2) },
];

test('a run is what its events say, and the page keeps the very same', () => {
  const run = folded(events);
  expect(run).toEqual({
    ...fresh,
    phase: 'running',
    trainedOn: { engine: 'compiled', backend: 'cpu', adapter: 'None' },
    trials: [ended],
    updates: [{ afterTrial: 1, baseline: 0.5, entropy: 1 }],
    checkpoint: { learned: 1, strategy: { strategy: 'reinforce' }, proposed: { trial: 2, architecture } },
    child: { trial: 2, state: state(2) },
  });
  const live = events.reduce(applyEvent, liveRun('a', fresh));
  expect(live).toMatchObject({ ...run });
  expect(live.current).toMatchObject({ number: 2, step: 0 });
  expect(live).toMatchObject({ environment, program: { dispatches: 3, bytes: 9 }, data: { stage: 'ready' } });
});

test('a child that waits for its turn keeps what trained it, wherever the run goes on', () => {
  const wave = { trial: 3, architecture };
  const checkpoint = { learned: 1, strategy: {}, proposed: { trial: 2, architecture }, wave: [wave] };
  const left = { '#3 stem': floats(3) };
  const early = { ...checkpoint, waiting: [trial(3)] };
  const told = { type: 'checkpoint', checkpoint: early, left, paused: { 3: state(1) } } as const;
  const run = folded([told], folded(events));
  expect(run.checkpoint?.waiting).toEqual([{ ...trial(3), environment: trainedOn }]);
  expect(changeBy(told, 'a', run)).toEqual({
    head: headOf('a', run),
    checkpoint: run.checkpoint,
    shared: left,
    paused: { added: { 3: state(1) }, kept: [3] },
  });
  const elsewhere = { ...trainedOn, adapter: 'Another' };
  const waited = run.checkpoint?.waiting?.[0] as Trial;
  const later = folded([...ends(2), { type: 'trial-ended', trial: waited, left: { stem: floats(4) } }], {
    ...run,
    trainedOn: elsewhere,
  });
  expect(later.trials.map((one) => one.environment?.adapter)).toEqual(['None', 'Another', 'None']);
  expect(later.shared).toEqual({ stem: floats(4) });
});

test('what is not kept leaves the very run', () => {
  const run = folded(events);
  for (const event of events)
    if (['data', 'trial-started', 'progress', 'problem'].includes(event.type))
      expect(recorded(run, event)).toBe(run);
});

test('each trial keeps what trained it, and a reused one what trained its source', () => {
  const elsewhere: Environment = { engine: 'reference', version: 2, backend: 'webgl', adapter: 'Other' };
  const reused: RunEvent = { type: 'trial-ended', trial: { ...trial(3), status: 'reused', reusedFrom: 1 } };
  const run = folded([...events, { type: 'environment', environment: elsewhere }, ...ends(2), reused]);
  expect(run.trials.map(({ environment }) => environment)).toEqual([trainedOn, elsewhere, trainedOn]);
  expect(headOf('a', run)).toMatchObject({ environment: elsewhere, environments: [trainedOn, elsewhere] });
});

test('a complete run that is opened elsewhere stays the very same', () => {
  const run = { ...folded(events), settings: { ...settings, trials: 1, finalists: 0 } };
  const elsewhere: Environment = { engine: 'reference', backend: 'webgl', adapter: 'Other' };
  expect(recorded(run, { type: 'environment', environment: elsewhere })).toBe(run);
});

test('finalists stand in a list of their own, with what trained them, and make the run complete', () => {
  const run = { ...folded([...events.slice(0, 8)]), settings: { ...settings, trials: 1, finalists: 1 } };
  const finalist = (training: number): RunEvent => ({
    type: 'finalist-ended',
    finalist: {
      trial: 1,
      training,
      status: 'trained',
      accuracy: 0.4,
      judgedOn: 'validation',
      images: 9,
      seconds: 1,
      epochs: [],
    },
  });
  const done = folded([...ends(1), finalist(1), finalist(2)], run);
  expect(done.trials).toHaveLength(1);
  expect(done.finalists).toMatchObject([
    { trial: 1, training: 1, environment: trainedOn },
    { trial: 1, training: 2 },
  ]);
  expect(isComplete(done)).toBe(false);
  expect(resumeOf(done)).toMatchObject({ finalists: done.finalists });
  expect(isComplete(folded([finalist(3)], done))).toBe(true);
  expect(headOf('a', done).final).toBeUndefined();
  expect(headOf('a', folded([finalist(3)], done))).toMatchObject({ best: 0.5, final: 0.4 });
  expect(changeBy(finalist(2), 'a', done)).toEqual({
    head: headOf('a', done),
    finalists: { first: 1, added: done.finalists.slice(1) },
  });
  const started: RunEvent = { type: 'finalist-started', trial: 1, training: 3, cost };
  const live = applyEvent(liveRun('a', done), started);
  expect(live.current).toMatchObject({ number: 1, again: 3, architecture });
  const told: RunEvent = {
    type: 'finalist-progress',
    trial: 1,
    training: 3,
    progress: { type: 'shown', step: 20, classes: [3] },
  };
  expect(applyEvent(live, told).current).toMatchObject({ shown: [3] });
  expect(applyEvent(live, { ...told, training: 2 } as RunEvent)).toBe(live);
});

test('a resumed run that learns again replaces what it had learned', () => {
  const again = folded([...events, ...ends(2), { ...ends(2)[1]!, afterTrial: 2 } as RunEvent]);
  expect(again.updates.map(({ afterTrial }) => afterTrial)).toEqual([1, 2]);
});

test('an ended trial ends its child, adds what it left, and a paused child stays while it may be trained on', () => {
  const options = { halving: true, reductionFactor: 2, minimumEpochs: 1, epochs: 2, weightSharing: true };
  const run = { ...fresh, settings: { ...settings, ...options } };
  const pauses = (number: number, left: Record<string, Float32Array<ArrayBuffer>>): RunEvent => ({
    type: 'trial-ended',
    trial: { ...trial(number), budget: 1 },
    left,
    paused: state(number),
  });
  const after = folded(
    [pauses(1, { stem: floats(1) }), pauses(2, { stem: floats(2), head: floats(3) })],
    run,
  );
  expect(after).toMatchObject({ child: null, shared: { stem: floats(2), head: floats(3) } });
  expect(after.paused).toEqual({ 1: state(1), 2: state(2) });
  const promoted = { ...trial(3), budget: 2, promotedFrom: 1 };
  expect(Object.keys(recorded(after, { type: 'trial-ended', trial: promoted }).paused)).toEqual(['2']);
});

test('what is written of an event is what it changed; all of it together is the run', () => {
  const run = folded(events);
  const head = headOf('a', run);
  expect(head).toMatchObject({ id: 'a', done: 1, best: 0.5, ended: false });
  const [end, updated] = ends(1);
  expect(changeBy(end!, 'a', run)).toEqual({ head, trials: [ended], child: null });
  expect(changeBy(updated!, 'a', run)).toEqual({ updates: run.updates });
  expect(changeBy({ type: 'phase', phase: 'running' }, 'a', run)).toEqual({ head });
  expect(changeBy({ type: 'child-state', trial: 2, state: state(2) }, 'a', run)).toEqual({
    child: run.child,
  });
  expect(changeBy({ type: 'trial-started', trial: 2, architecture, cost }, 'a', run)).toBeNull();
  const { trials, updates, checkpoint, child, shared } = run;
  const paused = { added: {}, kept: [] };
  const finalists = { first: 0, added: [] };
  const beside = { made: [], fixed: null, child, shared, paused, weights: { added: {}, kept: [] } };
  expect(wholeOf('a', run)).toEqual({ head, trials, updates, finalists, checkpoint, ...beside });
});

test('of several in training the state of the next to end is kept, whoever of them speaks last', () => {
  const run = folded(events);
  expect(folded([...events, { type: 'child-state', trial: 5, state: state(5) }])).toEqual(run);
});

test('a run goes on from its parts, and begins where it has none', () => {
  const run = folded(events);
  expect(resumeOf(fresh)).toBeUndefined();
  const { trials, checkpoint, child } = run;
  expect(resumeOf(run)).toEqual({ trials, checkpoint, child });
  const shares = { ...run, settings: { ...settings, weightSharing: true, halving: true } };
  expect(resumeOf(shares)).toEqual({ trials, checkpoint, child, shared: {}, paused: {} });
  const terms = { dataUrl: 'http://localhost/', mode: 'step', archive: null } as const;
  expect(startOf('a', fresh, terms)).toEqual({
    type: 'start',
    run: 'a',
    settings,
    dataUrl: 'http://localhost/',
    mode: 'step',
  });
  expect(startOf('a', run, terms)).toMatchObject({ from: { trials } });
  // From the first child on it would train over those that there are.
  expect(() => startOf('a', { ...run, checkpoint: null }, terms)).toThrow(
    /cannot be resumed: it has trials and no checkpoint/,
  );
});

test('what a file cannot hold is missed only by a run that needs it', () => {
  const shares = { ...folded(events), settings: { ...settings, weightSharing: true } };
  expect(lacksShared(shares)).toBe(true);
  expect(lacksShared({ ...shares, shared: { stem: floats(1) } })).toBe(false);
  expect(lacksShared({ ...shares, settings: { ...shares.settings, trials: 1 } })).toBe(false);
  expect(lacksShared({ ...shares, settings })).toBe(false);
  const halves = { ...settings, halving: true, reductionFactor: 2, minimumEpochs: 1, epochs: 2 };
  const trials = [{ ...trial(1), budget: 1 }];
  expect(needsPaused({ settings: halves, trials })).toBe(true);
  expect(needsPaused({ settings, trials })).toBe(false);
  expect(needsPaused({ settings: { ...halves, trials: 1 }, trials })).toBe(false);
});
