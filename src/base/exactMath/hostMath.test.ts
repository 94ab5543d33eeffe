import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hostMath } from './testing/hostMath.ts';

const src = fileURLToPath(new URL('../../', import.meta.url));
/** Where draws, trainings, searches and what is kept of them are computed. */
const FLOORS = `base space network data strategies settings search studies controller engine protocol run storage worker`;

const files = FLOORS.split(' ').flatMap((floor) =>
  readdirSync(`${src}${floor}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${floor}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.ts$/.test(name) && !/\.test\.|\/testing\//.test(name)),
);

test('no result takes a function that hosts round as they like', () => {
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((name) =>
    hostMath(name, readFileSync(src + name, 'utf8')).map((use) => `${name}:${use}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ['const a = Math.exp(x);', 'Math.exp'],
  ['const a = values.map(Math.tanh);', 'Math.tanh'],
  ["const a = Math['log'](x);", "Math['log']"],
  ['const { cos } = Math;', '{ cos } = Math'],
  ['const a = globalThis.Math.hypot(x, y);', 'globalThis.Math'],
  ['const a = 0.9 ** step;', '0.9 ** step'],
  ['const a = 2 ** step;', '2 ** step'],
  ['x **= 2;', 'x **= 2'],
])('%s is found', (source, use) => {
  expect(hostMath('a.ts', source).join()).toContain(use);
});

test.each(['const a = Math.sqrt(Math.PI);', 'const a = 2 ** -20 + 2 ** 32;', '// Math.exp differs.'])(
  '%s is none',
  (source) => expect(hostMath('a.ts', source)).toEqual([]),
);
