import { type KeyboardEvent, type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { type AxisRule, growAxis } from '../../drawings/axis.ts';
import {
  type ComparisonLayout,
  type CourseInput,
  extentOf,
  layoutComparison,
  nearestPlace,
} from '../../drawings/comparison/layout.ts';
import type { Size } from '../../drawings/plot.ts';
import { placeTooltip } from '../../drawings/tooltip.ts';
import { pointerIn } from '../pointerIn.ts';
import { sliderTarget } from '../sliderTarget.ts';
import { ComparisonFigure } from './ComparisonFigure.tsx';
import './ComparisonChart.css';

/** One line a strategy with its band, and a slider over the places of the x axis for the keyboard. */

export interface ComparisonTexts {
  /** Accessible name of the slider. */
  readonly slider: string;
}

export interface ComparisonChartProps {
  readonly courses: readonly CourseInput[];
  readonly size: Size;
  /** Accessible name of the image. */
  readonly label: string;
  /** What it shows, in words. */
  readonly description: string;
  readonly texts: ComparisonTexts;
  /** The x axis: "children". */
  readonly unit: string;
  /** Lines of the tooltip at a place, the first one bold. */
  readonly describe: (at: number) => readonly ReactNode[];
  /** What a screen reader says of a place. */
  readonly sentenceOf: (at: number) => string;
}

/** In %. */
const RULE: AxisRule = { steps: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25], intervals: 6, floor: 0, ceiling: 100 };
const EMPTY = [0, 50] as const;
const LINE = 16;
const PADDING = 18;

export function ComparisonChart(props: ComparisonChartProps): ReactElement {
  const { courses, size, label, description, texts, unit, describe, sentenceOf } = props;
  const [active, setActive] = useState<number | null>(null);
  const layout = useMemo(() => {
    const [low, high] = extentOf(courses) ?? EMPTY;
    return layoutComparison(courses, growAxis(null, low, high, RULE), size);
  }, [courses, size]);
  const lit = active === null ? null : (layout.places[active] ?? null);
  const lines = lit === null ? [] : describe(lit.at);
  const middle = (layout.plot.top + layout.plot.bottom) / 2;
  return (
    <div className="comparison-chart" style={size}>
      <ComparisonFigure
        layout={layout}
        label={label}
        description={description}
        unit={unit}
        lit={lit?.x ?? null}
        onPointerMove={(event) => setActive(nearestPlace(layout.places, pointerIn(event, size.width).x))}
        onPointerLeave={() => setActive(null)}
      />
      {layout.places.length > 0 && (
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
          className="comparison-tooltip"
          style={placeTooltip({ x: lit.x, y: middle }, size, lines.length * LINE + PADDING)}
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
  readonly layout: ComparisonLayout;
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
      className="comparison-slider"
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
