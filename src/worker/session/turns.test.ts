import { expect, test } from 'vitest';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { createSession } from './session.ts';
import { Turns } from './turns.ts';

test('one piece of work after the other, in the order in which they were asked for, failures too', async () => {
  const turns = new Turns();
  const said: string[] = [];
  const work = (name: string, ticks: number) => async () => {
    said.push(`${name} begins`);
    for (let i = 0; i < ticks; i++) await Promise.resolve();
    said.push(`${name} ends`);
    if (name === 'b') throw new Error('b failed');
    return name;
  };
  const [a, b, c] = [turns.take(work('a', 9)), turns.take(work('b', 1)), turns.take(work('c', 0))];
  await expect(b).rejects.toThrow('b failed');
  expect([await a, await c]).toEqual(['a', 'c']);
  expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('settings are fitted once an inspection has given the device back', async () => {
  const said: string[] = [];
  const work = async (name: string): Promise<void> => {
    said.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    said.push(`${name} ends`);
  };
  const session = createSession(
    {
      inspector: {
        async open(_, { turns }) {
          await turns.take(() => work('inspection'));
          return { answer: () => Promise.reject(new Error('Nothing was asked.')), dispose() {} };
        },
      },
      async fit() {
        await work('fit');
        return null;
      },
      async open() {
        await work('opening');
        throw new Error('That is enough.');
      },
      dispose() {},
    },
    () => {},
  );
  const common = { run: 'a', settings: TINY_SETTINGS, dataUrl: 'http://localhost/' };
  const child = { architecture: presetOf('darts-v2').architecture, trial: 1, seededBy: 1 };
  session.handle({ ...common, type: 'inspect', inspection: 1, child });
  await Promise.resolve(); // what earlier inspections hold is waited for
  await Promise.resolve();
  expect(said).toEqual(['inspection begins']);
  session.handle({ ...common, type: 'start', mode: 'run', fit: { fittedTo: null, stand: [] } });
  await session.idle();
  const one = ['inspection', 'fit', 'opening'].flatMap((name) => [`${name} begins`, `${name} ends`]);
  expect(said).toEqual(one);
});
