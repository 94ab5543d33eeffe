import type { PointerEventHandler, ReactElement } from 'react';
import type { RegretLayout } from '../../drawings/comparison/regret.ts';
import './RegretFigure.css';

export interface RegretFigureProps {
  readonly layout: RegretLayout;
  readonly label: string;
  readonly description: string;
  readonly unit: string;
  /** Names the floor on its line, by its value in points. */
  readonly floorText: (value: string) => string;
  /** Where the pointer or the slider stands. */
  readonly lit: number | null;
  readonly onPointerMove: PointerEventHandler<SVGSVGElement>;
  readonly onPointerLeave: () => void;
}

export function RegretFigure(props: RegretFigureProps): ReactElement {
  const { layout, label, description, unit, floorText, lit, onPointerMove, onPointerLeave } = props;
  const { width, height, plot, rows, ticks, band, lines, labels, floor, ring } = layout;
  return (
    <svg
      role="img"
      aria-label={label}
      aria-description={description}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      onPointerMove={onPointerMove}
      onPointerLeave={onPointerLeave}
    >
      {band && <path className="regret-band" d={band} />}
      {rows.map(({ text, y }) => (
        <g key={text}>
          <line className="regret-row" x1={plot.left} x2={plot.right} y1={y} y2={y} />
          <text className="regret-tick" x={plot.left - 8} y={y + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {ticks.map(({ text, x }) => (
        <g key={text}>
          <line className="regret-mark" x1={x} x2={x} y1={plot.bottom + 1} y2={plot.bottom + 5} />
          <text className="regret-tick" x={x} y={plot.bottom + 21} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <text className="regret-tick" x={plot.right + 20} y={plot.bottom + 25}>
        {unit}
      </text>
      {lit !== null && (
        <line className="regret-lit" x1={lit} x2={lit} y1={plot.top - 4} y2={plot.bottom + 5} />
      )}
      {floor && <line className="regret-floor" x1={plot.left} x2={plot.right} y1={floor.y} y2={floor.y} />}
      {lines.map(({ id, tone, line, rest }) => (
        <g key={id} className={`regret-${tone}`} data-course={id}>
          <path className="regret-rest" d={rest} />
          <path className="regret-line" d={line} />
        </g>
      ))}
      {floor && (
        <text className="regret-floor-name" x={plot.left + 8} y={floor.y - 6}>
          {floorText(floor.value)}
        </text>
      )}
      {ring && <circle className="regret-ring" cx={ring.x} cy={ring.y} r={4} />}
      {labels.map(({ id, tone, text, value, x, y, leader }) => (
        <g key={id} className={`regret-${tone}`}>
          <path className="regret-leader" d={leader} />
          <text className="regret-name" x={x} y={y + 4}>
            {text} <tspan className="regret-value">{value}</tspan>
          </text>
        </g>
      ))}
    </svg>
  );
}
