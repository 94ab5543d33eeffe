import {
  type KeyboardEvent,
  type PointerEventHandler,
  type ReactElement,
  type ReactNode,
  useState,
} from 'react';
import { nearestPlace, type Place } from '../../drawings/places.ts';
import type { Plot, Size } from '../../drawings/plot/plot.ts';
import { pointerIn } from '../pointerIn.ts';
import { sliderTarget } from '../sliderTarget.ts';
import { ChartSlider } from './ChartSlider.tsx';
import { ChartTooltip } from './ChartTooltip.tsx';

/** Where the pointer or the slider stands, and what moves it. */
export interface PlacesFigure {
  /** Its x; null where it stands nowhere. */
  readonly lit: number | null;
  readonly onPointerMove: PointerEventHandler<SVGSVGElement>;
  readonly onPointerLeave: () => void;
}

export interface PlacesChartProps {
  readonly className: string;
  readonly size: Size;
  readonly plot: Plot;
  /** Of the x axis, rising. */
  readonly places: readonly Place[];
  /** Accessible name of the slider over them. */
  readonly slider: string;
  /** Lines of the tooltip at a place, the first one bold. */
  readonly describe: (at: number) => readonly ReactNode[];
  /** What a screen reader says of a place. */
  readonly sentenceOf: (at: number) => string;
  readonly figure: (moved: PlacesFigure) => ReactNode;
}

const WIDEST = 280;

/** A chart of lines, which are read along the x axis: by the pointer, or by one tab stop whose arrows walk along it. */
export function PlacesChart(props: PlacesChartProps): ReactElement {
  const { className, size, plot, places, slider, describe, sentenceOf, figure } = props;
  const [active, setActive] = useState<number | null>(null);
  const lit = active === null ? null : (places[active] ?? null);
  const last = places.length - 1;
  const index = Math.min(active ?? last, last);
  const place = places[index];
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = sliderTarget(event.key, index, last);
    if (to === null) return;
    event.preventDefault();
    setActive(to);
  };
  return (
    <div className={className} style={size}>
      {figure({
        lit: lit?.x ?? null,
        onPointerMove: (event) => setActive(nearestPlace(places, pointerIn(event, size.width).x)),
        onPointerLeave: () => setActive(null),
      })}
      {place && (
        <ChartSlider
          label={slider}
          text={sentenceOf(place.at)}
          range={[places[0]!.at, places[last]!.at]}
          value={place.at}
          at={{ x: place.x, y: plot.bottom }}
          onFocus={() => setActive(index)}
          onBlur={() => setActive(null)}
          onKeyDown={onKeyDown}
        />
      )}
      {lit && (
        <ChartTooltip
          at={{ x: lit.x, y: (plot.top + plot.bottom) / 2 }}
          size={size}
          lines={describe(lit.at)}
          widest={WIDEST}
        />
      )}
    </div>
  );
}
