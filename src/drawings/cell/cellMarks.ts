import type { StateIndex } from '../../space/architecture.ts';
import type { Drawing, Mark, RectMark } from '../marks.ts';
import { combinerMark, cornerOf, inputMark, segmentMark, tileMark } from './blockMarks.ts';
import type { Box, CellLayout } from './layout/geometry.ts';
import { linesMark } from './lineMarks.ts';
import { boxOf, type CellNode } from './nodes.ts';
import { isThumbnail, type SizeName } from './sizes.ts';
import { isUnlike, type Unlike } from './unlike.ts';

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
  readonly unlike?: Unlike;
}

export function drawCell(layout: CellLayout, look: CellLook = {}): Drawing {
  const { size, rows, inputs, output } = layout;
  const { active = null, unlike } = look;
  const isSame = (node: CellNode): boolean => unlike !== undefined && !isUnlike(unlike, node);
  const isKept = (state: StateIndex): boolean => unlike !== undefined && !unlike.outputs.includes(state);
  const last = output.segments.length - 1;
  return {
    width: layout.width,
    height: layout.height,
    marks: [
      linesMark(layout, active, unlike ?? null),
      row(
        0,
        0,
        inputs.map((input) => inputMark(input, layout, unlike !== undefined)),
      ),
      ...Array.from({ length: rows }, (_, i) =>
        row(i + 1, (i + 1) / (rows + 1), rowMarks(layout, i + 1, look, isSame)),
      ),
      row(
        rows + 1,
        1,
        output.segments.map((segment, i) =>
          segmentMark(segment, size, { isLast: i === last, isMuted: isKept(segment.state) }),
        ),
      ),
      ...(unlike ? [rings(layout, unlike)] : []),
      ...(active ? [outline(layout, active)] : []),
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
  { stride = false, probabilities }: CellLook,
  isSame: (node: CellNode) => boolean,
): Mark[] {
  const { size } = layout;
  const tiles = layout.tiles.filter((tile) => tile.row === index);
  const combiners = layout.combiners.filter((combiner) => combiner.row === index);
  return [
    ...tiles.map((tile) =>
      tileMark(tile, size, {
        isStrided: stride && tile.input < 2,
        probability: probabilities?.[tile.block]?.[tile.slot],
        isMuted: isSame({ kind: 'tile', block: tile.block, slot: tile.slot }),
      }),
    ),
    ...combiners.map((combiner) =>
      combinerMark(combiner, size, isSame({ kind: 'combiner', block: combiner.block })),
    ),
  ];
}

function outline(layout: CellLayout, active: CellNode): Mark {
  const ring = ringOf(boxOf(layout, active), layout.size);
  return { ...ring, key: 'active', role: 'lit', stroke: 'blue', strokeWidth: 2.5 };
}

function rings(layout: CellLayout, { nodes, outputs }: Unlike): Mark {
  const segments = layout.output.segments.filter(({ state }) => outputs.includes(state));
  const boxes = [...nodes.map((node) => boxOf(layout, node)), ...segments];
  const marks = boxes.map((box, index): Mark => {
    const ring = ringOf(box, layout.size);
    return { ...ring, key: String(index), stroke: 'ink', strokeWidth: isThumbnail(layout.size) ? 1 : 1.5 };
  });
  return { kind: 'group', key: 'rings', role: 'unlike', marks };
}

function ringOf({ x, y, width, height }: Box, size: SizeName): RectMark {
  const place = { x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3 };
  return { kind: 'rect', key: 'ring', ...place, corner: cornerOf(size) + 1.5, fill: 'none' };
}
