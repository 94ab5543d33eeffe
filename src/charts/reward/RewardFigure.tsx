import { type MouseEventHandler, memo, type PointerEventHandler, type ReactElement } from 'react';
import type { EndLabel } from '../../drawings/reward/labels.ts';
import type { RewardLayout } from '../../drawings/reward/layout.ts';
import { Again } from './Again.tsx';
import { Dots } from './Dots.tsx';
import { Whiskers } from './Whiskers.tsx';
import './RewardFigure.css';

export interface RewardFigureTexts {
  /** Accessible name of the image. */
  readonly name: string;
  /** The x axis. */
  readonly axis: string;
  /** Over the finalists' columns. */
  readonly again: string;
}

export interface RewardFigureProps {
  readonly layout: RewardLayout;
  readonly texts: RewardFigureTexts;
  readonly paused: boolean;
  readonly active: number | null;
  readonly onPointerMove: PointerEventHandler<SVGSVGElement>;
  readonly onPointerLeave: () => void;
  readonly onClick: MouseEventHandler<SVGSVGElement>;
}

export function RewardFigure(props: RewardFigureProps): ReactElement {
  const { layout, texts, paused, active, onPointerMove, onPointerLeave, onClick } = props;
  const { width, height, plot, paths, dots, look, now, beside, again, labels } = layout;
  const lit = dots.find(({ trial }) => trial === active);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the slider beside it does the same by keys
    <svg
      role="img"
      aria-label={texts.name}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      onPointerMove={onPointerMove}
      onPointerLeave={onPointerLeave}
      onClick={onClick}
      data-lit={lit !== undefined || undefined}
    >
      <path className="reward-band" d={paths.band} />
      <Frame layout={layout} axis={texts.axis} />
      <path className="reward-median" d={paths.median} />
      <Chance layout={layout} />
      <Whiskers layout={layout} lit={lit} />
      <Now layout={layout} paused={paused} />
      <path className="reward-baseline" d={paths.baseline} />
      <path className="reward-best" d={paths.best} />
      <path className="reward-mean" d={paths.mean} />
      {again && <Again again={again} plot={plot} radius={look.radius} title={texts.again} />}
      <Dots dots={dots} radius={look.radius} />
      {lit && <circle className="reward-lit" cx={lit.x} cy={lit.y} r={8} />}
      {now?.isTraining &&
        [now.x, ...beside].map((x, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may lie on one point
          <circle key={index} className="reward-running" cx={x} cy={now.y} r={3.5} />
        ))}
      {labels.map((label) => (
        <Label key={label.tone} {...label} />
      ))}
    </svg>
  );
}

const Frame = memo(function Frame({
  layout,
  axis,
}: {
  readonly layout: RewardLayout;
  readonly axis: string;
}): ReactElement {
  const { plot, rows, ticks, width } = layout;
  // Beside the columns names stand one above the other, wherever their lines end: no row runs through them.
  const rowsEnd = layout.again === null ? width : layout.end;
  return (
    <g>
      {rows.map(({ value, y }) => (
        <g key={value}>
          <line className="reward-row" x1={plot.left} x2={rowsEnd} y1={y} y2={y} />
          <text className="reward-tick" x={plot.left - 8} y={y + 4} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      <line
        className="reward-floor"
        x1={plot.left}
        x2={width}
        y1={plot.bottom + 0.5}
        y2={plot.bottom + 0.5}
      />
      <text className="reward-tick" x={0} y={plot.bottom + 21}>
        {axis}
      </text>
      {ticks.map(({ trial, x, labelled, now }) => (
        <g key={trial}>
          <line className="reward-notch" x1={x} x2={x} y1={plot.bottom + 1} y2={plot.bottom + 5} />
          {labelled && (
            <text
              className={now ? 'reward-tick reward-tick-now' : 'reward-tick'}
              x={x}
              y={plot.bottom + 21}
              textAnchor="middle"
            >
              {trial}
            </text>
          )}
        </g>
      ))}
    </g>
  );
});

function Now({
  layout,
  paused,
}: {
  readonly layout: RewardLayout;
  readonly paused: boolean;
}): ReactElement | null {
  const { now, beside, plot } = layout;
  if (now === null) return null;
  const className = paused ? 'reward-now reward-now-paused' : 'reward-now';
  return (
    <>
      {[now.x, ...beside.slice(-1)]
        .map((at) => Math.round(at) + 0.5)
        .map((x, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may lie on one pixel
          <line key={index} className={className} x1={x} x2={x} y1={0} y2={plot.bottom} />
        ))}
    </>
  );
}

/** Guessing; below a break where the space between would be empty. */
function Chance({ layout }: { readonly layout: RewardLayout }): ReactElement | null {
  const { chance, plot, end } = layout;
  if (chance === null) return null;
  const { y, value, breakAt } = chance;
  const x = plot.left - 16;
  return (
    <g>
      <line className="reward-chance" x1={plot.left} x2={end} y1={y} y2={y} />
      {breakAt !== null && (
        <>
          <path className="reward-break" d={`M${x},${breakAt + 1}l9,-5M${x},${breakAt + 5}l9,-5`} />
          <text className="reward-tick" x={plot.left - 8} y={y + 4} textAnchor="end">
            {value}
          </text>
        </>
      )}
    </g>
  );
}

function Label({ tone, text, value, half, note, x, y, ground }: EndLabel): ReactElement {
  const base = note === undefined ? y + 4 : y - 4;
  return (
    <text className={`reward-label reward-label-${tone}`} data-ground={ground} x={x} y={base}>
      {text}
      {value !== '' && <tspan className="reward-value">{` ${value}`}</tspan>}
      {half !== undefined && <tspan className="reward-half">{` ${half}`}</tspan>}
      {note !== undefined && (
        <tspan className="reward-note" x={x} y={base + 16}>
          {note}
        </tspan>
      )}
    </text>
  );
}
