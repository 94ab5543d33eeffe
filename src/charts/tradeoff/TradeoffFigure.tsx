import { type MouseEventHandler, memo, type PointerEventHandler, type ReactElement } from 'react';
import { crossPath } from '../../drawings/reward/crowd.ts';
import { whiskerPaths } from '../../drawings/reward/whiskers.ts';
import type { PlacedTradeoffDot, TradeoffLayout } from '../../drawings/tradeoff/layout.ts';
import './TradeoffFigure.css';

export interface TradeoffFigureTexts {
  /** Accessible name of the image. */
  readonly name: string;
  /** The costs' ticks, all at once: a unit need stand at one of several. */
  ticks(values: readonly number[]): readonly string[];
}

export interface TradeoffFigureProps {
  readonly layout: TradeoffLayout;
  readonly texts: TradeoffFigureTexts;
  readonly description: string;
  readonly lit: PlacedTradeoffDot | null;
  readonly selected: PlacedTradeoffDot | null;
  readonly onPointerMove: PointerEventHandler<SVGSVGElement>;
  readonly onPointerLeave: () => void;
  readonly onClick: MouseEventHandler<SVGSVGElement>;
}

export function TradeoffFigure(props: TradeoffFigureProps): ReactElement {
  const { layout, texts, description, lit, selected, onPointerMove, onPointerLeave, onClick } = props;
  const { width, height } = layout;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the slider beside it does the same by keys
    <svg
      className="tradeoff-image"
      role="img"
      aria-label={texts.name}
      aria-description={description}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      onPointerMove={onPointerMove}
      onPointerLeave={onPointerLeave}
      onClick={onClick}
      data-lit={lit !== null || undefined}
    >
      <Ground layout={layout} texts={texts} />
      {lit?.whisker && <Whiskers paths={whiskerPaths([lit.whisker])} isLit />}
      <Dots dots={layout.dots} radius={layout.radius} />
      <Words layout={layout} />
      {selected && <circle className="tradeoff-selected" cx={selected.x} cy={selected.y} r={8} />}
      {lit && lit !== selected && <circle className="tradeoff-touched" cx={lit.x} cy={lit.y} r={8} />}
    </svg>
  );
}

type GroundProps = Pick<TradeoffFigureProps, 'layout' | 'texts'>;

const Ground = memo(function Ground({ layout, texts }: GroundProps): ReactElement {
  const { plot, rows, ticks, whiskers, lines, running } = layout;
  const words = texts.ticks(ticks.map(({ value }) => value));
  return (
    <g>
      {rows.map(({ value, y }) => (
        <g key={value}>
          <line className="tradeoff-row" x1={plot.left} x2={plot.right} y1={y} y2={y} />
          <text className="tradeoff-tick" x={plot.left - 8} y={y + 4} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      <line
        className="tradeoff-floor"
        x1={plot.left}
        x2={plot.right}
        y1={plot.bottom + 0.5}
        y2={plot.bottom + 0.5}
      />
      {ticks.map(({ value, x }, index) => (
        <g key={value}>
          <line className="tradeoff-floor" x1={x} x2={x} y1={plot.bottom + 1} y2={plot.bottom + 5} />
          <text className="tradeoff-tick" x={x} y={plot.bottom + 20} textAnchor="middle">
            {words[index]}
          </text>
        </g>
      ))}
      <Whiskers paths={whiskers} />
      <path className="tradeoff-line" d={lines} />
      {running && <circle className="tradeoff-running" cx={running.x} cy={running.y} r={3.5} />}
    </g>
  );
});

function Whiskers({
  paths,
  isLit = false,
}: {
  readonly paths: TradeoffLayout['whiskers'];
  readonly isLit?: boolean;
}): ReactElement | null {
  if (paths.whole === '') return null;
  return (
    <g className="tradeoff-whisker" data-lit={isLit || undefined}>
      <path d={paths.whole} />
      <path d={paths.images} strokeWidth={3} />
    </g>
  );
}

interface DotsProps {
  readonly dots: readonly PlacedTradeoffDot[];
  readonly radius: number;
}

/** Those behind first, so that the front is never hidden. */
const Dots = memo(function Dots({ dots, radius }: DotsProps): ReactElement {
  const order = [...dots].sort((a, b) => rankOf(a) - rankOf(b));
  return (
    <g>
      {order.map((dot) => (
        <Dot key={dot.id} dot={dot} radius={radius} />
      ))}
    </g>
  );
});

const RANKS = ['paused', 'failed', 'other', 'plain', 'alike', 'ours', 'front'];
const rankOf = ({ look }: PlacedTradeoffDot): number => RANKS.indexOf(look);

function Dot({ dot, radius }: { readonly dot: PlacedTradeoffDot; readonly radius: number }): ReactElement {
  const { id, x, y, look, isRepeated } = dot;
  if (look === 'failed')
    return <path className="tradeoff-failed" data-child={id} d={crossPath(dot, radius)} />;
  // Filled dots have an outline of the page's colour, which takes half a pixel of them.
  const r = look === 'front' ? radius + 0.5 : radius;
  return (
    <g className="tradeoff-dot" data-look={look} data-child={id}>
      {isRepeated && <circle className="tradeoff-again" cx={x} cy={y} r={radius + 3.5} />}
      <circle className="tradeoff-ring" cx={x} cy={y} r={r} />
      {look === 'alike' && <circle className="tradeoff-middle" cx={x} cy={y} r={radius * 0.36} />}
    </g>
  );
}

/** The ring of a child that can't be told from the front, for a key. */
export function AlikeSign(): ReactElement {
  return (
    <svg className="tradeoff-sign" width={10} height={10} viewBox="-5 -5 10 10" aria-hidden="true">
      <circle className="tradeoff-ring" r={3.5} />
      <circle className="tradeoff-middle" r={1.26} />
    </svg>
  );
}

const Words = memo(function Words({ layout }: { readonly layout: TradeoffLayout }): ReactElement {
  const { names, lineName } = layout;
  return (
    <g>
      {names.map(({ id, text, tone, x, y, anchor, size }) => (
        <text
          key={id}
          className="tradeoff-name"
          data-tone={tone}
          x={x}
          y={y}
          fontSize={size}
          textAnchor={anchor}
        >
          {text}
        </text>
      ))}
      {lineName && (
        <text
          className="tradeoff-name"
          data-tone="strong"
          x={lineName.x}
          y={lineName.y}
          fontSize={12}
          textAnchor={lineName.anchor}
        >
          {lineName.text}
        </text>
      )}
    </g>
  );
});
