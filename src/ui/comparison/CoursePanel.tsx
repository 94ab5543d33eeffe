import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { ComparisonChart } from '../../charts/comparison/ComparisonChart.tsx';
import type { CourseInput, CourseInputPoint } from '../../drawings/comparison/layout.ts';
import type { ComparisonResult } from '../../store/comparison.ts';
import { usePlayground } from '../../store/context.ts';
import type { ContestantId } from '../../studies/comparison/contestants.ts';
import { COURSE_AXES, type CourseAxis } from '../../studies/comparison/curves.ts';
import { FIGURE_NAMES, type Figures } from '../../studies/comparison/figures.ts';
import { percent } from '../format.ts';
import { useSize } from '../hooks/useSize.ts';
import { tip } from '../parts/tips/tip.ts';
import { comparisonChartTexts } from '../texts/charts.ts';
import { commonTexts } from '../texts/common.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { CourseTable } from './CourseTable.tsx';
import { CONTESTANT_TONES } from './names.ts';
import '../parts/cellTab.css';
import '../parts/waiting.css';
import './box.css';
import './CoursePanel.css';

const texts = comparisonTexts.course;

/** One figure over the course of the searches, as a chart or as a table. */
export function CoursePanel(): ReactElement {
  const result = usePlayground((state) => state.comparing.result);
  const [figure, setFigure] = useState<keyof Figures>('meanTop5');
  const [axis, setAxis] = useState<CourseAxis>('children');
  const [asTable, setAsTable] = useState(false);
  const courses = useMemo(() => coursesFor(result, axis, figure), [result, axis, figure]);
  return (
    <section className="comparison-course" aria-label={texts.name}>
      <div className="comparison-tabs">
        <fieldset aria-label={texts.figure}>
          {FIGURE_NAMES.map((name) => (
            <button
              key={name}
              type="button"
              className="cell-tab"
              aria-pressed={figure === name}
              onClick={() => setFigure(name)}
            >
              {comparisonTexts.figures[name]}
            </button>
          ))}
        </fieldset>
        <fieldset aria-label={texts.against}>
          <span>{texts.againstShort}</span>
          {COURSE_AXES.map((name) => (
            <button
              key={name}
              type="button"
              className="cell-tab"
              aria-pressed={axis === name}
              aria-label={texts.axis(name)}
              onClick={() => setAxis(name)}
            >
              {comparisonTexts.axes[name].unit}
              <span className="comparison-of">{texts.axisRest(name)}</span>
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          className="link"
          aria-pressed={asTable}
          {...tip(commonTexts.chartOrTable.says)}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? commonTexts.chartOrTable.chart : commonTexts.chartOrTable.table}
        </button>
      </div>
      <p className="comparison-title">{titleOf(result)}</p>
      {asTable && result !== null ? (
        <CourseTable courses={courses} unit={texts.axis(axis)} />
      ) : (
        <Chart courses={courses} figure={figure} axis={axis} />
      )}
    </section>
  );
}

function titleOf(result: ComparisonResult | null): string {
  if (result === null) return texts.title;
  const { seeds, trials } = result.comparison;
  return texts.titleOf(seeds.length, trials);
}

interface ChartProps {
  readonly courses: readonly CourseInput[];
  readonly figure: keyof Figures;
  readonly axis: CourseAxis;
}

function Chart({ courses, figure, axis }: ChartProps): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const empty = courses.length === 0;
  const at = (place: number): { name: string; point: CourseInputPoint }[] =>
    courses
      .flatMap(({ name, points }) => {
        const point = points.find((one) => one.at === place);
        return point === undefined ? [] : [{ name, point }];
      })
      .sort((a, b) => b.point.mean - a.point.mean);
  const describe = (place: number): ReactNode[] => [
    texts.place(place, axis),
    ...at(place).map(({ name, point }) => (
      <span key={name}>
        <b>{percent(point.mean)}</b> {name}{' '}
        <span className="unit">{comparisonTexts.interval(point.low, point.high)}</span>
      </span>
    )),
  ];
  const sentenceOf = (place: number): string =>
    texts.spoken(
      place,
      axis,
      at(place).map(({ name, point }) => ({ name, mean: point.mean })),
    );
  const last = Math.max(0, ...courses.map(({ points }) => points.at(-1)?.at ?? 0));
  return (
    <div ref={box} className="comparison-box">
      {size && (
        <ComparisonChart
          courses={courses}
          size={size}
          label={texts.chart(figure, axis)}
          description={empty ? texts.nothing : texts.atTheEnd(sentenceOf(last))}
          unit={empty ? '' : comparisonTexts.axes[axis].unit}
          texts={comparisonChartTexts}
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
      <p>{progress === null ? texts.empty : comparisonTexts.setup.progress(progress.done, progress.total)}</p>
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
    ...comparisonTexts.contestants[course.id as ContestantId],
    tone: CONTESTANT_TONES[course.id as ContestantId],
  }));
}
