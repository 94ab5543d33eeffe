import { expect, test, vi } from 'vitest';
import { DataError } from '../../base/errors.ts';
import { createRandom } from '../../base/random.ts';
import type { Event } from '../../protocol/protocol.ts';
import type { Evaluation, Evaluator, TrainingProgress } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { createRandomSearch } from '../../strategies/random/random.ts';
import { createSession, type Laboratory } from './session.ts';

const settings: Settings = { ...TINY_SETTINGS, strategy: 'random', trials: 4, finalists: 0, epochs: 1 };

/** Trains nothing: `steps` ticks a child, then a seeded accuracy. */
function slowEvaluator(steps: number): Evaluator & { active: number } {
  const evaluator = {
    active: 0,
    cost: () => ({ trainable: 10, multiplyAdds: 100, steps }),
    async *evaluate(_: unknown, trial: number): AsyncGenerator<TrainingProgress, Evaluation, void> {
      evaluator.active++;
      try {
        for (let step = 1; step <= steps; step++) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          yield { type: 'batch', step, steps, epoch: 1, loss: 1, accuracy: 0.5, imagesPerSecond: 1 };
        }
        return { accuracy: createRandom(trial).uniform(), seconds: 1, epochs: [] };
      } finally {
        evaluator.active--;
      }
    },
  };
  return evaluator;
}

function setUp(steps = 3, open?: Laboratory['open'], fit?: Laboratory['fit']) {
  const events: Event[] = [];
  const evaluator = slowEvaluator(steps);
  const laboratory: Laboratory = {
    open:
      open ??
      (async ({ blocks, operations, seed }) => ({
        strategy: createRandomSearch({ blocks, operations }, seed),
        evaluator,
        dispose() {},
      })),
    ...(fit && { fit }),
    dispose() {},
  };
  const session = createSession(laboratory, (event) => events.push(event));
  const start = (run: string, mode: 'run' | 'step' = 'run', change: Partial<Settings> = {}): void =>
    session.handle({
      type: 'start',
      run,
      settings: { ...settings, ...change },
      dataUrl: 'http://localhost/',
      mode,
    });
  const phases = (run: string): string[] =>
    events.flatMap((event) => (event.run === run && event.type === 'phase' ? [event.phase] : []));
  const ended = (run: string): number =>
    events.filter((event) => event.run === run && event.type === 'trial-ended').length;
  const until = async (check: () => boolean): Promise<void> => {
    while (!check()) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { session, events, evaluator, start, phases, ended, until };
}

test('a run goes from preparing to finished and reports every trial', async () => {
  const { session, start, phases, ended } = setUp();
  start('a');
  await session.idle();
  expect(phases('a')).toEqual(['preparing', 'running', 'finished']);
  expect(ended('a')).toBe(4);
});

test('the best children are trained again before it is finished, and one that was stopped there goes on', async () => {
  const { session, events, start, phases, ended } = setUp();
  start('a', 'run', { finalists: 1 });
  await session.idle();
  expect(phases('a')).toEqual(['preparing', 'running', 'finished']);
  expect(ended('a')).toBe(4);
  const finalists = events.flatMap((event) => (event.type === 'finalist-ended' ? [event.finalist] : []));
  expect(finalists.map(({ training }) => training)).toEqual([1, 2, 3]);
  const trials = events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));
  const checkpoint = events
    .flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
    .at(-1);
  session.handle({
    type: 'start',
    run: 'b',
    settings: { ...settings, finalists: 1 },
    dataUrl: 'http://localhost/',
    mode: 'run',
    from: { trials, checkpoint, finalists: finalists.slice(0, 2) },
  });
  await session.idle();
  const again = events.flatMap((event) =>
    event.run === 'b' && event.type === 'finalist-ended' ? [event.finalist] : [],
  );
  expect(again).toEqual(finalists.slice(2));
});

