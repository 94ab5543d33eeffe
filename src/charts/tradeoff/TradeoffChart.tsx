import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useMemo,
} from 'react';
import type { Size } from '../../drawings/plot.ts';
import { nearestDot, placeTooltip } from '../../drawings/tooltip.ts';
import { type TradeoffInput, VALUE_RULE, valueExtent } from '../../drawings/tradeoff/input.ts';
import { layoutTradeoff, type PlacedTradeoffDot } from '../../drawings/tradeoff/layout.ts';
import { pointerIn } from '../pointerIn.ts';
import { sliderTarget } from '../sliderTarget.ts';
import { useAxis } from '../useAxis.ts';
import { TradeoffFigure, type TradeoffFigureTexts } from './TradeoffFigure.tsx';
import './TradeoffChart.css';

/** Accuracy against cost, with a slider over the dots by rising cost for the keyboard. */

export interface TradeoffTexts extends TradeoffFigureTexts {
  /** Accessible name of the slider over the dots. */
  readonly slider: string;
}

export interface TradeoffChartProps {
  readonly input: TradeoffInput;
  readonly size: Size;
  readonly texts: TradeoffTexts;
  /** What it shows, in words. */
  readonly description: string;
  /** Names what is shown: within one, the value axis never shrinks. */
  readonly chartKey: string;
  /** The dot lit up here or elsewhere on the page, by its id. */
  readonly active: number | null;
  /** Whether what is lit up has its tooltip here, and not where it was touched. */
  readonly tells?: boolean;
  /** The chosen one. */
  readonly selected: number | null;
  readonly onActive: (id: number | null) => void;
  /** Absent where nothing can be chosen. */
  readonly onSelect?: (id: number) => void;
  /** Lines of the tooltip, the first one bold. */
  readonly describe: (id: number) => readonly ReactNode[];
  /** What a screen reader says of a dot. */
  readonly sentenceOf: (id: number) => string;
}

const EMPTY = [0, 50] as const;
const REACH = 24;
const LINE = 16;
const PADDING = 18;
/** Of the tooltip. */
const WIDEST = 300;
const NARROWEST = 160;
const BESIDE = 14;

export function TradeoffChart(props: TradeoffChartProps): ReactElement {
  const { input, size, texts, description, chartKey, active, selected, onActive, onSelect } = props;
  const { describe, sentenceOf, tells = true } = props;
  const extent = valueExtent(input);
  const [low, high] = extent ?? EMPTY;
  const axis = useAxis(`${chartKey} ${extent === null}`, low, high, VALUE_RULE);
  const layout = useMemo(() => layoutTradeoff(input, axis, size), [input, axis, size]);
  const { dots } = layout;
  const lit = dots.find(({ id }) => id === active) ?? null;
  const tooltipId = useId();
  const pointed = (event: MouseEvent<SVGSVGElement>) => nearestDot(dots, pointerIn(event, size.width), REACH);
  const lines = lit === null || !tells ? [] : describe(lit.id);
  return (
    <div className="tradeoff-chart" style={size}>
      <TradeoffFigure
        layout={layout}
        texts={texts}
        description={description}
        lit={lit}
        selected={dots.find(({ id }) => id === selected) ?? null}
        onPointerMove={(event) => onActive(pointed(event)?.id ?? null)}
        onPointerLeave={() => onActive(null)}
        onClick={(event) => {
          const dot = pointed(event);
          if (dot) onSelect?.(dot.id);
        }}
      />
      {dots.length > 0 && (
        <DotSlider
          label={texts.slider}
          dots={dots}
          active={active ?? selected}
          onActive={onActive}
          onSelect={onSelect}
          sentenceOf={sentenceOf}
        />
      )}
      {lit && tells && (
        <div
          id={tooltipId}
          role="tooltip"
          className="tradeoff-tooltip"
          style={{
            ...placeTooltip(lit, size, lines.length * LINE + PADDING),
            maxWidth: roomBeside(lit, size),
          }}
        >
          {lines.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <div key={index}>{text}</div>
          ))}
        </div>
      )}
    </div>
  );
}

/** Beside the point, to the edge of the chart, beyond which the page may cut it off. */
const roomBeside = ({ x }: { readonly x: number }, { width }: Size): number =>
  Math.min(WIDEST, Math.max(NARROWEST, (x < width / 2 ? width - x : x) - BESIDE));

interface SliderProps {
  readonly label: string;
  readonly dots: readonly PlacedTradeoffDot[];
  readonly active: number | null;
  readonly onActive: (id: number | null) => void;
  readonly onSelect: ((id: number) => void) | undefined;
  readonly sentenceOf: (id: number) => string;
}

/** One tab stop for all dots: arrows walk by rising cost, Enter chooses. */
function DotSlider({ label, dots, active, onActive, onSelect, sentenceOf }: SliderProps): ReactElement {
  const last = dots.length - 1;
  const index = Math.max(
    0,
    dots.findIndex(({ id }) => id === active),
  );
  const dot = dots[index]!;
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = sliderTarget(event.key, index, last);
    if (to !== null) onActive(dots[to]!.id);
    else if (onSelect && (event.key === 'Enter' || event.key === ' ')) onSelect(dot.id);
    else if (event.key === 'Escape') onActive(null);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="tradeoff-slider"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={dots.length}
      aria-valuenow={index + 1}
      aria-valuetext={sentenceOf(dot.id)}
      style={{ left: dot.x, top: dot.y }}
      onFocus={() => onActive(dot.id)}
      onBlur={() => onActive(null)}
      onKeyDown={onKeyDown}
    />
  );
}
