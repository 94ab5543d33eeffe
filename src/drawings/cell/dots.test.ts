import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outputStates } from '../../space/architecture.ts';
import { anyCell } from '../../space/testing/arbitraries.ts';
import type { Mark } from '../plot/marks.ts';
import { drawCell } from './cellMarks.ts';
import { segmentLabel } from './labels.ts';
import { arrangementOf } from './layout/arrangements.ts';
import { layoutCell } from './layout/layout.ts';

/** Half of a digit at size L is 3.9 px wide, at M 2.9. */
const HALF = { L: 3.9, M: 2.9 } as const;

const rects = (marks: readonly Mark[]): Extract<Mark, { kind: 'rect' }>[] =>
  marks.flatMap((mark) => (mark.kind === 'rect' ? [mark] : mark.kind === 'group' ? rects(mark.marks) : []));

test('the dot of a changed output covers no number of the output', () => {
  fc.assert(
    fc.property(anyCell({ blocks: 5 }), fc.constantFrom('L' as const, 'M' as const), (cell, size) => {
      fc.pre(outputStates(cell).length > 0);
      const layout = layoutCell(cell, arrangementOf(cell), size);
      const { marks } = drawCell(layout, { changed: [{ kind: 'output' }] });
      const changed = marks.filter((mark) => mark.kind === 'group' && mark.key === 'changed');
      const [dot, ...others] = rects(changed);
      expect(others).toEqual([]);
      const first = layout.output.segments[0]!;
      const label = segmentLabel(first, size)!;
      const right = (dot!.x ?? 0) + dot!.width;
      expect(right).toBeLessThanOrEqual(first.x + label.x - HALF[size]);
    }),
    { numRuns: 100 },
  );
});
