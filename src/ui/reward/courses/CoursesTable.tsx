import type { ReactElement } from 'react';
import { growAxis } from '../../../drawings/axis.ts';
import { type CoursesInput, figuresAt, lastOf, SECONDS_RULE } from '../../../drawings/courses/input.ts';
import { placeValues } from '../../../drawings/courses/layout.ts';
import { NONE, percent } from '../../format.ts';
import { coursesTexts } from '../../texts/courses.ts';
import '../RewardTable.css';

const texts = coursesTexts.table;

/** The figures of runs that are compared, where the chart is read. */
export function CoursesTable({ input }: { readonly input: CoursesInput }): ReactElement {
  const { axis, courses } = input;
  const last = axis === 'children' ? lastOf(input) : growAxis(null, 0, lastOf(input), SECONDS_RULE).high;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="reward-table-box" aria-label={texts.name} tabIndex={0}>
      <table className="reward-table" aria-label={texts.name}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {texts.axis[axis]}
            </th>
            {courses.map(({ id, name }) => (
              <th key={id} scope="colgroup" colSpan={2}>
                {name}
              </th>
            ))}
          </tr>
          <tr>
            {courses.map(({ id }) => (
              <Heads key={id} />
            ))}
          </tr>
        </thead>
        <tbody>
          {placeValues(input, last).map((at) => (
            <tr key={at}>
              <th scope="row">{coursesTexts.at(axis, at)}</th>
              {courses.map((course) => {
                const figures = at > course.end ? null : figuresAt(course, at);
                return <Figures key={course.id} figures={figures} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Heads(): ReactElement {
  return (
    <>
      <th scope="col">{texts.best}</th>
      <th scope="col">{texts.mean}</th>
    </>
  );
}

function Figures({ figures }: { readonly figures: ReturnType<typeof figuresAt> }): ReactElement {
  return (
    <>
      <td>{figures === null ? NONE : percent(figures.best)}</td>
      <td>{figures === null ? NONE : percent(figures.mean)}</td>
    </>
  );
}
