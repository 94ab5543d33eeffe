import type { ReactElement } from 'react';
import type { PlacedSeeds, SeedsLayout } from '../../drawings/finish/seeds.ts';
import '../comparison/Intervals.css';
import './SeedsMark.css';

/** Rows of a table draw the trainings of a network with these, all under one axis. */

const percent = (share: number): string => `${100 * share}%`;

/** The ticks' texts, for a table's head. */
export function SeedsAxis({ layout }: { readonly layout: SeedsLayout }): ReactElement {
  return (
    <span className="interval-axis" aria-hidden="true">
      {layout.ticks.map(({ text, x }) => (
        <span key={text} style={{ left: percent(x) }}>
          {text}
        </span>
      ))}
    </span>
  );
}

export interface SeedsMarkProps {
  readonly layout: SeedsLayout;
  /** One of the layout's rows; null: not known yet. */
  readonly row: PlacedSeeds | null;
}

/** A dot for each seed, and under them their mean with its interval. It is as wide and high as its cell. */
export function SeedsMark({ layout, row }: SeedsMarkProps): ReactElement {
  return (
    <svg className="interval-mark interval-told" aria-hidden="true">
      {layout.ticks.map(({ text, x }) => (
        <line key={text} className="interval-grid" x1={percent(x)} x2={percent(x)} y1="0" y2="100%" />
      ))}
      {row !== null && (
        <>
          {row.dots.map((x, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two seeds may have one figure, and none ever moves
            <circle key={index} className="seeds-dot" cx={percent(x)} cy="30%" r="3.5" />
          ))}
          <line className="interval-line" x1={percent(row.low)} x2={percent(row.high)} y1="70%" y2="70%" />
          <circle className="interval-dot" cx={percent(row.mean)} cy="70%" r="4" />
        </>
      )}
    </svg>
  );
}