test('pause holds between two batches, resume goes on, stop ends within a batch and frees the child', async () => {
  const { session, events, evaluator, start, phases, until } = setUp(1000);
  start('a');
  await until(() => events.some((event) => event.type === 'progress'));
  session.handle({ type: 'pause', run: 'a' });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const held = events.length;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(events).toHaveLength(held);
  session.handle({ type: 'resume', run: 'a' });
  await until(() => events.length > held + 1);
  session.handle({ type: 'stop', run: 'a' });
  await session.idle();
  expect(phases('a')).toEqual(['preparing', 'running', 'paused', 'running', 'stopped']);
  expect(evaluator.active).toBe(0);
});

test('a step runs until one more trial has ended, then pauses; the last one ends the run', async () => {
  const { session, start, phases, ended, until } = setUp();
  start('a', 'step', { trials: 2 });
  await until(() => phases('a').includes('paused'));
  expect(ended('a')).toBe(1);
  session.handle({ type: 'step', run: 'a' });
  await session.idle();
  expect(phases('a')).toEqual(['preparing', 'running', 'paused', 'running', 'finished']);
  expect(ended('a')).toBe(2);
});

test('starting another run stops the one before, and only then begins', async () => {
  const { session, events, start, phases, until } = setUp(1000);
  start('a');
  await until(() => events.some((event) => event.type === 'progress'));
  start('b', 'run', { trials: 1 });
  session.handle({ type: 'pause', run: 'a' });
  await until(() => events.some((event) => event.run === 'b' && event.type === 'progress'));
  expect(phases('a').at(-1)).toBe('stopped');
  session.handle({ type: 'stop', run: 'b' });
  await session.idle();
  expect(phases('b')).toEqual(['preparing', 'running', 'stopped']);
});

test('the same settings give the same events', async () => {
  const { session, events, start } = setUp();
  const told = (run: string) =>
    events.flatMap((event) => (event.run === run && event.type === 'trial-ended' ? [event.trial] : []));
  start('a');
  await session.idle();
  start('b');
  await session.idle();
  expect(told('b')).toEqual(told('a'));
});

test('missing data fail the run with a sentence and a way on', async () => {
  const { session, events, start, phases } = setUp(1, async () => {
    throw new DataError('train-07.bin is missing.');
  });
  start('a');
  await session.idle();
  expect(phases('a')).toEqual(['preparing', 'failed']);
  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'problem',
      problem: { kind: 'no-images', dataset: 'cifar10', why: 'train-07.bin is missing.' },
    }),
  );
});

