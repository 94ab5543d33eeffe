import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { COLOUR_NAMES, colourOf, FACES, type Theme } from './tokens.ts';

const source = path.join(import.meta.dirname, '..');
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => path.basename(file) === 'tokens.css',
);
const css = sheets.map((file) => readFileSync(path.join(source, file), 'utf8')).join('');

/** Custom properties of a theme: light-dark() says both at once; else dark ones stand in blocks that ask for dark. */
function tokensOf(css: string, theme: Theme): Map<string, string> {
  const tokens = new Map<string, string>();
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  for (const [, selector = '', body = ''] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const isDark = /data-theme="dark"|:not\(\[data-theme="light"\]\)/.test(selector);
    if (isDark && theme === 'light') continue;
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
      const both = /^light-dark\(\s*([^,]+?)\s*,\s*([^,]+?)\s*\)$/.exec(value.trim());
      const chosen = both ? both[theme === 'light' ? 1 : 2]! : value.trim();
      if (!tokens.has(name) || isDark) tokens.set(name, chosen);
    }
  }
  return tokens;
}

test.each(['light', 'dark'] as const)('every colour of the %s table is the style sheet’s', (theme) => {
  expect(sheets).toHaveLength(1);
  const tokens = tokensOf(css, theme);
  const colours = [...tokens].filter(([, value]) => value.startsWith('#'));
  expect(Object.fromEntries(colours)).toEqual(
    Object.fromEntries(COLOUR_NAMES.map((name) => [name, colourOf(name, theme)])),
  );
  expect(tokens.get('sans')).toBe(FACES.sans);
  expect(tokens.get('serif')).toBe(FACES.math);
});

test('a style sheet says dark in a block or beside light, and both are read', () => {
  const blocks = `:root { --ink: #111111; --node: #222222; }
    @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --ink: #eeeeee; } }
    :root[data-theme="dark"] { --ink: #eeeeee; }`;
  const together = ':root { --ink: light-dark(#111111, #eeeeee); --node: #222222; }';
  for (const css of [blocks, together]) {
    expect([...tokensOf(css, 'light').values()]).toEqual(['#111111', '#222222']);
    expect([...tokensOf(css, 'dark').values()]).toEqual(['#eeeeee', '#222222']);
  }
});
