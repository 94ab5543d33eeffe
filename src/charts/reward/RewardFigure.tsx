import {
  type MouseEventHandler,
  memo,
  type PointerEventHandler,
  type ReactElement,
  useId,
  useMemo,
  useState,
} from 'react';
import { crossPath, crowdOf, DOT_RADIUS } from '../../drawings/reward/crowd.ts';
import type { EndLabel } from '../../drawings/reward/labels.ts';
import type { PlacedDot, RewardLayout } from '../../drawings/reward/layout.ts';
import './RewardFigure.css';

export interface RewardFigureTexts {
  /** Accessible name of the image. */
  readonly name: string;
  /** The x axis. */
  readonly axis: string;
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
  const { width, height, paths, dots, labels } = layout;
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
      <Now layout={layout} paused={paused} />
      <path className="reward-baseline" d={paths.baseline} />
      <path className="reward-best" d={paths.best} />
      <path className="reward-mean" d={paths.mean} />
      <Dots dots={dots} />
      {lit && <circle className="reward-lit" cx={lit.x} cy={lit.y} r={8} />}
      {layout.now && <circle className="reward-running" cx={layout.now.x} cy={layout.now.y} r={3.5} />}
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
  return (
    <g>
      {rows.map(({ value, y }) => (
        <g key={value}>
          <line className="reward-row" x1={plot.left} x2={width} y1={y} y2={y} />
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
  const { now, plot } = layout;
  if (now === null) return null;
  const x = Math.round(now.x) + 0.5;
  const className = paused ? 'reward-now reward-now-paused' : 'reward-now';
  return <line className={className} x1={x} x2={x} y1={0} y2={plot.bottom} />;
}

/** The dots of trials; one that comes alone grows into its place, those of a run that is opened are there. */
const Dots = memo(function Dots({ dots }: { readonly dots: readonly PlacedDot[] }): ReactElement {
  const { groups, single } = useMemo(() => crowdOf(dots), [dots]);
  const arrived = useArrived(dots);
  const dot = useId();
  const marker = `url(#${dot})`;
  return (
    <g>
      {groups.length > 0 && (
        <marker id={dot} className="reward-marker" markerUnits="userSpaceOnUse">
          <circle className="reward-dot" r={DOT_RADIUS} />
        </marker>
      )}
      {groups.map(({ plain, failed }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
        <g key={index}>
          <path d={plain} markerStart={marker} markerMid={marker} markerEnd={marker} />
          {failed !== '' && <path className="reward-failed" d={failed} />}
        </g>
      ))}
      {single.map((dot) => (
        <Dot key={dot.trial} {...dot} isNew={dot.trial === arrived} />
      ))}
    </g>
  );
});

/** The trial whose dot alone was added last; null after any other change. */
function useArrived(dots: readonly PlacedDot[]): number | null {
  const [seen, setSeen] = useState<{ readonly count: number; readonly arrived: number | null }>({
    count: dots.length,
    arrived: null,
  });
  if (seen.count === dots.length) return seen.arrived;
  const arrived = dots.length === seen.count + 1 ? (dots.at(-1)?.trial ?? null) : null;
  setSeen({ count: dots.length, arrived });
  return arrived;
}

/** Only the axis moves a dot once it is there. */
const Dot = memo(function Dot({
  trial,
  x,
  y,
  kind,
  isNew,
}: PlacedDot & { readonly isNew: boolean }): ReactElement {
  if (kind === 'failed') {
    const d = crossPath({ x, y });
    return <path data-trial={trial} data-new={isNew || undefined} className="reward-failed" d={d} />;
  }
  return (
    <circle
      data-trial={trial}
      data-new={isNew || undefined}
      className={kind === 'best' ? 'reward-dot reward-dot-best' : 'reward-dot'}
      cx={x}
      cy={y}
      r={kind === 'best' ? 4 : DOT_RADIUS}
    />
  );
});

function Label({ tone, text, value, note, x, y, ground }: EndLabel): ReactElement {
  const base = note === undefined ? y + 4 : y - 4;
  return (
    <text className={`reward-label reward-label-${tone}`} data-ground={ground} x={x} y={base}>
      {text}
      {value !== '' && <tspan className="reward-value">{` ${value}`}</tspan>}
      {note !== undefined && (
        <tspan className="reward-note" x={x} y={base + 16}>
          {note}
        </tspan>
      )}
    </text>
  );
}
