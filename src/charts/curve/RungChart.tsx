import { type ReactElement, useMemo } from 'react';
import type { CurveSize } from '../../drawings/curve/layout.ts';
import { layoutRungs, type RungPoint } from '../../drawings/curve/rungs.ts';
import type { AxisRule } from '../../drawings/plot/axis.ts';
import { useAxis } from '../useAxis.ts';
import type { CurveTexts } from './CurveChart.tsx';
import './CurveChart.css';

export interface RungChartProps {
  readonly rungs: readonly RungPoint[];
  readonly size: CurveSize;
  /** Accessible name of the image. */
  readonly label: string;
  readonly texts: Pick<CurveTexts, 'epoch' | 'rings'>;
  /** Names the run: within one, the axis never shrinks. */
  readonly axisKey: string;
  readonly rule: AxisRule;
  /** Its axis before the first result. */
  readonly empty: readonly [low: number, high: number];
}

export function RungChart({ rungs, size, label, texts, axisKey, rule, empty }: RungChartProps): ReactElement {
  const values = rungs.map(({ value }) => value);
  const isEmpty = rungs.length === 0;
  const [low, high] = isEmpty ? empty : [Math.min(...values), Math.max(...values)];
  const axis = useAxis(`${axisKey} ${isEmpty}`, low, high, rule);
  const layout = useMemo(() => layoutRungs(rungs, axis, size), [rungs, axis, size]);
  const { width, height, left, baseline, top, path, rings } = layout;
  return (
    <svg
      className="curve curve-accuracy"
      role="img"
      aria-label={label}
      aria-description={isEmpty ? undefined : texts.rings(values.map((value) => value.toFixed(1)))}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <line className="curve-floor" x1={left} x2={width} y1={baseline + 0.5} y2={baseline + 0.5} />
      {!isEmpty && (
        <>
          <text className="curve-tick" x={left - 6} y={top + 6} textAnchor="end">
            {axis.high}
          </text>
          <text className="curve-tick" x={left - 6} y={baseline + 3} textAnchor="end">
            {axis.low}
          </text>
        </>
      )}
      <path className="curve-smooth" d={path} />
      {rings.map(({ epoch, x, y }, index) => (
        <g key={epoch}>
          <circle className="curve-ring" cx={x} cy={y} r={3.5} />
          <text className="curve-tick" x={x} y={height - 4} textAnchor="middle">
            {index === 0 ? texts.epoch(epoch) : epoch}
          </text>
        </g>
      ))}
    </svg>
  );
}
