import { expect, test } from 'vitest';
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
