import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { settingOf } from '../../../settings/settings.ts';
import { glossaryTexts } from '../../texts/classroom/glossary/glossary.ts';
import type { PlaceSetting, TermId } from '../../texts/classroom/glossary/ids.ts';
import { MARKED_WORDS, type MarkedTermId } from '../../texts/classroom/glossary/marked.ts';
import { TERMS } from '../../texts/classroom/glossary/terms.ts';
import { walked } from './GlossaryView.tsx';
import { partsOf } from './Marked.tsx';
import { ENTRIES, findTerms } from './search.ts';

const all = Object.entries(TERMS) as readonly (readonly [TermId, (typeof TERMS)[TermId]])[];

describe('terms', () => {
  test('are 40 to 60, each explained in one or two sentences', () => {
    expect(all.length).toBeGreaterThanOrEqual(40);
    expect(all.length).toBeLessThanOrEqual(60);
    for (const [id, { term, text }] of all) {
      const sentences = text.match(/[.](?= \p{Lu}|$)/gu) ?? [];
      expect(sentences.length, `${id}: ${text}`).toBeGreaterThanOrEqual(1);
      expect(sentences.length, `${id}: ${text}`).toBeLessThanOrEqual(2);
      expect(text.length, id).toBeLessThanOrEqual(240);
      expect(text, id).not.toContain('!');
      expect(term, id).toMatch(/^\p{Lu}/u);
    }
  });

  test('lead to others and not to themselves, and every one is led to', () => {
    for (const [id, { related }] of all) {
      expect(related.length, id).toBeGreaterThan(0);
      expect(new Set(related).size, id).toBe(related.length);
      expect(related, id).not.toContain(id);
    }
    const reached = new Set(all.flatMap(([, { related }]) => related));
    // A share code belongs to no other idea.
    expect(all.map(([id]) => id).filter((id) => !reached.has(id))).toEqual(['share-code']);
  });

  test('have spellings of their own', () => {
    const names = all.map(([, { term }]) => term.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const [id, { term, also }] of all) expect(also, id).not.toContain(term);
  });

  test('are shown where they say: settings are in their table, and there whatever else is set', () => {
    for (const [id, { place }] of all) {
      expect(glossaryTexts.where(place), id).toMatch(/^On the page: ./);
      if (!place.startsWith('setting:')) continue;
      const entry = settingOf(place.slice('setting:'.length) as PlaceSetting);
      expect(entry.onlyWith, place).toBeUndefined();
      expect(entry.group, place).not.toBe('strategy');
    }
  });
});

/** Why no view has the word. Whoever writes it into one marks it there and takes it out of here. */
const NOWHERE: readonly TermId[] = [
  'batch-norm', // the inspector's figures count it in, and a tooltip says so
  'share-code', // it is the end of a link
];

test('every term opens from some view, but for those whose word none has', () => {
  const src = fileURLToPath(new URL('../..', import.meta.url));
  const views = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter(
      (name) =>
        /\.tsx?$/.test(name) &&
        !/\.test\.|\/testing\/|^(texts\/classroom\/(glossary|teacher)|classroom\/teacher)/.test(name),
    )
    .map((name) => readFileSync(src + name, 'utf8'))
    .filter((text) => /glossary\/(Term|Marked)\.tsx|type Mark\b|\bterm="/.test(text))
    .join('\n');
  const opens = (id: TermId): boolean =>
    [`'${id}'`, `"${id}"`].some((quoted) => views.includes(quoted)) ||
    (id.endsWith('-cell') && views.includes('kind}-cell`}'));
  const missing = all.map(([id]) => id).filter((id) => !opens(id));
  expect(missing.sort()).toEqual([...NOWHERE].sort());
});

describe('what is typed', () => {
  const first = (typed: string) => findTerms(typed)[0]?.id;

  test('nothing finds all, by the alphabet', () => {
    expect(findTerms('  ')).toHaveLength(all.length);
    const names = ENTRIES.map(({ term }) => term);
    expect(names).toEqual([...names].sort(new Intl.Collator('en', { ignorePunctuation: true }).compare));
  });

  test.each([
    ['Entropy', 'entropy'],
    ['entr', 'entropy'],
    ['held out', 'held-out-accuracy'],
    ['heldout', 'held-out-accuracy'],
    ['HELD-OUT', 'held-out-accuracy'],
    ['accuracy', 'held-out-accuracy'],
    ['validation acc', 'held-out-accuracy'],
    ['sepconv', 'separable-convolution'],
    ['depthwise', 'separable-convolution'],
    ['atrous', 'dilated-convolution'],
    ['multiply adds', 'multiply-add'],
    ['multadds', 'multiply-add'],
    ['FLOPs', 'multiply-add'],
    ['batchnorm', 'batch-norm'],
    ['Bätch nörm', 'batch-norm'],
    ['holms', 'holm'],
    ['Holm’s', 'holm'],
    ['asha', 'successive-halving'],
    ['N', 'cells-a-stage'],
    ['F', 'filters'],
    ['p-value', 'wilcoxon'],
    ['cannot be told', 'cannot-be-told-apart'],
    ['can’t be told', 'cannot-be-told-apart'],
    ['scheduled-drop-path', 'scheduled-drop-path'],
    ['rate convolution', undefined],
    ['search local', 'local-search'],
  ])('“%s” finds %s', (typed, id) => {
    expect(first(typed)).toBe(id);
  });

  test('every term is found first by its name and by its id, and by each other spelling', () => {
    for (const { id, term, also } of ENTRIES) {
      expect(first(term), term).toBe(id);
      expect(first(id), id).toBe(id);
      for (const one of also)
        if (/\p{L}/u.test(one))
          expect(
            findTerms(one).map((found) => found.id),
            one,
          ).toContain(id);
    }
  });

  test('what is no word finds nothing', () => {
    expect(findTerms('qqq')).toEqual([]);
    expect(findTerms('?!')).toEqual([]);
  });
});

describe('a sentence with terms', () => {
  test('is cut where they come first, in its own spelling, and loses nothing', () => {
    const text = 'An entropy bonus; PPO and Entropy again';
    const parts = partsOf(text, ['ppo', 'entropy']);
    expect(parts).toEqual([
      ['An ', null],
      ['entropy', 'entropy'],
      [' bonus; ', null],
      ['PPO', 'ppo'],
      [' and Entropy again', null],
    ]);
    expect(parts.map(([part]) => part).join('')).toBe(text);
  });

  test('without any is itself', () => {
    expect(partsOf('Two cells.', ['ppo'])).toEqual([['Two cells.', null]]);
    expect(partsOf('', ['ppo'])).toEqual([]);
  });

  test('words to be marked are spellings of their terms', () => {
    for (const id of Object.keys(MARKED_WORDS) as MarkedTermId[]) expect(TERMS[id], id).toBeDefined();
  });
});

test('arrows walk from the field down the list and back', () => {
  expect(walked('ArrowDown', -1, 3)).toBe(0);
  expect(walked('ArrowDown', 2, 3)).toBe(2);
  expect(walked('ArrowUp', 0, 3)).toBe(-1);
  expect(walked('ArrowUp', -1, 3)).toBeNull();
  expect(walked('Home', 2, 3)).toBe(0);
  expect(walked('Home', -1, 3)).toBeNull();
  expect(walked('End', 0, 3)).toBe(2);
  expect(walked('a', 0, 3)).toBeNull();
  expect(walked('ArrowDown', -1, 0)).toBeNull();
});
