import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { presetOf } from '../../../space/presets.ts';
import { Costs } from './Costs.tsx';
import type { Figures, Measured } from './measured.ts';

const { architecture } = presetOf('darts-v2');
const { settings } = PRESET_SETTINGS.demo;
const figures = (child: number, accuracy: number | null): Figures => ({ child, accuracy, step: null });
const NOTHING: Measured = { was: null, is: null, compare: false };

/** Rows as a person reads them, a cell each. */
function read(measured: Measured, more: { child?: number; filters?: number; atRest?: Measured } = {}) {
  const { child = null, filters = settings.filters, atRest = measured } = more;
  const trained = { ...settings, filters };
  const markup = renderToStaticMarkup(
    <Costs
      {...{ child, before: architecture, now: architecture, isPointed: false, settings, trained }}
      {...{ measured, atRest }}
    />,
  );
  const rows = [...markup.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, '')),
  );
  return { rows, markup, heldOut: rows.find(([name]) => name?.startsWith('Held')) };
}

test('what was trained stands under Now, with its change where both were trained alike', () => {
  const [was, is] = [figures(5, 0.489), figures(-1, 0.404)];
  const both = read({ was, is, compare: true }, { child: 5 });
  expect(both.rows[0]?.slice(1)).toEqual(['Child 5', 'Now', 'Change']);
  expect(both.heldOut?.slice(1)).toEqual(['48.9', '40.4', '−8.5']);
  expect(both.markup).toContain('title="Child h1"');
  expect(read({ was, is, compare: false }).heldOut?.slice(1)).toEqual(['48.9', '40.4', '']);
  expect(read({ was, is: was, compare: true }).heldOut?.slice(1)).toEqual(['48.9', '48.9', '0.0']);
  expect(read({ was, is: null, compare: false }).heldOut?.slice(1)).toEqual(['48.9', '–', '']);
  const alone = read({ was: null, is, compare: false });
  expect(alone.heldOut?.slice(1)).toEqual(['–', '40.4', '']);
  expect(alone.rows[0]?.[1]).toBe('Before');
});

test('a row of what nobody trained is left out, but not while a choice is pointed at', () => {
  expect(read(NOTHING).heldOut).toBeUndefined();
  const atRest = { ...NOTHING, is: figures(-1, 0.4) };
  expect(read(NOTHING, { atRest }).heldOut?.slice(1)).toEqual(['–', '–', '']);
});

test('that it would be trained by other settings than those of the counts is said', () => {
  expect(read(NOTHING).markup).not.toContain('Trained from here');
  expect(read(NOTHING, { filters: 9 }).markup).toContain('Trained from here by other settings: N 1, F 9,');
});
