import { expect, test } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { arrangementOf } from '../../../drawings/cell/layout/arrangements.ts';
import { layoutCell } from '../../../drawings/cell/layout/layout.ts';
import { PAPER_OPERATION_IDS } from '../../../space/operations/index.ts';
import { presetOf } from '../../../space/presets.ts';
import { sampleArchitecture } from '../../../space/sample.ts';
import { freeHeights, heightsIn } from './cellHeights.ts';

const { architecture } = presetOf('nasnet-a');
const random = createRandom(9);
const some = Array.from({ length: 12 }, () =>
  sampleArchitecture({ operations: PAPER_OPERATION_IDS, blocks: 5 }, random),
);

test('the heights that are given are those that drawings of these sizes take', () => {
  for (const size of ['S', 'P'] as const)
    for (const drawn of some) {
      const { height } = layoutCell(drawn.normal, arrangementOf(drawn.normal), size, 10);
      expect(height).toBeLessThanOrEqual(freeHeights(drawn, size).normal);
      expect(height).toBeGreaterThan(freeHeights(drawn, size).normal - 20);
    }
});

test('two cells fill their room, both at S where that fits', () => {
  for (const drawn of [architecture, ...some])
    for (const room of [250, 326, 500]) {
      const { normal, reduction } = heightsIn(room, drawn);
      expect(normal + reduction).toBe(room);
      // Three rows at T.
      expect(Math.min(normal, reduction)).toBeGreaterThan(88);
      const free = freeHeights(drawn, 'S');
      const isBoth = free.normal + free.reduction <= room;
      const atS = [normal >= free.normal, reduction >= free.reduction].filter(Boolean).length;
      expect(atS).toBe(isBoth ? 2 : room >= 326 ? 1 : atS);
    }
});
