import type { CSSProperties, ReactElement } from 'react';
import { DASHES, type GroupMark, type Mark, type Paint, type TextMark } from '../drawings/plot/marks.ts';

/** A display list inside an svg of the page: colours are the style sheet's, roles are classes. */

export interface MarksProps {
  readonly marks: readonly Mark[];
  /** Before a role's name in its class. */
  readonly prefix: string;
}

export function Marks({ marks, prefix }: MarksProps): ReactElement {
  return <>{marks.map((mark) => drawMark(mark, prefix))}</>;
}

function drawMark(mark: Mark, prefix: string): ReactElement {
  switch (mark.kind) {
    case 'group':
      return drawGroup(mark, prefix);
    case 'rect': {
      const { key, x, y, width, height, corner, dashed, opacity } = mark;
      const box = { x, y, width, height, rx: corner, opacity, strokeDasharray: dashed ? DASHES : undefined };
      return <rect key={key} {...box} {...painted(mark)} className={classOf(mark, prefix)} />;
    }
    case 'path':
      return <path key={mark.key} d={mark.d} {...painted(mark)} className={classOf(mark, prefix)} />;
    case 'text':
      return drawText(mark, prefix);
    default:
      return mark satisfies never;
  }
}

function drawGroup(mark: GroupMark, prefix: string): ReactElement {
  const { key, at, order, crisp, marks } = mark;
  return (
    <g
      key={key}
      className={classOf(mark, prefix)}
      transform={at && `translate(${at[0]} ${at[1]})`}
      style={order === undefined ? undefined : ({ '--row': order } as CSSProperties)}
      shapeRendering={crisp ? 'crispEdges' : undefined}
      {...painted(mark)}
    >
      {marks.map((child) => drawMark(child, prefix))}
    </g>
  );
}

function drawText(mark: TextMark, prefix: string): ReactElement {
  const { key, x, y, size, weight, anchor, text, index } = mark;
  const type = { fontSize: size, fontWeight: weight, textAnchor: anchor };
  return (
    <text key={key} x={x} y={y} {...type} {...painted(mark)} className={classOf(mark, prefix)}>
      {text}
      {index && (
        <tspan dy={index.drop} fontSize={index.size}>
          {index.text}
        </tspan>
      )}
    </text>
  );
}

const classOf = ({ role }: Mark, prefix: string): string | undefined => role && `${prefix}-${role}`;

const painted = ({ fill, stroke, strokeWidth }: Mark) => ({
  fill: paint(fill),
  stroke: paint(stroke),
  strokeWidth,
});

const paint = (name: Paint | undefined): string | undefined =>
  name === undefined || name === 'none' ? name : `var(--${name})`;
