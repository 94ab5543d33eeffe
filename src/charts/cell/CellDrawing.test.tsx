import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { presetOf } from '../../space/presets.ts';
import { CellDrawing } from './CellDrawing.tsx';
import { CellThumbnail } from './CellThumbnail.tsx';

const { normal, reduction } = presetOf('nasnet-a').architecture;
const BOX = { width: 410, height: 292 };
const named = { label: 'Normal cell', texts: { nodes: (name: string) => `${name}, nodes` } };
const count = (markup: string, part: string): number => markup.split(part).length - 1;

describe('a drawing', () => {
  const markup = renderToStaticMarkup(<CellDrawing {...named} cell={normal} kind="normal" box={BOX} />);

  test('is one image with a name, and its tab stops lie beside it', () => {
    expect(count(markup, 'role="img"')).toBe(1);
    expect(markup).toContain('aria-label="Normal cell"');
    expect(markup).toContain('aria-label="Normal cell, nodes"');
    expect(count(markup, '<button')).toBe(18);
    expect(markup.indexOf('<button')).toBeGreaterThan(markup.indexOf('</svg>'));
    expect(count(markup.slice(0, markup.indexOf('</svg>')), 'tabindex')).toBe(0);
  });

  test('keeps its box whatever it draws', () => {
    expect(markup).toMatch(/^<div class="cell-drawing" style="width:410px;height:292px">/);
  });

  test('lights what is active from outside, without a tooltip', () => {
    const lit = renderToStaticMarkup(
      <CellDrawing
        {...named}
        cell={normal}
        kind="normal"
        box={BOX}
        active={{ kind: 'tile', block: 1, slot: 0 }}
        describe={() => ['figures']}
      />,
    );
    expect(count(lit, 'stroke="var(--blue)"')).toBeGreaterThan(2);
    expect(lit).not.toContain('tooltip');
  });

  test('shows a probability for each operation and the stride of a large reduction cell', () => {
    const large = renderToStaticMarkup(
      <CellDrawing
        {...named}
        cell={reduction}
        kind="reduction"
        size="L"
        probabilities={reduction.blocks.map(() => [0.25, 1] as const)}
      />,
    );
    expect(count(large, 'opacity="0.8"')).toBe(10);
    expect(count(large, '/2</text>')).toBe(7);
  });
});

test('a thumbnail is hidden from the accessibility tree and has no tab stops', () => {
  const markup = renderToStaticMarkup(<CellThumbnail cell={normal} box={{ width: 96, height: 68 }} />);
  expect(markup).toContain('data-size="X"');
  expect(count(markup, 'aria-hidden="true"')).toBe(2);
  expect(markup).not.toContain('<button');
  expect(markup).not.toContain('role="img"');
});
