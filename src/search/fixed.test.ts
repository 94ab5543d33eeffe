import { expect, test } from 'vitest';
import { presetOf } from '../space/presets.ts';
import {
  COMPARED,
  type ComparedNetwork,
  FIXED_SEED,
  type FixedEvent,
  type FixedTraining,
  nextFixed,
  trainFixed,
} from './fixed.ts';
import type { Evaluator } from './trial.ts';

const networks = COMPARED.map(
  (id, at): ComparedNetwork => ({
    ...{
      id,
      architecture: presetOf('darts-v2').architecture,
      filters: 2 + at,
      trainable: 10,
      multiplyAdds: 100,
    },
  }),
);
const environment = { engine: 'compiled', backend: 'wasm', adapter: 'here' };

/** Tells what it was asked for; networks of 3 filters fail. */
function fake() {
  const asked: string[] = [];
  const evaluatorAt = (filters: number): Evaluator => ({
    cost: () => ({ trainable: 10, multiplyAdds: 100, steps: 2 }),
    async *evaluate(_, seededBy, { again, until, shared } = {}) {
      asked.push(`${filters}: ${seededBy}+${again?.training}${again?.isFinal ? ' final' : ''}`);
      expect([until, shared]).toEqual([undefined, undefined]);
      yield { type: 'batch', step: 1, steps: 2, epoch: 1, loss: 1, accuracy: 0, imagesPerSecond: 1 };
      if (filters === 3) return { accuracy: Number.NaN, seconds: 1, epochs: [] };
      return { accuracy: 0.5, seconds: 1, epochs: [], judged: { on: 'outside', images: 8 }, right: 'qg==' };
    },
  });
  return { asked, evaluatorAt };
}

async function ended(events: AsyncGenerator<FixedEvent>): Promise<FixedTraining[]> {
  const results: FixedTraining[] = [];
  for await (const event of events) if (event.type === 'fixed-ended') results.push(event.result);
  return results;
}

test('networks are trained in turn from one seed after the other, which all share and no trial has', async () => {
  const { asked, evaluatorAt } = fake();
  const results = await ended(
    trainFixed({ comparison: { networks, seeds: 2, done: 0 }, evaluatorAt, environment }),
  );
  expect(FIXED_SEED).toBe(0);
  expect(asked).toEqual([1, 2].flatMap((seed) => [2, 3, 4].map((filters) => `${filters}: 0+${seed} final`)));
  expect(results.map(({ network, training }) => [network, training])).toEqual([
    ...[1, 2].flatMap((seed) => COMPARED.map((id) => [id, seed])),
  ]);
  expect(results[0]).toEqual({
    ...{ network: 'winner', training: 1, status: 'trained', accuracy: 0.5 },
    ...{ judgedOn: 'outside', images: 8, right: 'qg==', seconds: 1, environment },
  });
  expect(results[1]).toMatchObject({ status: 'failed', accuracy: null, reason: 'It gave no accuracy.' });
});

test('what has ended is not trained again', async () => {
  const { asked, evaluatorAt } = fake();
  await ended(trainFixed({ comparison: { networks, seeds: 2, done: 4 }, evaluatorAt, environment }));
  expect(asked).toEqual(['3: 0+2 final', '4: 0+2 final']);
  expect(nextFixed({ networks, seeds: 2 }, 6)).toBeNull();
  expect(nextFixed({ networks, seeds: 3 }, 6)).toMatchObject({ network: { id: 'winner' }, training: 3 });
});
