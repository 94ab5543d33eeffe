import type { WindowGeometry } from '../../../../network/windows.ts';
import { ChildError } from '../../../executor.ts';
import { type Grain, partsOf } from '../../ir/grain.ts';
import type { Family } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';
import { WINDOW_FIELDS } from '../../ir/windowWords.ts';
import { expand } from '../text/expand.ts';
import { folding, numbered } from '../text/variants.ts';
import source from './depthwise.wgsl?raw';
import { divideStrips, type Strips } from './strips.ts';

const fields = [
  'x',
  'xStride',
  'norm',
  'relu',
  'groups',
  'y',
  'yStride',
  'weight',
  'images',
  'flip',
  'tall',
  'chunks',
  ...WINDOW_FIELDS,
] as const;

type Taps = Pick<WindowGeometry, 'kernel' | 'strides' | 'rate'>;

/** Output pixels of one invocation side by side: wider ones save loads and cost registers. */
function pixelsEach({ kernel, strides }: Taps, grain: Grain): number {
  if (kernel[1] > 5 || strides[1] > 1) return 2;
  return kernel[1] <= 3 && partsOf(grain) > 1 ? 8 : 4;
}

/** How `images` maps of height x width outputs and so many groups of channels are divided. */
export function depthwiseStrips(
  taps: Taps,
  images: number,
  [height, width]: readonly [number, number],
  groups: number,
  grain: Grain,
): Strips {
  const wide = ceilDiv(width, pixelsEach(taps, grain)) * taps.rate;
  return divideStrips(images, ceilDiv(height, taps.rate), wide, groups, grain);
}

/** The taps are unrolled, so each size, stride and rate is a pipeline of its own. `folded`: it joins the moments of what it reads. */
export function depthwise(taps: Taps, grain: Grain, folded = false): Family<(typeof fields)[number]> {
  const { kernel, strides, rate } = taps;
  const [height, width] = kernel;
  const [strideY, stride] = strides;
  if (strideY !== stride || (stride > 1 && rate > 1)) {
    throw new ChildError(`no depthwise kernel of stride ${strideY} x ${stride}, rate ${rate}`);
  }
  const rows = Math.min(stride, height);
  const turns = Math.max(2, ceilDiv(height, rows));
  const constants = { HEIGHT: height, WIDTH: width, STRIDE: stride, RATE: rate, ROWS: rows, TURNS: turns };
  const family: Family<(typeof fields)[number]> = {
    name: `depthwise ${height} x ${width}, stride ${stride}, rate ${rate}`,
    source: expand(source, {
      PIXELS: pixelsEach(taps, grain),
      ...constants,
      LAST_ROWS: height - rows * (turns - 1),
      FOLDED: folded ? 1 : 0,
    }),
    fields,
    writes: ['y'],
    bothWays: true,
  };
  return numbered(folded ? folding(family) : family, grain);
}
