import { type ReactElement, type ReactNode, useMemo } from 'react';
import { greatestRegret, layoutRegret, type RegretInput } from '../../drawings/comparison/regret.ts';
import { type AxisRule, growAxis } from '../../drawings/plot/axis.ts';
import type { Size } from '../../drawings/plot/plot.ts';
import { PlacesChart } from '../parts/PlacesChart.tsx';
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

export function RegretChart(props: RegretChartProps): ReactElement {
  const { input, size, label, description, texts, unit, describe, sentenceOf } = props;
  const layout = useMemo(
    () => layoutRegret(input, growAxis(null, 0, greatestRegret(input.courses) ?? EMPTY, RULE), size),
    [input, size],
  );
  const { plot, places } = layout;
  return (
    <PlacesChart
      className="regret-chart"
      size={size}
      plot={plot}
      places={places}
      slider={texts.slider}
      describe={describe}
      sentenceOf={sentenceOf}
      figure={(moved) => (
        <RegretFigure
          layout={layout}
          label={label}
          description={description}
          unit={unit}
          floorText={(points) => texts.floor(points, plot.right - plot.left < ROOM)}
          {...moved}
        />
      )}
    />
  );
}
