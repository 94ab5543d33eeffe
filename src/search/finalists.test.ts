import { expect, test } from 'vitest';
import { DeviceError } from '../base/errors.ts';
import { createRandom } from '../base/random.ts';
import { PRESET_SETTINGS, type Settings } from '../settings/settings.ts';
import { canonicalKey } from '../space/canonical.ts';
import { sampleArchitecture } from '../space/sample.ts';
import {
  countFinalists,
  type Finalist,
  type FinalistEvent,
  finalistsOf,
  finalistTrainings,
  finalOf,
  isFormerFinal,
  nextFinalist,
  runFinalists,
  winnerOf,
} from './finalists.ts';
import type { Evaluator, Trial } from './trial.ts';

const settings: Settings = { ...PRESET_SETTINGS.demo.settings, trials: 6, epochs: 2, finalists: 3 };
const random = createRandom(1);
const graphs = Array.from({ length: 6 }, () => sampleArchitecture(settings, random));

/** Accuracies of six trials; the fourth is the second one's graph again, the fifth failed. */
const accuracies = [0.3, 0.5, 0.4, 0.5, null, 0.45];
const trials: readonly Trial[] = accuracies.map((accuracy, index) => ({
  number: index + 1,
  architecture: index === 3 ? graphs[1]! : graphs[index]!,
  status: accuracy === null ? 'failed' : index === 3 ? 'reused' : 'trained',
  ...(index === 3 ? { reusedFrom: 2 } : {}),
  accuracy,
  reward: accuracy ?? 0,
  trainable: 1,
  multiplyAdds: 100 * (index + 1),
  seconds: 1,
  epochs: [],
}));

/** Fresh figures by trial and training; null fails. */
type Figures = Readonly<Record<number, readonly (number | null)[]>>;

function evaluatorOf(figures: Figures) {
  const asked: string[] = [];
  const evaluator: Evaluator = {
    cost: () => ({ trainable: 1, multiplyAdds: 1, steps: 1 }),
    async *evaluate(_, trial, { again } = {}) {
      if (again === undefined) throw new Error('a finalist is trained again');
      asked.push(`${trial}.${again.training}${again.isFinal ? ' final' : ''}`);
      const batch = { step: 1, steps: 1, epoch: 1, loss: 1, accuracy: 0.1, imagesPerSecond: 1 };
      yield { type: 'batch', ...batch };
      const accuracy = figures[trial]?.[again.training - 1] ?? null;
      const on = again.isFinal ? 'outside' : 'validation';
      return {
        accuracy,
        ...(accuracy === null ? { reason: 'It burnt.' } : { judged: { on, images: 50 } as const }),
        seconds: 2,
        epochs: [],
      };
    },
  };
  return { evaluator, asked };
}

async function run(figures: Figures, finalists: readonly Finalist[] = [], change: Partial<Settings> = {}) {
  const { evaluator, asked } = evaluatorOf(figures);
  const events: FinalistEvent[] = [];
  const given = { settings: { ...settings, ...change }, evaluator, trials, finalists };
  for await (const event of runFinalists(given)) events.push(event);
  const ended = events.flatMap((event) => (event.type === 'finalist-ended' ? [event.finalist] : []));
  return { events, asked, all: [...finalists, ...ended] };
}

test('finalists are the best graphs, each once, best first, and none before the last trial', () => {
  expect(finalistsOf(settings, trials).map(({ number }) => number)).toEqual([2, 6, 3]);
  expect(
    new Set(finalistsOf(settings, trials).map(({ architecture }) => canonicalKey(architecture))).size,
  ).toBe(3);
  expect(finalistsOf(settings, trials.slice(0, 5))).toEqual([]);
  expect(finalistsOf({ ...settings, finalists: 0 }, trials)).toEqual([]);
  expect(finalistsOf({ ...settings, finalists: 5 }, trials)).toHaveLength(4);
  // Children that paused were not trained as finalists are.
  const paused = trials.map((one) => (one.number === 2 ? { ...one, budget: 1 } : one));
  expect(finalistsOf(settings, paused).map(({ number }) => number)).toEqual([6, 3, 1]);
});

test('two fresh seeds of each choose the winner, and one more is its figure, on other images', async () => {
  const { asked, all, events } = await run({ 2: [0.4, 0.42], 6: [0.46, 0.44, 0.43], 3: [0.47, 0.41] });
  expect(asked).toEqual(['2.1', '6.1', '3.1', '2.2', '6.2', '3.2', '6.3 final']);
  expect(winnerOf(settings, trials, all)?.number).toBe(6);
  expect(finalOf(settings, all)).toMatchObject({
    trial: 6,
    accuracy: 0.43,
    judgedOn: 'outside',
    images: 50,
    status: 'trained',
  });
  expect(asked).toHaveLength(finalistTrainings(settings));
  expect(nextFinalist(settings, trials, all)).toBeNull();
  expect(events.filter(({ type }) => type === 'finalist-progress')).toHaveLength(7);
});

test('it goes on wherever it was interrupted, to the very same list', async () => {
  const figures = { 2: [0.4, 0.42], 6: [0.46, 0.44, 0.43], 3: [0.47, 0.41] };
  const { all } = await run(figures);
  for (let done = 0; done <= all.length; done++)
    expect((await run(figures, all.slice(0, done))).all).toEqual(all);
});

