import type { PointerEventHandler, ReactElement } from 'react';
import type { ComparisonLayout } from '../../drawings/comparison/layout.ts';
import './ComparisonFigure.css';

export interface ComparisonFigureProps {
  readonly layout: ComparisonLayout;
  readonly label: string;
  readonly description: string;
  readonly unit: string;
  /** Where the pointer or the slider stands. */
  readonly lit: number | null;
  readonly onPointerMove: PointerEventHandler<SVGSVGElement>;
  readonly onPointerLeave: () => void;
}

export function ComparisonFigure(props: ComparisonFigureProps): ReactElement {
  const { layout, label, description, unit, lit, onPointerMove, onPointerLeave } = props;
  const { width, height, plot, rows, ticks, lines, labels } = layout;
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
      {lines.map(({ id, tone, band }) => (
        <path key={id} className={`course-area course-${tone}`} d={band} />
      ))}
      {rows.map(({ text, y }) => (
        <g key={text}>
          <line className="comparison-row" x1={plot.left} x2={plot.right} y1={y} y2={y} />
          <text className="comparison-tick" x={plot.left - 8} y={y + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <line
        className="comparison-floor"
        x1={plot.left}
        x2={plot.right}
        y1={plot.bottom + 0.5}
        y2={plot.bottom + 0.5}
      />
      {ticks.map(({ text, x }) => (
        <g key={text}>
          <line className="comparison-floor" x1={x} x2={x} y1={plot.bottom + 1} y2={plot.bottom + 5} />
          <text className="comparison-tick" x={x} y={plot.bottom + 21} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <text className="comparison-tick" x={plot.right + 22} y={plot.bottom + 21}>
        {unit}
      </text>
      {lit !== null && (
        <line className="comparison-lit" x1={lit} x2={lit} y1={plot.top - 4} y2={plot.bottom + 5} />
      )}
      {lines.map(({ id, tone, line, rest, tip }) => (
        <g key={id} className={`course-${tone}`} data-course={id}>
          <path className="course-rest" d={rest} />
          <path className="course-line" d={line} />
          {tip && <circle className="course-tip" cx={tip.x} cy={tip.y} r={2.5} />}
        </g>
      ))}
      {labels.map(({ id, tone, text, value, x, y }) => (
        <text key={id} className={`course-label course-${tone}`} x={x} y={y + 4}>
          {text} <tspan className="course-value">{value}</tspan>
        </text>
      ))}
    </svg>
  );
}
