import type { ReactElement } from 'react';
import type { CourseInput } from '../../drawings/comparison/layout.ts';
import { NONE, percent, whole } from '../format.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import './box.css';
import './table.css';

const texts = comparisonTexts.course;

export interface CourseTableProps {
  readonly courses: readonly CourseInput[];
  /** Of the first column. */
  readonly unit: string;
}

/** The chart's figures, one row a place. */
export function CourseTable({ courses, unit }: CourseTableProps): ReactElement {
  const places = [...new Set(courses.flatMap(({ points }) => points.map(({ at }) => at)))].sort(
    (a, b) => a - b,
  );
  const columns = courses.map(({ points }) => new Map(points.map((point) => [point.at, point])));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="comparison-box comparison-scroll" aria-label={texts.asTable} tabIndex={0}>
      <table className="comparison-table" aria-label={texts.name}>
        <thead>
          <tr>
            <th scope="col">{unit}</th>
            {courses.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((at) => (
            <tr key={at}>
              <th scope="row">{whole(at)}</th>
              {columns.map((points, index) => {
                const point = points.get(at);
                return (
                  <td key={courses[index]?.id}>{point === undefined ? NONE : <Interval {...point} />}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export interface IntervalProps {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** 36.2 and, thin, 35.8 to 36.6 */
export function Interval({ mean, low, high }: IntervalProps): ReactElement {
  return (
    <>
      <b>{percent(mean)}</b> <span className="interval">{comparisonTexts.interval(low, high)}</span>
    </>
  );
}
