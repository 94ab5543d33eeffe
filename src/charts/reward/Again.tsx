import type { ReactElement } from 'react';
import type { Plot } from '../../drawings/plot/plot.ts';
import type { AgainLayout, AgainMark } from '../../drawings/reward/again.ts';
import { crossPath } from '../../drawings/reward/crowd.ts';
import './Again.css';
import './Dots.css';
import './RewardFigure.css';

export interface AgainProps {
  readonly again: AgainLayout;
  readonly plot: Plot;
  readonly radius: number;
  /** Over the columns. */
  readonly title: string;
}

/** Behind a hairline: a column a finalist, with its trainings from fresh seeds. */
export function Again({ again, plot, radius, title }: AgainProps): ReactElement {
  const { hairline, columns, marks, chosen } = again;
  return (
    <g>
      <line className="reward-floor" x1={hairline} x2={hairline} y1={0} y2={plot.bottom} />
      <text className="reward-again-title" x={hairline + 7} y={12}>
        {title}
      </text>
      {columns.map(({ trial, x, isWinner }) => (
        <text
          key={trial}
          className={isWinner ? 'reward-tick reward-tick-now' : 'reward-tick'}
          x={x}
          y={plot.bottom + 21}
          textAnchor="middle"
        >
          #{trial}
        </text>
      ))}
      <path className="reward-again-chosen" d={chosen} />
      {marks.map((mark) => (
        <Mark key={`${mark.trial} ${mark.id}`} {...mark} radius={radius} />
      ))}
    </g>
  );
}

function Mark({ kind, x, y, radius }: AgainMark & { readonly radius: number }): ReactElement {
  if (kind === 'failed') return <path className="reward-failed" d={crossPath({ x, y }, radius)} />;
  return (
    <circle
      className={kind === 'training' ? 'reward-running' : 'reward-dot'}
      data-kind={kind}
      cx={x}
      cy={y}
      r={kind === 'final' ? radius + 0.5 : radius}
    />
  );
}
