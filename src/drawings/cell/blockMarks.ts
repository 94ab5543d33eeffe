import type { OperationId } from '../../space/operations/index.ts';
import type { GroupMark, Mark, RectMark, TextMark } from '../plot/marks.ts';
import type { Colour } from '../tokens.ts';
import {
  combinerLabels,
  glyphCentre,
  inputLabel,
  type Label,
  PROBABILITY_TRACK,
  type StateLabel,
  segmentLabel,
  tileLabels,
} from './labels.ts';
import type { CellLayout, CombinerBox, InputBox, SegmentBox, TileBox } from './layout/geometry.ts';
import { glyphMark, operationFill } from './operationMarks.ts';
import { isThumbnail, type SizeName } from './sizes.ts';

/** What stands in a cell: inputs, operations, combiners, the segments of the output bar; each with its origin at its box. */

export const cornerOf = (size: SizeName): number =>
  isThumbnail(size) ? 0 : size === 'P' || size === 'S' ? 2 : size === 'L' ? 4 : 3;

/** Of bars, which are lower than tiles. */
const barCorner = (size: SizeName): number => Math.min(3, cornerOf(size));

const group = (key: string, at: readonly [number, number], marks: readonly Mark[]): GroupMark => ({
  kind: 'group',
  key,
  at,
  marks,
});

/** `isMuted`: the same in the cell beside, so that its outline and its glyph remain, and a bar's ground. */
export function inputMark(input: InputBox, layout: CellLayout, isMuted: boolean): GroupMark {
  const { state, x, y, width, height } = input;
  const label = inputLabel(state, layout);
  const box: RectMark = {
    kind: 'rect',
    key: 'box',
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    corner: isThumbnail(layout.size) ? 0 : 3,
    fill: isMuted ? 'none' : 'input',
    stroke: isMuted ? 'rule2' : 'inputLine',
  };
  return group(String(state), [x, y], [box, ...(label ? [stateMark(label, inkOf(isMuted))] : [])]);
}

export interface TileLook {
  /** Of stride 2. */
  readonly isStrided: boolean;
  readonly probability: number | undefined;
  readonly isMuted: boolean;
}

const inkOf = (isMuted: boolean): Colour => (isMuted ? 'ink3' : 'nodeInk');

export function tileMark(tile: TileBox, size: SizeName, look: TileLook): GroupMark {
  const { isStrided, probability, isMuted } = look;
  const { width, height, operation, input } = tile;
  const isUnfinished = operation === null || input === null;
  const ink = inkOf(isMuted);
  const corner = isThumbnail(size) ? 0 : size === 'L' ? 4 : 3;
  const outline: RectMark = {
    kind: 'rect',
    key: 'outline',
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    corner: Math.max(0, corner - 0.5),
    fill: 'none',
    stroke: isUnfinished ? 'edge' : isMuted ? 'rule2' : 'opLine',
    ...(isUnfinished ? { dashed: true } : {}),
  };
  const stride: Label = { text: '/2', x: width - 6, y: 13, size: 10.5, weight: 500, anchor: 'end' };
  return group(
    `${tile.block} ${tile.slot}`,
    [tile.x, tile.y],
    [
      ...(isMuted || operation === null ? [] : [tileGround(tile, operation, corner)]),
      ...(isThumbnail(size) && !isMuted && !isUnfinished ? [] : [outline]),
      ...(operation === null
        ? []
        : [
            glyphMark(operation, size, glyphCentre(size, width, height), ink),
            ...tileLabels(operation, size).map((label) => textMark(label, `label ${label.y}`, ink)),
          ]),
      ...(probability === undefined ? [] : probabilityTrack(tile, size, probability)),
      ...(isStrided && size === 'L' ? [textMark(stride, 'stride', ink)] : []),
    ],
  );
}

const tileGround = ({ width, height }: TileBox, operation: OperationId, corner: number): RectMark => ({
  kind: 'rect',
  key: 'ground',
  width,
  height,
  corner,
  fill: operationFill(operation),
});

function probabilityTrack(tile: TileBox, size: SizeName, probability: number): RectMark[] {
  const track = PROBABILITY_TRACK[size];
  if (!track) return [];
  const width = tile.width - 2 * track.side;
  const filled = Math.round(width * Math.min(1, Math.max(0, probability)) * 10) / 10;
  const bar = (key: string, width: number, opacity: number): RectMark => ({
    kind: 'rect',
    key,
    x: track.side,
    y: tile.height - track.foot,
    width,
    height: 2,
    fill: 'nodeInk',
    opacity,
  });
  return [bar('track', width, 0.15), bar('probability', filled, 0.8)];
}

/** One bar adds, two bars concatenate. */
export function combinerMark(combiner: CombinerBox, size: SizeName, isMuted: boolean): GroupMark {
  const { block, x, y, width, height } = combiner;
  const gap = size === 'T' ? 3 : isThumbnail(size) ? 1 : 4;
  const half = (width - gap) / 2;
  const bar = (key: string, place: { readonly x?: number; readonly width: number }): RectMark => ({
    kind: 'rect',
    key,
    ...place,
    height,
    corner: barCorner(size),
    fill: isMuted ? 'band' : combiner.combiner,
  });
  const bars =
    combiner.combiner === 'add'
      ? [bar('bar', { width })]
      : [bar('first', { width: half }), bar('second', { x: half + gap, width: half })];
  const labels = combinerLabels(combiner, size).map((label) => textMark(label, label.anchor, inkOf(isMuted)));
  return group(`combiner ${block}`, [x, y], [...bars, ...labels]);
}

/** Segments are a hairline of ground apart; the gap belongs to the one at left. */
export function segmentMark(
  segment: SegmentBox,
  size: SizeName,
  { isLast, isMuted }: { readonly isLast: boolean; readonly isMuted: boolean },
): GroupMark {
  const ink = inkOf(isMuted);
  const gap = isLast ? 0 : size === 'L' ? 2 : 1;
  const label = segmentLabel(segment, size);
  const bar: RectMark = {
    kind: 'rect',
    key: 'bar',
    width: segment.width - gap,
    height: segment.height,
    corner: barCorner(size),
    fill: isMuted ? 'band' : 'output',
  };
  const words = label ? ['index' in label ? stateMark(label, ink) : textMark(label, 'label', ink)] : [];
  return group(String(segment.state), [segment.x, segment.y], [bar, ...words]);
}

const textMark = (label: Label, key: string, fill: Colour): TextMark => ({
  kind: 'text',
  key,
  ...label,
  fill,
});

/** h with its index: 72 % of the size, lowered by 22 %. */
function stateMark({ index, x, y, size }: StateLabel, fill: Colour): TextMark {
  return {
    kind: 'text',
    key: 'state',
    role: 'state',
    face: 'math',
    x,
    y,
    size,
    anchor: 'middle',
    fill,
    text: 'h',
    index: { text: index, size: Math.round(size * 7.2) / 10, drop: Math.round(size * 2.2) / 10 },
  };
}
