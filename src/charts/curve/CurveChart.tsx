import { type ReactElement, useMemo } from 'react';
import {
  type CurveInput,
  type CurveSize,
  type EpochTexts,
  layoutCurve,
} from '../../drawings/curve/layout.ts';
import type { AxisRule } from '../../drawings/plot/axis.ts';
import { useAxis } from '../useAxis.ts';
import './CurveChart.css';

export interface CurveTexts extends EpochTexts {
  /** Beside the last ring. */
  readonly heldOut: string;
  /** The rings in words, after each epoch a value in %: an image says nothing by itself. */
  rings(values: readonly string[]): string;
}

export interface CurveChartProps {
  readonly input: CurveInput;
  readonly size: CurveSize;
  /** Accessible name of the image. */
  readonly label: string;
  readonly texts: CurveTexts;
  readonly tone: 'loss' | 'accuracy';
  /** Names the child: within one, the axis never shrinks. */
  readonly childKey: string;
  readonly rule: AxisRule;
  /** Its axis before the first point. */
  readonly empty: readonly [low: number, high: number];
  /** A value as the axis names it. */
  readonly format: (value: number) => string;
}

export function CurveChart(props: CurveChartProps): ReactElement {
  const { input, size, label, texts, tone, childKey, rule, empty, format } = props;
  const [low, high] = extentOf(input) ?? empty;
  const isEmpty = input.points.length === 0;
  const axis = useAxis(`${childKey} ${isEmpty}`, low, high, rule);
  const layout = useMemo(() => layoutCurve(input, axis, size, texts), [input, axis, size, texts]);
  const { width, height, left, baseline, top, raw, smooth, end, rings, note, ticks, labels } = layout;
  const heldOut = input.rings.at(-1);
  return (
    <svg
      className={`curve curve-${tone}`}
      role="img"
      aria-label={label}
      aria-description={spokenRings(input, texts)}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      {ticks.map(({ epoch, x }) => (
        <line key={epoch} className="curve-epoch" x1={x} x2={x} y1={top} y2={baseline + 3} />
      ))}
      <line className="curve-floor" x1={left} x2={width} y1={baseline + 0.5} y2={baseline + 0.5} />
      {!isEmpty && (
        <>
          <text className="curve-tick" x={left - 6} y={top + 6} textAnchor="end">
            {format(axis.high)}
          </text>
          <text className="curve-tick" x={left - 6} y={baseline + 3} textAnchor="end">
            {format(axis.low)}
          </text>
        </>
      )}
      {labels.map(({ text, x }) => (
        <text key={text} className="curve-tick" x={x} y={height - 4} textAnchor="middle">
          {text}
        </text>
      ))}
      <path className="curve-raw" d={raw} />
      <path className="curve-smooth" d={smooth} />
      {end && <circle className="curve-end" cx={end.x} cy={end.y} r={2.5} />}
      {rings.map(({ x, y }) => (
        <circle key={x} className="curve-ring" cx={x} cy={y} r={3.5} />
      ))}
      {note && heldOut && (
        <g>
          <circle className="curve-ring" cx={note.x} cy={note.y} r={3.5} />
          <text className="curve-note" x={note.x + 8} y={note.y + 4}>
            {texts.heldOut} <tspan className="curve-figure">{heldOut.value.toFixed(1)}</tspan>
          </text>
        </g>
      )}
    </svg>
  );
}

function spokenRings({ rings }: CurveInput, texts: CurveTexts): string | undefined {
  return rings.length === 0 ? undefined : texts.rings(rings.map(({ value }) => value.toFixed(1)));
}

function extentOf({ points, rings }: CurveInput): [number, number] | null {
  if (points.length === 0) return null;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { value } of [...points, ...rings]) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
