import type { Drawing, Mark } from '../marks.ts';
import { combinerMark, cornerOf, inputMark, segmentMark, tileMark } from './blockMarks.ts';
import type { CellLayout } from './layout/geometry.ts';
import { linesMark } from './lineMarks.ts';
import { boxOf, type CellNode } from './nodes.ts';

/** The marks of a cell's drawing: lines, then inputs, blocks row by row, the output bar. */

/** Probability of each sampled operation, by block and slot. */
export type OperationProbabilities = readonly (readonly [number, number])[];

export interface CellLook {
  /** Marks the operations of stride 2, at size L. */
  readonly stride?: boolean;
  readonly probabilities?: OperationProbabilities;
  /** Outlined, with its lines in blue. */
  readonly active?: CellNode | null;
}

export function drawCell(layout: CellLayout, look: CellLook = {}): Drawing {
  const { size, rows, inputs, output } = layout;
  const { active = null } = look;
  const last = output.segments.length - 1;
  return {
    width: layout.width,
    height: layout.height,
    marks: [
      linesMark(layout, active),
      row(
        0,
        0,
        inputs.map((input) => inputMark(input, layout)),
      ),
      ...Array.from({ length: rows }, (_, i) =>
        row(i + 1, (i + 1) / (rows + 1), rowMarks(layout, i + 1, look)),
      ),
      row(
        rows + 1,
        1,
        output.segments.map((segment, i) => segmentMark(segment, size, i === last)),
      ),
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

function rowMarks(layout: CellLayout, index: number, { stride = false, probabilities }: CellLook): Mark[] {
  const { size } = layout;
  const tiles = layout.tiles.filter((tile) => tile.row === index);
  const combiners = layout.combiners.filter((combiner) => combiner.row === index);
  return [
    ...tiles.map((tile) =>
      tileMark(tile, size, {
        isStrided: stride && tile.input < 2,
        probability: probabilities?.[tile.block]?.[tile.slot],
      }),
    ),
    ...combiners.map((combiner) => combinerMark(combiner, size)),
  ];
}

function outline(layout: CellLayout, active: CellNode): Mark {
  const { x, y, width, height } = boxOf(layout, active);
  return {
    kind: 'rect',
    key: 'active',
    role: 'lit',
    x: x - 1.5,
    y: y - 1.5,
    width: width + 3,
    height: height + 3,
    corner: cornerOf(layout.size) + 1.5,
    fill: 'none',
    stroke: 'blue',
    strokeWidth: 2.5,
  };
}
