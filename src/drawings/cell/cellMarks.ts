import type { StateIndex } from '../../space/architecture.ts';
import type { Drawing, Mark, RectMark } from '../plot/marks.ts';
import { combinerMark, cornerOf, inputMark, segmentMark, tileMark } from './blockMarks.ts';
import type { Box, CellLayout, Line } from './layout/geometry.ts';
import { linesMark } from './lineMarks.ts';
import { boxOf, type CellNode, nodeKey } from './nodes.ts';
import { isThumbnail, type SizeName } from './sizes.ts';

/** The marks of a cell's drawing: lines, then inputs, blocks row by row, the output bar. */

/** Probability of each sampled operation, by block and slot. */
export type OperationProbabilities = readonly (readonly [number, number])[];

export interface CellLook {
  /** Marks the operations of stride 2, at size L. */
  readonly stride?: boolean;
  readonly probabilities?: OperationProbabilities;
  /** Outlined, with its lines in blue. */
  readonly active?: CellNode | null;
  /** Beside another cell: what both have is muted, what differs keeps its colours in a ring. */
  readonly unlike?: UnlikeLook;
  /** Bear a dot: they were changed by hand. */
  readonly changed?: readonly CellNode[];
}

/** Of a cell beside another one: unlike.ts makes it. */
export interface UnlikeLook {
  isMuted(node: CellNode): boolean;
  /** Of a segment of the output bar. */
  isMutedOutput(state: StateIndex): boolean;
  /** That the other cell has not. */
  readonly lines: readonly Line[];
  /** What keeps its colours. */
  readonly ringed: readonly Box[];
}

export function drawCell(layout: CellLayout, look: CellLook = {}): Drawing {
  const { size, rows, inputs, output } = layout;
  const { active = null, unlike, changed = [] } = look;
  const last = output.segments.length - 1;
  return {
    width: layout.width,
    height: layout.height,
    marks: [
      linesMark(layout, active, unlike?.lines),
      row(
        0,
        0,
        inputs.map((input) => inputMark(input, layout, unlike !== undefined)),
      ),
      ...Array.from({ length: rows }, (_, i) =>
        row(i + 1, (i + 1) / (rows + 1), rowMarks(layout, i + 1, look)),
      ),
      row(
        rows + 1,
        1,
        output.segments.map((segment, i) =>
          segmentMark(segment, size, {
            isLast: i === last,
            isMuted: unlike?.isMutedOutput(segment.state) ?? false,
          }),
        ),
      ),
      ...(unlike ? [rings(layout, unlike.ringed)] : []),
      ...(active ? [outline(layout, active)] : []),
      ...(changed.length > 0 ? [dots(layout, changed)] : []),
    ],
  };
}

const row = (index: number, order: number, marks: readonly Mark[]): Mark => ({
  kind: 'group',
  key: `row ${index}`,
  role: 'row',
  order,
  marks,
});

function rowMarks(
  layout: CellLayout,
  index: number,
  { stride = false, probabilities, unlike }: CellLook,
): Mark[] {
  const { size } = layout;
  const isMuted = (node: CellNode): boolean => unlike?.isMuted(node) ?? false;
  const tiles = layout.tiles.filter((tile) => tile.row === index);
  const combiners = layout.combiners.filter((combiner) => combiner.row === index);
  return [
    ...tiles.map((tile) =>
      tileMark(tile, size, {
        isStrided: stride && tile.input !== null && tile.input < 2,
        probability: probabilities?.[tile.block]?.[tile.slot],
        isMuted: isMuted({ kind: 'tile', block: tile.block, slot: tile.slot }),
      }),
    ),
    ...combiners.map((combiner) =>
      combinerMark(combiner, size, isMuted({ kind: 'combiner', block: combiner.block })),
    ),
  ];
}

function outline(layout: CellLayout, active: CellNode): Mark {
  const ring = ringOf(boxOf(layout, active), layout.size);
  return { ...ring, key: 'active', role: 'lit', stroke: 'blue', strokeWidth: 2.5 };
}

const DOT = { radius: 3.5, rim: 1 } as const;

/** In a tile's upper left corner, in the middle of a bar, on the corner of the output: its first segment may be no wider than its number. */
function dots(layout: CellLayout, changed: readonly CellNode[]): Mark {
  const inset = layout.size === 'L' ? 9 : 6;
  const side = 2 * DOT.radius;
  const marks = changed.map((node): Mark => {
    const { x, y, width, height } = boxOf(layout, node);
    const [dx, dy] =
      node.kind === 'combiner'
        ? [Math.round(width / 2) - (layout.size === 'L' ? 12 : 0), height / 2]
        : node.kind === 'output'
          ? [0, 0]
          : [inset, inset];
    const [atX, atY] = [x + dx, y + dy];
    const place = { x: atX - DOT.radius, y: atY - DOT.radius, width: side, height: side, corner: DOT.radius };
    return {
      kind: 'rect',
      key: nodeKey(node),
      ...place,
      fill: 'blue',
      stroke: 'input',
      strokeWidth: DOT.rim,
    };
  });
  return { kind: 'group', key: 'changed', role: 'changed', marks };
}

function rings({ size }: CellLayout, boxes: readonly Box[]): Mark {
  const strokeWidth = isThumbnail(size) ? 1 : 1.5;
  const marks = boxes.map(
    (box, index): Mark => ({ ...ringOf(box, size), key: String(index), stroke: 'ink', strokeWidth }),
  );
  return { kind: 'group', key: 'rings', role: 'unlike', marks };
}

function ringOf({ x, y, width, height }: Box, size: SizeName): RectMark {
  const place = { x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3 };
  return { kind: 'rect', key: 'ring', ...place, corner: cornerOf(size) + 1.5, fill: 'none' };
}
