import type { ReactElement } from 'react';
import type { FinalistsLayout, PlacedRow } from '../../drawings/finish/finalists.ts';
import '../reward/Dots.css';
import './FinalistsFigure.css';

export interface FinalistsFigureProps {
  readonly layout: FinalistsLayout;
  /** Over the marks; where there is one fresh seed each, its singular. */
  readonly heads: { readonly fresh: string; readonly chosen: string };
  /** "#41" */
  readonly trial: (trial: number) => string;
}

/** The finalists on one axis. What it shows is told beside it, sentence by sentence. */
export function FinalistsFigure({ layout, heads, trial }: FinalistsFigureProps): ReactElement {
  const { width, height, ticks, top, bottom, rows } = layout;
  return (
    <svg className="finalists-figure" aria-hidden="true" width={width} height={height}>
      {ticks.map(({ x, text }) => (
        <g key={text}>
          <line className="finalists-grid" x1={x + 0.5} x2={x + 0.5} y1={top} y2={bottom} />
          <text className="finalists-word" x={x} y={bottom + 14} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {layout.heads.map(({ kind, x }) => (
        <text key={kind} className="finalists-word" x={x} y={11} textAnchor="middle">
          {heads[kind]}
        </text>
      ))}
      {rows.map((row) => (
        <Row key={row.trial} row={row} name={trial(row.trial)} right={width} />
      ))}
    </svg>
  );
}

function Row({
  row,
  name,
  right,
}: {
  readonly row: PlacedRow;
  readonly name: string;
  readonly right: number;
}): ReactElement {
  const { y, label, isFinal, marks, link, whisker } = row;
  const winner = isFinal || undefined;
  return (
    <g>
      <text className="finalists-name" data-winner={winner} x={0} y={y + 4}>
        {name}
      </text>
      {link !== null && <path className="finalists-link" d={`M${link.from},${link.y}H${link.to}`} />}
      {whisker !== null && (
        <>
          <path
            className="finalists-whisker"
            d={`M${whisker.whole[0]},${whisker.y}H${whisker.whole[1]}`}
            strokeWidth={1}
          />
          <path
            className="finalists-whisker"
            d={`M${whisker.images[0]},${whisker.y}H${whisker.images[1]}`}
            strokeWidth={3}
          />
        </>
      )}
      {marks.map(({ kind, x, y: at, radius }, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: two seeds may have one figure, and none ever moves
          key={index}
          className="reward-dot"
          data-kind={kind}
          cx={x}
          cy={at}
          r={radius}
        />
      ))}
      <text className="finalists-name" data-winner={winner} x={right} y={y + 4} textAnchor="end">
        {label}
      </text>
    </g>
  );
}
