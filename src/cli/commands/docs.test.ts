import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../bootstrap/folders.mjs';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** From the repository's root, folders with a / at their end. */
function placesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = `${folder}/${entry.name}`;
    return entry.isDirectory() ? [`${place}/`, ...placesBelow(place)] : [place];
  });
}

const places = ['src', 'e2e'].flatMap(placesBelow);
const known = new Set(['src/', 'e2e/', ...places]);
const floors = places.filter((place) => /^src\/[^/]+\/$/.test(place)).map((place) => place.slice(4));

const exceptions = new Set([
  // Made by "npm run benchmark".
  'src/studies/tabulated/log/',
  // Stand for any kernel's.
  'name.ts',
  'name.wgsl',
]);

const isSource = (words: string): boolean => /^[\w/-][\w./-]*\.(?:ts|tsx|mjs|wgsl)$/.test(words);

/** A path from the root or from src/, or, of a source file, the end of one that the sentence has begun. */
function isThere(words: string): boolean {
  const isWhole = words.startsWith('src/') || floors.some((floor) => words.startsWith(floor));
  const whole = words.startsWith('src/') || words.startsWith('e2e/') ? words : `src/${words}`;
  if (!words.includes('/') && existsSync(path.join(root, words))) return true;
  if (known.has(whole) || known.has(`${whole}/`)) return true;
  return !isWhole && places.some((place) => place.endsWith(`/${words}`));
}

test.each(documents)('%s names source files and folders that there are', (document) => {
  const text = readFileSync(path.join(root, document), 'utf8');
  const named = [...text.matchAll(/`([\w.@/-]+)`/g)].map(([, words = '']) => words);
  const wanted = named.filter(
    (words) => isSource(words) || words.startsWith('src/') || floors.some((floor) => words.startsWith(floor)),
  );
  expect(wanted.filter((words) => !exceptions.has(words) && !isThere(words))).toEqual([]);
});

test.each(['README.md', 'docs/ARCHITECTURE.md'])('the table of %s has every folder of src/', (document) => {
  const rows =
    readFileSync(path.join(root, document), 'utf8').match(/^\| `base\/?` [\s\S]*?\n\n/m)?.[0] ?? '';
  const heads = rows.split('\n').flatMap((row) => row.split('|')[1]?.match(/\w+/g) ?? []);
  expect(heads.sort()).toEqual(floors.map((floor) => floor.slice(0, -1)).sort());
});
