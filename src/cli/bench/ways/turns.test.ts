import { expect, test } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { ChildError } from '../../../engine/executor.ts';
import { USUAL_WAYS, WAY_LIST, WAYS } from '../../../engine/webgpu/ways.ts';
import { choiceIn, findWay } from './named.ts';
import { chances, waysLines } from './report.ts';
import { measureByTurns, type OpenedWay } from './turns.ts';

const [fine] = USUAL_WAYS;
const [merged, half, fused] = [findWay('merged'), findWay('half'), findWay('half, fused')];

/** A device that takes so long in each way, turn by turn, and holds so many at once. */
function deviceOf(
  times: Readonly<Record<string, readonly (number | Error)[]>>,
  most = Number.POSITIVE_INFINITY,
) {
  const [order, open]: [string[], Set<string>] = [[], new Set()];
  const enter = async ({ name }: { readonly name: string }): Promise<OpenedWay> => {
    if (open.size >= most) throw new ChildError('no memory');
    open.add(name);
    let turn = 0;
    return {
      ...{ dispatches: 9, bytes: 2 ** 20, firstMs: 1000 },
      async turn() {
        order.push(name);
        const answer = times[name]![turn++ % times[name]!.length]!;
        if (answer instanceof Error) throw answer;
        return answer;
      },
      dispose: () => void open.delete(name),
    };
  };
  return { enter, order, open };
}

test('turns go round; what is faster is so in every turn', async () => {
  // The first of the default's warms up and is not counted.
  const device = deviceOf({
    fine: [99, 4, 5, 6],
    merged: [3, 4, 3.5],
    half: [3, 3.9, 2],
    'half, fused': [9, 7, 8],
  });
  const rows = await measureByTurns([fine, merged, half, fused], 3, device.enter);
  const round = ['fine', 'merged', 'half', 'half, fused'];
  expect(device.order).toEqual(['fine', ...round, ...round, ...round]);
  expect(device.open.size).toBe(0);
  expect(rows.map(({ stepMs, ratio, against }) => [stepMs, ratio, against])).toEqual([
    [5, 1, null],
    [3.5, 0.7, null], // one of its turns took as long as one of the default's
    [3, 0.6, 'faster'],
    [8, 1.6, 'slower'],
  ]);
  expect(rows[2]).toMatchObject({
    way: 'half',
    precision: 16,
    default: false,
    turnsMs: [3, 3.9, 2],
    compileMs: 997,
  });
  const child = { child: 'nasnet-a', n: 1, f: 8, batch: 64 };
  const lines = waysLines({
    adapter: 'a card',
    software: false,
    turns: 3,
    rows: rows.map((row) => ({ ...child, ...row })),
  });
  expect(lines.join('\n')).toContain(
    'Faster than "fine", with their ratio to its time: "half" (0.60). Slower: "half, fused" (1.60). Within the spread of turns: "merged" (0.70).',
  );
  expect(lines.at(-1)).toMatch(
    /each of whose 3 turns took less .* by chance once in 20 times, and with many ways so much oftener for some of them\.$/,
  );
  expect(chances(5)).toBe('once in 252 times');
});

test('a way that a device refuses is a row that says so; beside fewer others it is tried again', async () => {
  const broken = new ChildError('the graphics device reports: too much');
  const device = deviceOf({ fine: [4], merged: [3], half: [2, broken], 'half, fused': [1] }, 3);
  const rows = await measureByTurns([fine, merged, half, fused], 2, device.enter);
  expect(device.open.size).toBe(0);
  expect(rows.map(({ way, stepMs, reason }) => [way, stepMs, reason])).toEqual([
    ['fine', 4, undefined],
    ['merged', 3, undefined],
    ['half', null, broken.message],
    ['half, fused', 1, undefined],
  ]);
  const child = { child: 'nasnet-a', n: 1, f: 8, batch: 64 };
  const lines = waysLines({
    adapter: 'a card',
    software: true,
    turns: 2,
    rows: rows.map((row) => ({ ...child, ...row })),
  });
  expect(lines).toContain(`half was refused: ${broken.message}`);
  expect(lines.at(-1)).toMatch('say nothing of graphics cards');

  const none = deviceOf({ fine: [4], half: [2] }, 0);
  const refused = await measureByTurns([fine, half], 2, none.enter);
  expect(refused.map(({ reason }) => reason)).toEqual(['no memory', 'no memory']);
  const lost = deviceOf({ fine: [4], half: [new Error('lost')] });
  await expect(measureByTurns([fine, half], 2, lost.enter)).rejects.toThrow('lost');
  expect(lost.open.size).toBe(0);
});

test('a way has a name; others are answered with those that there are', () => {
  expect(choiceIn({ way: 'half' })).toMatchObject({ engine: 'compiled', way: WAYS.half });
  expect(choiceIn({})).not.toHaveProperty('way');
  expect(() => findWay('quarter')).toThrow(InputError);
  for (const { name } of [...USUAL_WAYS, ...WAY_LIST]) {
    expect(() => choiceIn({ way: 'quarter' })).toThrow(`"${name}"`);
    expect(findWay(name).name).toBe(name);
  }
  for (const engine of ['wasm', 'reference'])
    expect(() => choiceIn({ way: 'half', engine })).toThrow('--way only goes with the compiled engine');
});
