import type { ReactElement } from 'react';
import type { RegretCourseInput } from '../../../../drawings/comparison/regret.ts';
import type { RegretAxis } from '../../../../studies/comparison/curves.ts';
import { NONE, percent } from '../../../format.ts';
import { comparisonTexts } from '../../../texts/search/comparison.ts';
import '../box.css';
import './table.css';

const texts = comparisonTexts.regret;

export interface RegretTableProps {
  readonly courses: readonly RegretCourseInput[];
  readonly axis: RegretAxis;
}

/** The chart's figures, one row a place. */
export function RegretTable({ courses, axis }: RegretTableProps): ReactElement {
  const places = [...new Set(courses.flatMap(({ points }) => points.map(({ at }) => at)))].sort(
    (a, b) => a - b,
  );
  const columns = courses.map(({ points }) => new Map(points.map(({ at, mean }) => [at, mean])));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="comparison-box comparison-scroll" aria-label={texts.asTable} tabIndex={0}>
      <table className="comparison-table" aria-label={texts.name}>
        <thead>
          <tr>
            <th scope="col">{comparisonTexts.axes[axis].unit}</th>
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
              <th scope="row">{texts.amount(at, axis)}</th>
              {columns.map((means, index) => {
                const mean = means.get(at);
                return <td key={courses[index]?.id}>{mean === undefined ? NONE : percent(mean)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
