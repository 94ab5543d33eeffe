import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cos } from './cos.ts';
import { exp } from './exp.ts';
import { log } from './log.ts';
import { pow } from './pow.ts';
import { tanh } from './tanh.ts';

const functions: Readonly<Record<string, (...x: [number, number]) => number>> = { exp, log, cos, tanh, pow };
/**
 * By function, lines of the arguments' bits, those of the float nearest to the value (worked out with 1,200 bits by
 * mpmath 1.3.0), and by how many floats ours lies above it. Edge cases come first.
 */
const values: Record<string, string[]> = JSON.parse(
  readFileSync(new URL('testing/values.json', import.meta.url), 'utf8'),
);

const view = new DataView(new ArrayBuffer(8));

function floatOf(bits: string): number {
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

/** Neighbouring floats of one sign have neighbouring bits. */
function above(x: number, floats: number): number {
  view.setFloat64(0, x);
  view.setBigUint64(0, view.getBigUint64(0) + BigInt(x < 0 ? -floats : floats));
  return view.getFloat64(0);
}

test.each(Object.entries(functions))('%s has its recorded bits', (name, own) => {
  const rows = values[name]!.map((line) => line.split(' '));
  expect(rows.length).toBeGreaterThan(190);
  const wrong = rows.filter((row) => {
    const [x, y] = row.slice(0, -2).map(floatOf) as [number, number];
    return !Object.is(own(x, y), above(floatOf(row.at(-2)!), Number(row.at(-1))));
  });
  expect(wrong).toEqual([]);
});

test('a cosine whose quarter of a turn would be lost is refused', () => {
  expect(() => cos(1e6)).toThrow(/cosine of 1000000: it is known up to 823549/);
  expect(() => cos(Number.NEGATIVE_INFINITY)).toThrow(RangeError);
});
