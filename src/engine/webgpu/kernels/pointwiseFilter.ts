import { expand } from './expand.ts';
import type { Family } from './family.ts';
import source from './pointwiseFilter.wgsl?raw';

/** Tiles, each of one invocation a chunk. */
export function pointwiseFilterTiles(ins: number, outs: number): number {
  return Math.ceil(ins / 2) * Math.ceil(outs / 2);
}

export const pointwiseFilter = {
  name: 'pointwiseFilter',
  source: expand(source, { P: 4 }),
  fields: ['x', 'xStride', 'norm', 'relu', 'ins', 'g', 'gStride', 'outs', 'partial', 'chunks', 'pixels'],
  writes: ['partial'],
} as const satisfies Family;
