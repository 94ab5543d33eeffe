import type { ReactElement } from 'react';
import { type CoursesInput, figuresAt, lastOf, SECONDS_RULE } from '../../../../drawings/courses/input.ts';
import { placeValues } from '../../../../drawings/courses/layout.ts';
import { growAxis } from '../../../../drawings/plot/axis.ts';
import { NONE, percent } from '../../../format.ts';
import { useGrowing } from '../../../hooks/useGrowing.ts';
import { coursesTexts } from '../../../texts/charts/courses.ts';
import '../RewardTable.css';
import './CoursesTable.css';

const texts = coursesTexts.table;
/** Rows that a frame adds. */
const STEP = 40;

/** The figures of runs that are compared, where the chart is read. */
export function CoursesTable({ input }: { readonly input: CoursesInput }): ReactElement {
  const { axis, courses } = input;
  const last = axis === 'children' ? lastOf(input) : growAxis(null, 0, lastOf(input), SECONDS_RULE).high;
  const places = placeValues(input, last);
  const count = useGrowing(places.length, STEP);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="reward-table-box" aria-label={texts.name} tabIndex={0}>
      <table className="reward-table courses-table" aria-label={texts.name}>
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
          {places.slice(0, count).map((at) => (
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
