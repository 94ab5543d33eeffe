import { expand } from './expand.ts';
import type { Family } from './family.ts';
import source from './pool.wgsl?raw';
import { WINDOW_FIELDS } from './window.ts';

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'groups',
  'y',
  'yStride',
  'codes',
  'images',
  ...WINDOW_FIELDS,
] as const;

/** Output pixels of one invocation. */
export const POOL_PIXELS = 4;

export function pool(mode: 'max' | 'average', size: number, stride: number): Family<(typeof fields)[number]> {
  return {
    name: `${mode} pool ${size} wide, stride ${stride}`,
    source: expand(source, { P: POOL_PIXELS, K: size, S: stride, M: mode === 'max' ? 1 : 0 }),
    fields,
    writes: ['y', 'codes'],
  };
}
