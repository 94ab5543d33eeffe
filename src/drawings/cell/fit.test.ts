import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { fitCell, thumbnailSizes } from './fit.ts';
import { arrangementOf } from './layout/arrangements.ts';

/** Of a row of the leaderboard. */
const ROOMS = { normal: { width: 96, height: 68 }, reduction: { width: 78, height: 68 } } as const;

test.each([
  [1, 'T'],
  [2, 'T'],
  [3, 'X'],
])(
  'a list of cells of %i blocks draws all of them at size %s, the largest that holds them',
  (blocks, size) => {
    const random = createRandom(3);
    for (let pair = 0; pair < 60; pair++) {
      const architecture = sampleArchitecture({ blocks, operations: PAPER_OPERATION_IDS }, random);
      for (const kind of ['normal', 'reduction'] as const) {
        const cell = architecture[kind];
        const drawn = fitCell(cell, arrangementOf(cell), ROOMS[kind], thumbnailSizes(ROOMS[kind], blocks));
        expect(drawn.size).toBe(size);
        expect(drawn.width).toBeLessThanOrEqual(ROOMS[kind].width);
        expect(drawn.height).toBeLessThanOrEqual(ROOMS[kind].height);
      }
    }
  },
);
