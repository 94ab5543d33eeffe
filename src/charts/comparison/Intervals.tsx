import type { ReactElement } from 'react';
import type { IntervalInput, IntervalsLayout } from '../../drawings/comparison/intervals.ts';
import './Intervals.css';

/** Rows of a table draw their intervals with these, all under one axis. */

const percent = (share: number): string => `${100 * share}%`;

export interface IntervalAxisProps {
  readonly layout: IntervalsLayout;
  /** What 0 is called. */
  readonly zero: string;
}

/** The ticks' texts, for a table's head. */
export function IntervalAxis({ layout, zero }: IntervalAxisProps): ReactElement {
  return (
    <span className="interval-axis" aria-hidden="true">
      {layout.ticks.map(({ value, text, x }) => (
        <span key={value} style={{ left: percent(x) }}>
          {value === 0 ? zero : text}
        </span>
      ))}
    </span>
  );
}

export interface IntervalMarkProps {
  readonly layout: IntervalsLayout;
  /** One of the layout's rows; null: not known yet. */
  readonly row: IntervalInput | null;
  /** Whether it is told from 0. */
  readonly isTold: boolean;
}

/** One interval: a dot on a line, filled where it is told from 0. It is as wide and high as its cell. */
export function IntervalMark({ layout, row, isTold }: IntervalMarkProps): ReactElement {
  return (
    <svg className={isTold ? 'interval-mark interval-told' : 'interval-mark'} aria-hidden="true">
      {layout.ticks.map(({ value, x }) => (
        <line
          key={value}
          className={value === 0 ? 'interval-zero' : 'interval-grid'}
          x1={percent(x)}
          x2={percent(x)}
          y1="0"
          y2="100%"
        />
      ))}
      {row && (
        <>
          <line className="interval-line" x1={percent(row.low)} x2={percent(row.high)} y1="50%" y2="50%" />
          <circle className="interval-dot" cx={percent(row.mean)} cy="50%" r="4" />
        </>
      )}
    </svg>
  );
}
