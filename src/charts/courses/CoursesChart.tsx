import { type ReactElement, type ReactNode, useMemo } from 'react';
import { type CoursesInput, coursesExtent, lastOf, SECONDS_RULE } from '../../drawings/courses/input.ts';
import { type CoursesLayout, layoutCourses } from '../../drawings/courses/layout.ts';
import type { Size } from '../../drawings/plot/plot.ts';
import { rewardRule } from '../../drawings/reward/input.ts';
import { PlacesChart, type PlacesFigure } from '../parts/PlacesChart.tsx';
import { useAxis } from '../useAxis.ts';
import './CoursesChart.css';

/** Best so far and moving mean of several runs over each other, and a slider along the x axis for the keyboard. */

export interface CoursesTexts {
  /** Accessible name of the image. */
  readonly name: string;
  readonly slider: string;
  /** The x axis. */
  readonly axis: string;
  /** A tick of it. */
  tick(at: number): string;
  /** Before the mean in a run's name. */
  readonly mean: string;
}

export interface CoursesChartProps {
  readonly input: CoursesInput;
  readonly size: Size;
  readonly texts: CoursesTexts;
  /** What it shows, in words. */
  readonly description: string;
  /** Names what is shown: within one, no axis shrinks. */
  readonly chartKey: string;
  readonly describe: (at: number) => readonly ReactNode[];
  readonly sentenceOf: (at: number) => string;
}

const EMPTY = [0, 50] as const;
const SCALE = { chance: 0, chanceLine: null };

export function CoursesChart(props: CoursesChartProps): ReactElement {
  const { input, size, texts, description, chartKey, describe, sentenceOf } = props;
  const extent = coursesExtent(input);
  const [low, high] = extent ?? EMPTY;
  const value = useAxis(`${chartKey} ${extent === null}`, low, high, rewardRule(high, SCALE));
  const time = useAxis(`${chartKey} ${input.axis}`, 0, lastOf(input), SECONDS_RULE);
  const layout = useMemo(() => layoutCourses(input, value, time, size), [input, value, time, size]);
  return (
    <PlacesChart
      className="courses-chart"
      size={size}
      plot={layout.plot}
      places={layout.places}
      slider={texts.slider}
      describe={describe}
      sentenceOf={sentenceOf}
      figure={(moved) => <CoursesFigure layout={layout} texts={texts} description={description} {...moved} />}
    />
  );
}

interface FigureProps extends PlacesFigure {
  readonly layout: CoursesLayout;
  readonly texts: CoursesTexts;
  readonly description: string;
}

function CoursesFigure(props: FigureProps): ReactElement {
  const { layout, texts, description, lit, onPointerMove, onPointerLeave } = props;
  const { width, height, plot, rows, ticks, courses, names, narrow } = layout;
  return (
    <svg
      role="img"
      aria-label={texts.name}
      aria-description={description}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      onPointerMove={onPointerMove}
      onPointerLeave={onPointerLeave}
    >
      {rows.map(({ value, y }) => (
        <g key={value}>
          <line className="courses-row" x1={plot.left} x2={plot.right} y1={y} y2={y} />
          <text className="courses-tick" x={plot.left - 8} y={y + 4} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      <line
        className="courses-floor"
        x1={plot.left}
        x2={plot.right}
        y1={plot.bottom + 0.5}
        y2={plot.bottom + 0.5}
      />
      {ticks.map(({ at, x, labelled }) => (
        <g key={at}>
          <line className="courses-floor" x1={x} x2={x} y1={plot.bottom + 1} y2={plot.bottom + 5} />
          {labelled && (
            <text
              className="courses-tick"
              x={x}
              y={plot.bottom + 21}
              textAnchor={at > 0 && x > plot.right - 1 ? 'end' : 'middle'}
            >
              {texts.tick(at)}
            </text>
          )}
        </g>
      ))}
      <text className="courses-tick" x={plot.right + 20} y={plot.bottom + 21}>
        {texts.axis}
      </text>
      {lit !== null && (
        <line className="courses-lit" x1={lit} x2={lit} y1={plot.top - 4} y2={plot.bottom + 5} />
      )}
      {courses.map(({ id, tone, best, mean, rest }) => (
        <g key={id} className={`courses-${tone}`} data-run={id}>
          <path className="courses-rest" d={rest} />
          <path className="courses-mean" d={mean} />
          <path className="courses-best" d={best} />
        </g>
      ))}
      {names.map(({ id, tone, text, value, mean, x, y, leader }) => (
        <g key={id} className={`courses-${tone}`}>
          <path className="courses-best courses-leader" d={leader} />
          <text className="courses-name" x={x} y={y - 2}>
            {text}
          </text>
          <text className="courses-note" x={x} y={y + 12}>
            <tspan className="courses-value">{value}</tspan>
            {narrow ? '' : ` ${texts.mean} ${mean}`}
          </text>
        </g>
      ))}
    </svg>
  );
}
