import { type ReactElement, useMemo } from 'react';
import type { Size } from '../../drawings/plot/plot.ts';
import { layoutVolume, VOLUME_RULE, type VolumeInput, volumeExtent } from '../../drawings/tradeoff/volume.ts';
import { useAxis } from '../useAxis.ts';
import './VolumeChart.css';

/** How much of the plane the front dominates, trial by trial. */

export interface VolumeTexts {
  /** Accessible name of the image. */
  readonly name: string;
  /** The x axis. */
  readonly axis: string;
}

export interface VolumeChartProps {
  readonly input: VolumeInput;
  readonly size: Size;
  readonly texts: VolumeTexts;
  readonly description: string;
  /** Names what is shown: within one, the axis never shrinks. */
  readonly chartKey: string;
  /** Of the last value, a share of 1. */
  readonly format: (share: number) => string;
}

export function VolumeChart(props: VolumeChartProps): ReactElement {
  const { input, size, texts, description, chartKey, format } = props;
  const [low, high] = volumeExtent(input);
  const axis = useAxis(chartKey, low, high, VOLUME_RULE);
  const { width, height, plot, rows, ticks, path, end } = useMemo(
    () => layoutVolume(input, axis, size),
    [input, axis, size],
  );
  return (
    <div className="volume-chart" style={size}>
      <svg
        role="img"
        aria-label={texts.name}
        aria-description={description}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
      >
        {rows.map(({ value, y }) => (
          <g key={value}>
            <line className="volume-row" x1={plot.left} x2={width} y1={y} y2={y} />
            <text className="volume-tick" x={plot.left - 8} y={y + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        <line
          className="volume-floor"
          x1={plot.left}
          x2={width}
          y1={plot.bottom + 0.5}
          y2={plot.bottom + 0.5}
        />
        <text className="volume-tick" x={0} y={plot.bottom + 20}>
          {texts.axis}
        </text>
        {ticks.map(({ trial, x, labelled }) => (
          <g key={trial}>
            <line className="volume-floor" x1={x} x2={x} y1={plot.bottom + 1} y2={plot.bottom + 5} />
            {labelled && (
              <text className="volume-tick" x={x} y={plot.bottom + 20} textAnchor="middle">
                {trial}
              </text>
            )}
          </g>
        ))}
        <path className="volume-line" d={path} />
        {end && (
          <>
            <circle className="volume-end" cx={end.x} cy={end.y} r={4} />
            <text className="volume-value" x={end.x + 10} y={end.y + 4}>
              {format(end.value)}
            </text>
          </>
        )}
      </svg>
    </div>
  );
}
