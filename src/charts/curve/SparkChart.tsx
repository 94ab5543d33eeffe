import { memo, type ReactElement } from 'react';
import type { SparkLayout } from '../../drawings/curve/spark.ts';
import './CurveChart.css';
import './SparkChart.css';

export interface SparkChartProps {
  readonly layout: SparkLayout;
  /** Names the line of the best so far; absent: it is named beside another child's curve. */
  readonly best?: string | undefined;
}

/** Said in words where it stands: for the eye alone. */
export const SparkChart = memo(function SparkChart({ layout, best: name }: SparkChartProps): ReactElement {
  const { width, height, raw, smooth, end, rings, epochs, best } = layout;
  return (
    <svg
      className="curve curve-accuracy"
      aria-hidden="true"
      focusable="false"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      {epochs.map((x) => (
        <line key={x} className="curve-epoch" x1={x} x2={x} y1={0} y2={height} />
      ))}
      <line className="curve-floor" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {best !== null && (
        <>
          <line className="spark-best" x1={0} x2={width} y1={best} y2={best} />
          {name !== undefined && (
            <text className="curve-note" x={width} y={best < 18 ? best + 13 : best - 5} textAnchor="end">
              {name}
            </text>
          )}
        </>
      )}
      <path className="curve-raw" d={raw} />
      <path className="curve-smooth" d={smooth} />
      {end && <circle className="curve-end" cx={end.x} cy={end.y} r={2.5} />}
      {rings.map(({ x, y }) => (
        <circle key={x} className="curve-ring" cx={x} cy={y} r={3} />
      ))}
    </svg>
  );
});
