import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** Stylesheets and components name the same classes, and each component loads the styles of what it draws. */

const SRC = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['ui', 'charts', 'app'];

interface Source {
  /** Below src/, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

function sources(extension: string): Source[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(SRC, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(extension) && !name.includes('.test.'))
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
      .map((file) => ({ file, text: readFileSync(path.join(SRC, file), 'utf8') })),
  );
}

const sheets = sources('.css').map(({ file, text }) => ({
  file,
  text: text.replace(/\/\*[\s\S]*?\*\//g, ''),
}));
const components = sources('.tsx');

/** Class names in the selectors of a stylesheet. */
function classesOf(css: string): Set<string> {
  const selectors = css.replace(/\{[^{}]*\}/g, '{}');
  return new Set(Array.from(selectors.matchAll(/\.([a-z][\w-]*)/g), ([, name]) => name!));
}

/**
 * What a component gives as className, also by a constant of that name. A name with a part put in, `regret-${tone}`, is its
 * beginning with a `*`.
 */
function wornBy(tsx: string): Set<string> {
  const given = Array.from(
    tsx.matchAll(/className=(?:"([^"]*)"|\{((?:[^{}]|\$\{[^}]*\})*)\})|className = ([^;]*);/g),
  );
  const worn = new Set<string>();
  for (const [, plain, braced, constant] of given) {
    const texts =
      plain !== undefined
        ? [plain]
        : Array.from(
            (braced ?? constant ?? '').replace(/=== '[^']*'/g, '').matchAll(/'([^']*)'|`([^`]*)`/g),
            ([, a, b]) => a ?? b ?? '',
          );
    for (const text of texts) {
      for (const name of text.replace(/\$\{[^}]*\}/g, '*').split(' '))
        if (/^[a-z]/.test(name)) worn.add(name);
    }
  }
  return worn;
}

/** The roles of a drawing's marks, which charts/Marks.tsx makes classes of. */
const marks = readdirSync(path.join(SRC, 'drawings/cell'), { encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
  .flatMap((name) =>
    Array.from(readFileSync(path.join(SRC, 'drawings/cell', name), 'utf8').matchAll(/role: '([^']*)'/g)),
  )
  .map(([, role]) => `cell-${role}`);

const covers = (worn: string, name: string): boolean =>
  worn.endsWith('*') ? name.startsWith(worn.slice(0, -1)) : worn === name;

/** Stylesheets that every page has: the Search screen loads the shared parts before all others. */
const everywhere = new Set(importsOf('ui/Playground.tsx'));

function importsOf(file: string): string[] {
  const { text } = components.find((one) => one.file === file)!;
  return Array.from(text.matchAll(/^import '(\..*\.css)';/gm), ([, relative]) =>
    path.posix.join(path.posix.dirname(file), relative!),
  );
}

describe('stylesheets', () => {
  test('name no class that no component bears', () => {
    const worn = [...marks, ...components.flatMap(({ text }) => [...wornBy(text)])];
    const dead = sheets.flatMap(({ file, text }) =>
      [...classesOf(text)]
        .filter((name) => !worn.some((one) => covers(one, name)))
        .map((name) => `${file} .${name}`),
    );
    expect(dead).toEqual([]);
  });

  test('are loaded, each by a component', () => {
    const loaded = new Set(components.flatMap(({ file }) => importsOf(file)));
    expect(sheets.map(({ file }) => file).filter((file) => !loaded.has(file))).toEqual([]);
  });

  test('are in rem but for hairlines; those of drawings, which zoom enlarges, are in px', () => {
    const lengths = (css: string, unit: RegExp): string[] =>
      css.split('\n').filter((line) => unit.test(line.replace(/url\([^)]*\)/g, '')));
    const wrong = sheets.flatMap(({ file, text }) =>
      lengths(text, file.startsWith('charts/') ? /[\d.]rem\b/ : /(?<![\d.])(?!1px)\d*\.?\d+px/).map(
        (line) => `${file}: ${line.trim()}`,
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('components', () => {
  test('bear no class without a style, and load the stylesheet that has it', () => {
    const classes = new Map(sheets.map(({ file, text }) => [file, [...classesOf(text)]]));
    const bare = components.flatMap(({ file, text }) => {
      const loaded = [...everywhere, ...importsOf(file)].flatMap((sheet) => classes.get(sheet) ?? []);
      return [...wornBy(text)]
        .filter((worn) => !loaded.some((name) => covers(worn, name)))
        .map((worn) => `${file} ${worn}`);
    });
    expect(bare).toEqual([]);
  });
});

test('a class has its own rule in one place only: all stylesheets meet on one page', () => {
  const places = new Map<string, string[]>();
  for (const { file, text } of sheets)
    for (const [, name = ''] of text.matchAll(/^\.([a-z][\w-]*) \{/gm))
      places.set(name, [...new Set([...(places.get(name) ?? []), file])]);
  expect(places.size).toBeGreaterThan(100);
  expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
});
