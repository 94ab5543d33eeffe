import { type KeyboardEvent, type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { type AxisRule, growAxis } from '../../drawings/axis.ts';
import {
  greatestRegret,
  layoutRegret,
  nearestPlace,
  type RegretInput,
  type RegretLayout,
} from '../../drawings/comparison/regret.ts';
import type { Size } from '../../drawings/plot.ts';
import { placeTooltip } from '../../drawings/tooltip.ts';
import { pointerIn } from '../pointerIn.ts';
import { sliderTarget } from '../sliderTarget.ts';
import { RegretFigure } from './RegretFigure.tsx';
import './RegretChart.css';

/** One line a strategy, the chosen one over the others, and a slider over the places of the x axis for the keyboard. */

export interface RegretTexts {
  /** Accessible name of the slider. */
  readonly slider: string;
  /** On the line of the noise floor. */
  readonly floor: (points: string, isShort: boolean) => string;
}

export interface RegretChartProps {
  readonly input: RegretInput;
  readonly size: Size;
  /** Accessible name of the image. */
  readonly label: string;
  /** What it shows, in words. */
  readonly description: string;
  readonly texts: RegretTexts;
  /** The x axis: "trials". */
  readonly unit: string;
  /** Lines of the tooltip at a place, the first one bold. */
  readonly describe: (at: number) => readonly ReactNode[];
  /** What a screen reader says of a place. */
  readonly sentenceOf: (at: number) => string;
}

/** In points. */
const RULE: AxisRule = { steps: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25], intervals: 6, floor: 0, ceiling: 100 };
const EMPTY = 5;
/** Of the plot: below it the floor's name is short. */
const ROOM = 360;
const LINE = 16;
const PADDING = 18;

export function RegretChart(props: RegretChartProps): ReactElement {
  const { input, size, label, description, texts, unit, describe, sentenceOf } = props;
  const [active, setActive] = useState<number | null>(null);
  const layout = useMemo(
    () => layoutRegret(input, growAxis(null, 0, greatestRegret(input.courses) ?? EMPTY, RULE), size),
    [input, size],
  );
  const { plot, places } = layout;
  const lit = active === null ? null : (places[active] ?? null);
  const lines = lit === null ? [] : describe(lit.at);
  return (
    <div className="regret-chart" style={size}>
      <RegretFigure
        layout={layout}
        label={label}
        description={description}
        unit={unit}
        floorText={(points) => texts.floor(points, plot.right - plot.left < ROOM)}
        lit={lit?.x ?? null}
        onPointerMove={(event) => setActive(nearestPlace(places, pointerIn(event, size.width).x))}
        onPointerLeave={() => setActive(null)}
      />
      {places.length > 0 && (
        <PlaceSlider
          label={texts.slider}
          layout={layout}
          active={active}
          onActive={setActive}
          sentenceOf={sentenceOf}
        />
      )}
      {lit && (
        <div
          role="tooltip"
          className="regret-tooltip"
          style={placeTooltip(
            { x: lit.x, y: (plot.top + plot.bottom) / 2 },
            size,
            lines.length * LINE + PADDING,
          )}
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

interface SliderProps {
  readonly label: string;
  readonly layout: RegretLayout;
  readonly active: number | null;
  readonly onActive: (index: number | null) => void;
  readonly sentenceOf: (at: number) => string;
}

/** One tab stop for the whole chart: arrows walk along the x axis. */
function PlaceSlider({ label, layout, active, onActive, sentenceOf }: SliderProps): ReactElement {
  const { places, plot } = layout;
  const last = places.length - 1;
  const index = Math.min(active ?? last, last);
  const place = places[index]!;
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = sliderTarget(event.key, index, last);
    if (to === null) return;
    event.preventDefault();
    onActive(to);
  };
  return (
    <div
      className="regret-slider"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={places[0]!.at}
      aria-valuemax={places[last]!.at}
      aria-valuenow={place.at}
      aria-valuetext={sentenceOf(place.at)}
      style={{ left: place.x, top: plot.bottom }}
      onFocus={() => onActive(index)}
      onBlur={() => onActive(null)}
      onKeyDown={onKeyDown}
    />
  );
}
