import type { ReactElement } from 'react';
import { CoursesChart } from '../../../../charts/courses/CoursesChart.tsx';
import { type CoursesInput, figuresAt } from '../../../../drawings/courses/input.ts';
import { usePlayground } from '../../../../store/context.ts';
import { useSize } from '../../../hooks/useSize.ts';
import { tip } from '../../../parts/tips/tip.ts';
import { Words } from '../../../parts/Words.tsx';
import { coursesChartTexts, coursesTexts as texts } from '../../../texts/charts/courses.ts';
import { CoursesTable } from './CoursesTable.tsx';
import { useCourses } from './useCourses.ts';
import './Courses.css';

const { choice, alone } = texts;
const WORDS = [
  ['children', choice.children.text, choice.children.says],
  ['seconds', choice.seconds.text, choice.seconds.says],
] as const;

/** In the reward chart's place where runs are laid over the one on the page: all of them, as a chart or as a table. */
export function Courses({ asTable }: { readonly asTable: boolean }): ReactElement {
  const { input, notes } = useCourses();
  const axis = usePlayground((state) => state.laidAxis);
  const setAxis = usePlayground((state) => state.setLaidAxis);
  const layNone = usePlayground((state) => state.layNone);
  const weighed = usePlayground(({ run }) => run?.settings.reward === 'cost');
  return (
    <>
      <div className="courses-title">
        <p>{texts.title(weighed)}</p>
        <Words name={choice.name} words={WORDS} chosen={axis} onChoose={setAxis} />
        <button type="button" className="link" {...tip(alone.says)} onClick={layNone}>
          {alone.text}
        </button>
      </div>
      {asTable ? <CoursesTable input={input} /> : <Chart input={input} />}
      {notes.length > 0 && <p className="courses-notes">{notes.join(' ')}</p>}
    </>
  );
}

function Chart({ input }: { readonly input: CoursesInput }): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const { axis, courses } = input;
  const standing = (at: number) =>
    courses
      .flatMap((course) => {
        const figures = figuresAt(course, at);
        return figures === null ? [] : [{ name: course.name, ...figures }];
      })
      .sort((a, b) => b.best - a.best);
  return (
    <div ref={box} className="courses-box">
      {size && size.height > 0 && (
        <CoursesChart
          input={input}
          size={size}
          texts={coursesChartTexts[axis]}
          description={courses
            .flatMap((course) => {
              const figures = figuresAt(course, course.end);
              return figures === null ? [] : [texts.reaches(course.name, axis, course.end, figures.best)];
            })
            .join(' ')}
          chartKey={[axis, ...courses.map(({ id }) => id)].join(' ')}
          describe={(at) => [
            texts.at(axis, at),
            ...standing(at).map(({ name, best, mean }) => texts.line(name, best, mean)),
          ]}
          sentenceOf={(at) =>
            [
              texts.at(axis, at),
              ...standing(at).map(({ name, best, mean }) => texts.spoken(name, best, mean)),
            ].join('; ')
          }
        />
      )}
    </div>
  );
}
