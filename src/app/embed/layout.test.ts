import { expect, test } from 'vitest';
import { cellPicture } from '../../drawings/cell/picture.ts';
import { CELL_PRESETS, presetOf } from '../../space/presets.ts';
import { choiceOf, fitFrame } from './layout.ts';

const { architecture } = presetOf('nasnet-a');
const fitted = (cells: 'normal' | 'both', width: number, height: number) =>
  fitFrame(architecture, { cells, theme: 'light' }, { width, height });

test('cells stand whole in a frame, as large as it allows', () => {
  for (const width of [200, 320, 420, 640, 900, 1400]) {
    for (const height of [140, 300, 600]) {
      const { pictures, isStacked } = fitted('both', width, height);
      const widths = pictures.map((one) => one.width);
      const all = isStacked ? Math.max(...widths) : widths.reduce((a, b) => a + b);
      expect(all, `${width} x ${height}`).toBeLessThanOrEqual(width);
    }
  }
  const [large, small] = [fitted('normal', 900, 600), fitted('normal', 420, 300)];
  expect(large.pictures[0]!.width).toBeGreaterThan(small.pictures[0]!.width);
});

test('names stay in the frame that is offered, and the drawing fills its width', () => {
  for (const preset of CELL_PRESETS) {
    for (const [cells, width, height] of [
      ['normal', 420, 300 - 28],
      ['reduction', 420, 300 - 28],
      ['both', 840, 320 - 28],
    ] as const) {
      const room = { width, height };
      const { pictures } = fitFrame(preset.architecture, { cells, theme: 'light' }, room);
      const named = cellPicture(preset.architecture, { cells: 'normal', theme: 'light', size: 'P' });
      const name = `${preset.id} ${cells}`;
      // The smallest size without names is drawn with far fewer paths.
      expect(pictures[0]!.svg.length, name).toBeGreaterThan(1.3 * named.svg.length);
      for (const one of pictures) expect(one.height, name).toBeLessThanOrEqual(height);
    }
  }
  expect(fitted('normal', 420, 272).pictures[0]!.width).toBe(420);
});

test('two cells stand side by side in a wide frame and stacked in a narrow one', () => {
  expect(fitted('both', 1400, 500).isStacked).toBe(false);
  expect(fitted('both', 220, 600).isStacked).toBe(true);
});

test('an unknown choice is both', () => {
  expect(['normal', 'reduction', 'both', 'all', '', null, undefined].map(choiceOf)).toEqual([
    ...['normal', 'reduction', 'both', 'both', 'both', 'both', 'both'],
  ]);
});