test('several at once are told of as one at a time is, whichever is done first', async () => {
  const figures = { 2: [0.4, 0.42], 6: [0.46, 0.44, 0.43], 3: [0.47, 0.41] };
  const { all } = await run(figures);
  for (const parallel of [2, 3, 16]) {
    let atWork = 0;
    let most = 0;
    const { evaluator } = evaluatorOf(figures);
    const slow: Evaluator = {
      ...evaluator,
      async *evaluate(architecture, trial, start) {
        most = Math.max(most, ++atWork);
        // The better a finalist is, the longer it takes.
        for (let turn = 0; turn < [0, 0, 9, 1, 0, 0, 5][trial]!; turn++)
          yield { type: 'evaluating', epoch: 1, done: turn, total: 9 };
        atWork--;
        return yield* evaluator.evaluate(architecture, trial, start);
      },
    };
    const events: FinalistEvent[] = [];
    for await (const event of runFinalists({ settings, evaluator: slow, trials, finalists: [], parallel }))
      events.push(event);
    expect(events.flatMap((event) => (event.type === 'finalist-ended' ? [event.finalist] : []))).toEqual(all);
    expect(most).toBe(Math.min(parallel, 6));
    const started = events.map((event) =>
      event.type === 'finalist-ended' ? `end ${event.finalist.trial}` : `${event.type} ${event.trial}`,
    );
    // What is told of one stands between its beginning and its end.
    expect(started.filter((told, at) => told !== started[at - 1]).join()).toMatch(
      /^(finalist-started (\d),(finalist-progress \2,)?end \2,?)+$/,
    );
  }
});

test('one that fails has a reason, and its child no mean that could win; where each has failed nobody wins', async () => {
  const some = await run({ 2: [null, 0.6, 0.5], 6: [0.46, 0.44], 3: [null, null] });
  expect(some.all[0]).toMatchObject({ status: 'failed', accuracy: null, reason: 'It burnt.' });
  expect(winnerOf(settings, trials, some.all)?.number).toBe(6);
  expect(some.asked.at(-1)).toBe('6.3 final');
  for (const figures of [{}, { 2: [null, 0.6], 6: [0.4, null], 3: [null, 0.5] }]) {
    const none = await run(figures);
    expect(none.all).toHaveLength(6);
    expect(winnerOf(settings, trials, none.all)).toBeNull();
    expect(finalOf(settings, none.all)).toBeNull();
  }
});

test('a run whose winner was chosen by what did not fail keeps it, with its figure', async () => {
  const { all } = await run({ 2: [null, 0.6], 6: [0.46, 0.44, 0.43], 3: [0.4, 0.4] });
  const fresh = all.slice(0, -1);
  const former: Finalist = { ...all.at(-1)!, trial: 2 };
  expect(isFormerFinal(settings, trials, fresh, former)).toBe(true);
  expect(winnerOf(settings, trials, [...fresh, former])?.number).toBe(2);
  expect(nextFinalist(settings, trials, [...fresh, former])).toBeNull();
  // Neither another finalist, nor a training before the last, nor a second last one.
  expect(isFormerFinal(settings, trials, fresh, { ...former, trial: 3 })).toBe(false);
  expect(isFormerFinal(settings, trials, fresh, { ...former, training: 2 })).toBe(false);
  expect(isFormerFinal(settings, trials, all, former)).toBe(false);
  expect(isFormerFinal(settings, trials, fresh.slice(1), former)).toBe(false);
});

test('where cost counts, it counts for finalists', async () => {
  const costly = { reward: 'cost', costTarget: 300, costExponent: -1 } as const;
  const figures = { 2: [0.4, 0.4, 0.4], 6: [0.44, 0.44, 0.44], 3: [0.41, 0.41, 0.41] };
  // 0.4 x 300 / 200 is more than 0.44 x 300 / 600.
  const { all } = await run(figures, [], costly);
  expect(winnerOf({ ...settings, ...costly }, trials, all)?.number).toBe(2);
});

test('a table with one more training chooses nothing by it', async () => {
  const figures = { 2: [0.4, 0.41], 6: [0.46], 3: [0.47] };
  const { asked, all } = await run(figures, [], { rewards: 'table' });
  expect(asked).toEqual(['2.1', '6.1', '3.1', '2.2 final']);
  expect(countFinalists(all)).toBe(3);
  expect(countFinalists([])).toBe(0);
  expect(finalOf({ rewards: 'table' }, all)).toMatchObject({ trial: 2, accuracy: 0.41 });
});

test('a device that is lost ends it, and a consumer that goes lets go of the child', async () => {
  let released = false;
  const evaluator: Evaluator = {
    cost: () => ({ trainable: 1, multiplyAdds: 1, steps: 1 }),
    async *evaluate(_, trial) {
      try {
        yield { type: 'evaluating', epoch: 1, done: 1, total: 2 };
        if (trial === 2) throw new DeviceError('gone');
        return { accuracy: 0.5, seconds: 1, epochs: [] };
      } finally {
        released = true;
      }
    },
  };
  const lost = runFinalists({ settings, evaluator, trials, finalists: [] });
  await expect(
    lost
      .next()
      .then(() => lost.next())
      .then(() => lost.next()),
  ).rejects.toThrow('gone');
  released = false;
  for await (const event of runFinalists({ settings, evaluator, trials, finalists: [] }))
    if (event.type === 'finalist-progress') break;
  expect(released).toBe(true);
});