test('stop while data are awaited aborts the wait', async () => {
  const open = vi.fn<Laboratory['open']>(
    (_, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  const { session, start, phases } = setUp(1, open);
  start('a');
  await vi.waitFor(() => expect(open).toHaveBeenCalled());
  session.handle({ type: 'stop', run: 'a' });
  await session.idle();
  expect(phases('a')).toEqual(['preparing', 'stopped']);
});

test('a pause while data are awaited holds; a resume goes back to preparing', async () => {
  let opened: (() => void) | null = null;
  const evaluator = slowEvaluator(1);
  const { session, start, phases } = setUp(1, async ({ blocks, operations, seed }) => {
    await new Promise<void>((resolve) => {
      opened = resolve;
    });
    return { strategy: createRandomSearch({ blocks, operations }, seed), evaluator, dispose() {} };
  });
  start('a');
  await vi.waitFor(() => expect(opened).not.toBeNull());
  for (const type of ['pause', 'resume']) session.handle({ type, run: 'a' });
  opened!();
  await session.idle();
  expect(phases('a')).toEqual(['preparing', 'paused', 'preparing', 'running', 'finished']);
});

test('a run that cannot be cleaned up does not keep the next one from starting', async () => {
  const evaluator = slowEvaluator(1);
  const complaint = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { session, start, phases } = setUp(1, async ({ blocks, operations, seed }) => ({
    strategy: createRandomSearch({ blocks, operations }, seed),
    evaluator,
    dispose() {
      throw new Error('the device is gone');
    },
  }));
  start('a');
  await session.idle();
  start('b');
  await session.idle();
  expect(phases('a').at(-1)).toBe('finished');
  expect(phases('b').at(-1)).toBe('finished');
  expect(complaint).toHaveBeenCalledTimes(2);
  complaint.mockRestore();
});

test('a damaged message about the run under way is an exception: the run must not read as failed', async () => {
  const { session, start, phases } = setUp();
  start('a');
  expect(() => session.handle({ type: 'dance', run: 'a' })).toThrow(/unknown command "dance"/);
  await session.idle();
  expect(phases('a')).toEqual(['preparing', 'running', 'finished']);
});

test('commands are checked field by field', () => {
  const { session, events } = setUp();
  expect(() => session.handle('start')).toThrow(/must be an object/);
  expect(() => session.handle({ type: 'dance', run: '' })).toThrow(/id of its run/);
  session.handle({ type: 'dance', run: 'a' });
  session.handle({
    type: 'start',
    run: 'a',
    settings: { ...settings, batch: 0 },
    dataUrl: 'x/',
    mode: 'run',
  });
  const problems = events.flatMap((event) => (event.type === 'problem' ? [event.problem.why] : []));
  session.handle({
    type: 'start',
    run: 'b',
    settings,
    dataUrl: 'x/',
    mode: 'run',
    from: { trials: [], checkpoint: { learned: 1, strategy: { strategy: 'random' }, proposed: null } },
  });
  problems.push(
    ...events.flatMap((event) => (event.run === 'b' && event.type === 'problem' ? [event.problem.why] : [])),
  );
  expect(problems[2]).toMatch(/checkpoint\.learned is 1 \(it must be at most 0/);
  expect(problems[0]).toMatch(/unknown command "dance"/);
  expect(problems[1]).toMatch(/batch must be a whole number/);
});

test('a run that is to be fitted is opened with what was chosen, and told before', async () => {
  const chosen = { ...settings, trials: 2 };
  const opened: Settings[] = [];
  const asked: unknown[] = [];
  const { session, events, evaluator } = setUp(
    1,
    async (own) => {
      opened.push(own);
      const { blocks, operations, seed } = own;
      return { strategy: createRandomSearch({ blocks, operations }, seed), evaluator, dispose() {} };
    },
    async (given, request) => {
      asked.push([given.trials, request]);
      return request.fittedTo === null ? { settings: chosen, pace: null, failure: 'No.' } : null;
    },
  );
  const fit = { fittedTo: null, stand: ['seed'] };
  const begin = (run: string, to: object) =>
    session.handle({ type: 'start', run, settings, dataUrl: 'http://localhost/', mode: 'run', fit: to });
  begin('a', fit);
  await session.idle();
  expect(opened).toEqual([chosen]);
  expect(events.filter(({ type }) => type === 'trial-ended')).toHaveLength(2);
  expect(events.find(({ type }) => type === 'fitted')).toEqual({
    ...{ type: 'fitted', run: 'a', settings: chosen, pace: null, failure: 'No.' },
  });
  begin('b', { ...fit, fittedTo: { engine: 'wasm', backend: 'wasm', adapter: 'processor' } });
  await session.idle();
  expect(opened[1]).toEqual(settings);
  expect(asked).toHaveLength(2);
  begin('c', { fittedTo: null, stand: ['colour'] });
  await session.idle();
  expect(events.find(({ run, type }) => run === 'c' && type === 'problem')).toMatchObject({
    problem: { kind: 'command' },
  });
});

test('a measurement that is stopped by its id ends, and answers nothing', async () => {
  const events: Event[] = [];
  let ended = false;
  const laboratory = {
    open: () => Promise.reject(new Error('nothing is opened')),
    measure: (_: unknown, __: unknown, { signal }: { readonly signal: AbortSignal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          ended = true;
          reject(signal.reason);
        });
      }),
    dispose() {},
  } as Laboratory;
  const session = createSession(laboratory, (event) => events.push(event));
  const { architecture } = presetOf('nasnet-a');
  session.handle({ type: 'measure', run: 'm', settings, architecture });
  session.handle({ type: 'stop', run: 'another' });
  expect(ended).toBe(false);
  session.handle({ type: 'stop', run: 'm' });
  expect(ended).toBe(true);
  await session.dispose();
  expect(events).toEqual([]);
});
