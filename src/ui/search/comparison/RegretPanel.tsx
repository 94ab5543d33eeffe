import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { RegretChart } from '../../../charts/comparison/RegretChart.tsx';
import type { RegretCourseInput, RegretInput } from '../../../drawings/comparison/regret.ts';
import type { ComparisonResult } from '../../../store/comparison.ts';
import { usePlayground } from '../../../store/context.ts';
import type { ContestantId } from '../../../studies/comparison/contestants.ts';
import { REGRET_AXES, type RegretAxis } from '../../../studies/comparison/curves.ts';
import { Term } from '../../classroom/glossary/Term.tsx';
import { percent } from '../../format.ts';
import { useSize } from '../../hooks/useSize.ts';
import { tip } from '../../parts/tips/tip.ts';
import { regretChartTexts } from '../../texts/charts/charts.ts';
import { comparisonTexts } from '../../texts/search/comparison.ts';
import { RegretTable } from './tables/RegretTable.tsx';
import '../../parts/styles/cellTab.css';
import '../../parts/styles/waiting.css';
import './box.css';
import './title.css';
import './RegretPanel.css';

const texts = comparisonTexts.regret;

export interface RegretPanelProps {
  readonly chosen: ContestantId;
  readonly asTable: boolean;
}

/** How far each strategy is from the best graph over the course of its searches, as a chart or as a table. */
export function RegretPanel({ chosen, asTable }: RegretPanelProps): ReactElement {
  const result = usePlayground((state) => state.comparing.result);
  const [axis, setAxis] = useState<RegretAxis>('trials');
  const input = useMemo(() => inputOf(result, axis, chosen), [result, axis, chosen]);
  return (
    <section className="comparison-regret" aria-label={texts.name}>
      <div className="comparison-title">
        <h3>
          <Term id="regret">{texts.name}</Term>
        </h3>
        <p>
          {texts.says}
          {result !== null && `, ${texts.over(result.comparison.seeds.length)}`}
        </p>
        <fieldset aria-label={texts.against}>
          {REGRET_AXES.map((name) => (
            <button
              key={name}
              type="button"
              className="cell-tab"
              aria-pressed={axis === name}
              {...tip(comparisonTexts.axes[name].says)}
              onClick={() => setAxis(name)}
            >
              {comparisonTexts.axes[name].unit}
            </button>
          ))}
        </fieldset>
      </div>
      {asTable && result !== null ? (
        <RegretTable courses={input.courses} axis={axis} />
      ) : (
        <Chart input={input} axis={axis} />
      )}
    </section>
  );
}

function Chart({ input, axis }: { readonly input: RegretInput; readonly axis: RegretAxis }): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const { courses } = input;
  const isEmpty = courses.length === 0;
  const at = (place: number): { name: string; mean: number }[] =>
    courses
      .flatMap(({ name, points }) => {
        const point = points.findLast((one) => one.at <= place);
        return point === undefined ? [] : [{ name, mean: point.mean }];
      })
      .sort((a, b) => a.mean - b.mean);
  const describe = (place: number): ReactNode[] => [
    texts.place(place, axis),
    ...at(place).map(({ name, mean }) => (
      <span key={name}>
        <b>{percent(mean)}</b> {name}
      </span>
    )),
  ];
  const sentenceOf = (place: number): string => texts.spoken(place, axis, at(place));
  const last = Math.max(0, ...courses.map(({ points }) => points.at(-1)?.at ?? 0));
  return (
    <div ref={box} className="comparison-box">
      {size && (
        <RegretChart
          input={input}
          size={size}
          label={texts.chart(axis)}
          description={isEmpty ? texts.nothing : texts.atTheEnd(sentenceOf(last))}
          unit={isEmpty ? '' : comparisonTexts.axes[axis].unit}
          texts={regretChartTexts}
          describe={describe}
          sentenceOf={sentenceOf}
        />
      )}
      {isEmpty && <Waiting />}
    </div>
  );
}

function Waiting(): ReactElement {
  const isComparing = usePlayground((state) => state.comparing.phase === 'comparing');
  return (
    <div className="waiting">
      <p>{isComparing ? texts.waiting : texts.nothing}</p>
    </div>
  );
}

function inputOf(result: ComparisonResult | null, axis: RegretAxis, chosen: ContestantId): RegretInput {
  if (result === null) return { courses: [], chosen, floor: null };
  const { best, noiseFloor } = result.comparison.table;
  const courses = result.regrets[axis].map(
    (course): RegretCourseInput => ({ ...comparisonTexts.contestants[course.id as ContestantId], ...course }),
  );
  return { courses, chosen, floor: noiseFloor === null ? null : best - noiseFloor };
}
