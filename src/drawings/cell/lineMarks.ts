import type { GroupMark, Mark } from '../plot/marks.ts';
import type { Colour } from '../tokens.ts';
import type { CellLayout, Line } from './layout/geometry.ts';
import { type CellNode, linesOf } from './nodes.ts';
import { linePath } from './paths.ts';
import { SIZES } from './sizes.ts';

/**
 * The states' lines, and in blue those of the active node; only L has arrowheads. Beside another cell `unlike` is what that one
 * has not, in ink, and the others are muted.
 */
export function linesMark(
  layout: CellLayout,
  active: CellNode | null,
  unlike: readonly Line[] | undefined,
): GroupMark {
  const { width } = SIZES[layout.size].line;
  const own = unlike === undefined ? lineColour : (): Colour => 'edge2';
  const other = unlike ?? [];
  const lit = active ? linesOf(layout, active) : [];
  const heads = (lines: readonly Line[], colour: (line: Line) => Colour): Mark[] =>
    layout.size === 'L' ? lines.flatMap((line) => arrowhead(line, colour(line))) : [];
  return {
    kind: 'group',
    key: 'lines',
    role: 'lines',
    fill: 'none',
    marks: [
      ...drawOrder(layout.lines).map((line) => stroke(line, own(line), width)),
      ...heads(layout.lines, own),
      ...unlikeMark([...other.map((line) => stroke(line, 'ink', width + 1)), ...heads(other, () => 'ink')]),
      {
        kind: 'group',
        key: 'lit',
        role: 'lit',
        marks: [...lit.map((line) => stroke(line, 'blue', width + 0.5)), ...heads(lit, () => 'blue')],
      },
    ],
  };
}

const unlikeMark = (marks: readonly Mark[]): Mark[] =>
  marks.length === 0 ? [] : [{ kind: 'group', key: 'unlike', role: 'unlike', marks }];

const lineColour = ({ state }: Line): Colour => (state === 1 ? 'edge2' : 'edge');

/** h_{i-1} first, so that where lines meet the darker one is on top. */
const drawOrder = (lines: readonly Line[]): Line[] =>
  [...lines].sort((a, b) => Number(b.state === 1) - Number(a.state === 1));

const lineKey = ({ state, level, target, to }: Line): string => `${state} ${level} ${target.kind} ${to.x}`;

const stroke = (line: Line, colour: Colour, strokeWidth: number): Mark => ({
  kind: 'path',
  key: lineKey(line),
  d: linePath(line),
  stroke: colour,
  strokeWidth,
});

function arrowhead(line: Line, fill: Colour): Mark[] {
  if (line.target.kind === 'lane') return [];
  const { x, y } = line.to;
  const d = `M${x - 4} ${y + 7}L${x} ${y}L${x + 4} ${y + 7}Z`;
  return [{ kind: 'path', key: `head ${lineKey(line)}`, d, fill }];
}
