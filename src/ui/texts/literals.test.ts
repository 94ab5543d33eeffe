import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { shownLiterals } from './testing/literals.ts';

const src = fileURLToPath(new URL('../../', import.meta.url));
const outside = ['ui', 'charts'].flatMap((folder) =>
  readdirSync(`${src}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\/testing\/|^ui\/texts\//.test(name)),
);

test('whatever the page says stands in its catalogue', () => {
  expect(outside.length).toBeGreaterThan(60);
  const found = outside.flatMap((name) =>
    shownLiterals(name, readFileSync(src + name, 'utf8')).map(({ line, text }) => `${name}:${line} ${text}`),
  );
  expect(found).toEqual([]);
});
