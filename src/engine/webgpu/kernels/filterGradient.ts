import type { Family } from './family.ts';
import source from './filterGradient.wgsl?raw';
import { WINDOW_FIELDS } from './window.ts';

export const filterGradient = {
  name: 'filterGradient',
  source,
  fields: [
    'x',
    'xStride',
    'norm',
    'relu',
    'ins',
    'g',
    'gStride',
    'outs',
    'partial',
    'chunks',
    'pixels',
    ...WINDOW_FIELDS,
  ],
  writes: ['partial'],
} as const satisfies Family;
