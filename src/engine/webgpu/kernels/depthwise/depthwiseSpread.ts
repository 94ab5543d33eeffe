import type { WindowGeometry } from '../../../../network/windows.ts';
import { ChildError } from '../../../executor.ts';
import type { Grain } from '../../ir/grain.ts';
import type { Family } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import { numbered } from '../text/variants.ts';
import source from './depthwiseSpread.wgsl?raw';
import { divideStrips, type Strips } from './strips.ts';

const fields = [
  'g',
  'gStride',
  'groups',
  'y',
  'yStride',
  'weight',
  'images',
  'tall',
  'chunks',
  ...WINDOW_FIELDS,
] as const;

/** Pairs of input pixels of one invocation, side by side. */
const pairsEach = 2;

/** `tall` counts pairs of rows. */
export interface DepthwiseSpread extends Strips {
  readonly family: Family<(typeof fields)[number]>;
}

/** The input gradient for `images` maps of height x width inputs and so many groups of channels. */
export function depthwiseSpread(
  { kernel, strides, rate, before }: WindowGeometry,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
  grain: Grain,
): DepthwiseSpread {
  const [tall, wide] = kernel;
  if (rate !== 1 || wide % 2 === 0 || strides[0] !== 2 || strides[1] !== 2) {
    throw new ChildError(
      `no kernel for the gradient of a depthwise ${kernel.join(' x ')} of stride ${strides.join(' x ')}, rate ${rate}`,
    );
  }
  const parity = before[1] % 2;
  const taps = {
    ...{ HEIGHT: tall, WIDTH: wide, HALF: (wide - 1) / 2 },
    ...{ BEFORE: ceilDiv(tall, 2) - 1, SINGLE: tall === 1 ? 1 : 0, PARITY: parity },
  };
  const pairs = ceilDiv(height + (before[0] % 2), 2);
  const family: DepthwiseSpread['family'] = {
    name: `depthwiseSpread ${tall} x ${wide}, ${parity === 0 ? 'even' : 'odd'} padding`,
    source: expand(source, { ...taps, PAIRS: pairsEach }),
    fields,
    writes: ['y'],
  };
  const strips = divideStrips(images, pairs, ceilDiv(width, 2 * pairsEach), groups, grain);
  return { family: numbered(family, grain), ...strips };
}
