import type { ReactElement, ReactNode } from 'react';
import type { Size } from '../../drawings/plot/plot.ts';
import { placeTooltip } from '../../drawings/tooltip.ts';
import './ChartTooltip.css';

export interface ChartTooltipProps {
  /** What it tells of, beside which it stands. */
  readonly at: { readonly x: number; readonly y: number };
  /** Of the chart. */
  readonly size: Size;
  /** The first one bold. */
  readonly lines: readonly ReactNode[];
  /** Most of its width, px. */
  readonly widest: number;
}

const LINE = 16;
const PADDING = 18;
const NARROWEST = 160;
const BESIDE = 14;

export function ChartTooltip({ at, size, lines, widest }: ChartTooltipProps): ReactElement {
  const place = placeTooltip(at, size, lines.length * LINE + PADDING);
  return (
    <div
      role="tooltip"
      className="chart-tooltip"
      style={{ ...place, maxWidth: Math.min(widest, roomBeside(at, size)) }}
    >
      {lines.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={index}>{text}</div>
      ))}
    </div>
  );
}

/** Beside the point, to the edge of the chart, beyond which the page may cut it off; where that is little, beyond it. */
const roomBeside = ({ x }: ChartTooltipProps['at'], { width }: Size): number =>
  Math.max(NARROWEST, (x < width / 2 ? width - x : x) - BESIDE);
