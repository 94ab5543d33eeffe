import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { ComparisonChart } from '../../charts/comparison/ComparisonChart.tsx';
import type { CourseInput, CoursePoint } from '../../drawings/comparison/layout.ts';
import type { ComparisonResult } from '../../store/comparison.ts';
import { usePlayground } from '../../store/context.ts';
import type { ContestantId } from '../../studies/comparison/contestants.ts';
import { COURSE_AXES, type CourseAxis } from '../../studies/comparison/curves.ts';
import { FIGURE_NAMES, type Figures } from '../../studies/comparison/figures.ts';
import { counted, percent, whole } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { tip } from '../parts/tip.ts';
import { CourseTable } from './CourseTable.tsx';
import { AXIS_WORDS, CONTESTANT_NAMES, FIGURE_WORDS } from './names.ts';
import '../parts/cellTab.css';
import '../parts/waiting.css';
import './box.css';
import './CoursePanel.css';

/** One figure over the course of the searches, as a chart or as a table. */
export function CoursePanel(): ReactElement {
  const result = usePlayground((state) => state.comparing.result);
  const [figure, setFigure] = useState<keyof Figures>('meanTop5');
  const [axis, setAxis] = useState<CourseAxis>('children');
  const [asTable, setAsTable] = useState(false);
  const courses = useMemo(() => coursesFor(result, axis, figure), [result, axis, figure]);
  return (
    <section className="comparison-course" aria-label="Course of the searches">
      <div className="comparison-tabs">
        <fieldset aria-label="Figure">
          {FIGURE_NAMES.map((name) => (
            <button
              key={name}
              type="button"
              className="cell-tab"
              aria-pressed={figure === name}
              onClick={() => setFigure(name)}
            >
              {FIGURE_WORDS[name]}
            </button>
          ))}
        </fieldset>
        <fieldset aria-label="Against">
          <span>against</span>
          {COURSE_AXES.map((name) => (
            <button
              key={name}
              type="button"
              className="cell-tab"
              aria-pressed={axis === name}
              aria-label={axisWords(name)}
              onClick={() => setAxis(name)}
            >
              {AXIS_WORDS[name].unit}
              <span className="comparison-of"> {AXIS_WORDS[name].of}</span>
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          className="link"
          aria-pressed={asTable}
          {...tip('Shows the same figures as a table, or as a chart again.')}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Chart' : 'Table'}
        </button>
      </div>
      <p className="comparison-title">{titleOf(result)}</p>
      {asTable && result !== null ? (
        <CourseTable courses={courses} unit={axisWords(axis)} />
      ) : (
        <Chart courses={courses} figure={figure} axis={axis} />
      )}
    </section>
  );
}

function titleOf(result: ComparisonResult | null): string {
  if (result === null) return 'Held-out accuracy, %';
  const { seeds, trials } = result.comparison;
  const searches = `${counted(seeds.length, 'seed', 'seeds')} of ${counted(trials, 'trial', 'trials')}`;
  return `Held-out accuracy, %: mean and 95 % interval over ${searches}`;
}

const axisWords = (axis: CourseAxis): string => `${AXIS_WORDS[axis].unit} ${AXIS_WORDS[axis].of}`;

interface ChartProps {
  readonly courses: readonly CourseInput[];
  readonly figure: keyof Figures;
  readonly axis: CourseAxis;
}

function Chart({ courses, figure, axis }: ChartProps): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const empty = courses.length === 0;
  const { unit } = AXIS_WORDS[axis];
  const at = (place: number): { name: string; point: CoursePoint }[] =>
    courses
      .flatMap(({ name, points }) => {
        const point = points.find((one) => one.at === place);
        return point === undefined ? [] : [{ name, point }];
      })
      .sort((a, b) => b.point.mean - a.point.mean);
  const describe = (place: number): ReactNode[] => [
    `${whole(place)} ${unit}`,
    ...at(place).map(({ name, point }) => (
      <span key={name}>
        <b>{percent(point.mean)}</b> {name}{' '}
        <span className="unit">
          {percent(point.low)} to {percent(point.high)}
        </span>
      </span>
    )),
  ];
  const sentenceOf = (place: number): string => {
    const found = at(place).map(({ name, point }) => `${name} ${percent(point.mean)} %`);
    return `${whole(place)} ${unit}: ${found.join(', ')}`;
  };
  const last = Math.max(0, ...courses.map(({ points }) => points.at(-1)?.at ?? 0));
  return (
    <div ref={box} className="comparison-box">
      {size && (
        <ComparisonChart
          courses={courses}
          size={size}
          label={`${FIGURE_WORDS[figure]} against ${axisWords(axis)}`}
          description={empty ? 'Nothing has been compared yet.' : `At the end, ${sentenceOf(last)}.`}
          unit={empty ? '' : unit}
          describe={describe}
          sentenceOf={sentenceOf}
        />
      )}
      {empty && <Waiting />}
    </div>
  );
}

function Waiting(): ReactElement {
  const progress = usePlayground((state) => state.comparing.progress);
  return (
    <div className="waiting">
      <p>
        {progress === null
          ? 'Nothing has been compared yet. “Compare” lets each strategy search with every seed; that takes seconds, since no child has to be trained.'
          : `${progress.done} of ${progress.total} searches`}
      </p>
    </div>
  );
}

function coursesFor(
  result: ComparisonResult | null,
  axis: CourseAxis,
  figure: keyof Figures,
): readonly CourseInput[] {
  if (result === null) return [];
  return result.courses[axis][figure].map((course) => ({
    ...course,
    ...CONTESTANT_NAMES[course.id as ContestantId],
  }));
}
