import { type MouseEvent, type ReactElement, type ReactNode, useMemo } from 'react';
import type { Size } from '../../drawings/plot/plot.ts';
import { nearestDot } from '../../drawings/tooltip.ts';
import { type TradeoffInput, VALUE_RULE, valueExtent } from '../../drawings/tradeoff/input.ts';
import { layoutTradeoff } from '../../drawings/tradeoff/layout.ts';
import { ChartTooltip } from '../parts/ChartTooltip.tsx';
import { DotSlider } from '../parts/DotSlider.tsx';
import { pointerIn } from '../pointerIn.ts';
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
/** Of the tooltip. */
const WIDEST = 300;

export function TradeoffChart(props: TradeoffChartProps): ReactElement {
  const { input, size, texts, description, chartKey, active, selected, onActive, onSelect } = props;
  const { describe, sentenceOf, tells = true } = props;
  const extent = valueExtent(input);
  const [low, high] = extent ?? EMPTY;
  const axis = useAxis(`${chartKey} ${extent === null}`, low, high, VALUE_RULE);
  const layout = useMemo(() => layoutTradeoff(input, axis, size), [input, axis, size]);
  const { dots } = layout;
  const lit = dots.find(({ id }) => id === active) ?? null;
  const pointed = (event: MouseEvent<SVGSVGElement>) => nearestDot(dots, pointerIn(event, size.width), REACH);
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
          idOf={({ id }) => id}
          active={active ?? selected}
          rests="first"
          onActive={onActive}
          onSelect={onSelect}
          sentenceOf={sentenceOf}
        />
      )}
      {lit && tells && <ChartTooltip at={lit} size={size} lines={describe(lit.id)} widest={WIDEST} />}
    </div>
  );
}
