import type { ReactElement } from 'react';
import { RECORDED_CELLS, TRAININGS_EACH } from '../../../../studies/recorded/cells/terms.ts';
import { percentText } from '../../../format.ts';
import { lessonsTexts } from '../../../texts/classroom/lessons/lessons.ts';
import type { Sight } from '../lesson.ts';
import { meanAndDeviation, welch } from './welch.ts';
import './ThreeByThree.css';

const WIDTH = 280;
const ROW = 36;
const PAD = 8;
const AXIS = 18;

/** Places of two cells among the recorded ones. */
export type CellsPair = readonly [one: number, other: number];

export interface ThreeByThreeProps {
  readonly sight: Sight;
  readonly pair: CellsPair;
}

/** Three trainings of each of two cells on one axis, and the difference of their means. */
export function ThreeByThree({ sight, pair }: ThreeByThreeProps): ReactElement | null {
  const trials = sight.state.replay?.whole.trials ?? [];
  const rows = RECORDED_CELLS.map(({ id, title }, cell) => ({
    ...{ id, cell },
    title,
    values: trials
      .slice(cell * TRAININGS_EACH, (cell + 1) * TRAININGS_EACH)
      .flatMap(({ accuracy }) => (accuracy === null ? [] : [accuracy])),
  })).filter(({ cell, values }) => pair.includes(cell) && values.length > 0);
  const all = rows.flatMap(({ values }) => values);
  if (all.length === 0) return null;
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const x = (value: number): number =>
    PAD + ((value - least) / Math.max(1e-9, most - least)) * (WIDTH - 2 * PAD);
  const difference = welch(rows[0]?.values ?? [], rows[1]?.values ?? []);
  const height = rows.length * ROW + AXIS;
  const ticks = ticksOf(least, most);
  return (
    <>
      <svg
        className="three"
        width={WIDTH}
        height={height}
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={lessonsTexts.threeCells(
          rows.map(({ title, values }) => [title, values.map(percentText)] as const),
        )}
      >
        {ticks.map((value) => (
          <g key={value}>
            <line
              className="three-tick"
              x1={x(value)}
              x2={x(value)}
              y1={height - AXIS}
              y2={height - AXIS + 4}
            />
            <text className="three-name" x={x(value)} y={height - 2} textAnchor="middle">
              {lessonsTexts.axis(value)}
            </text>
          </g>
        ))}
        {rows.map(({ id, title, values }, row) => {
          const y = row * ROW + 26;
          return (
            <g key={id}>
              <text className="three-name" x={0} y={y - 14}>
                {title}
              </text>
              <text className="three-name" x={WIDTH} y={y - 14} textAnchor="end">
                {percentText(meanAndDeviation(values).mean)}
              </text>
              <line className="three-axis" x1={0} x2={WIDTH} y1={y} y2={y} />
              <line
                className="three-mean"
                x1={x(meanAndDeviation(values).mean)}
                x2={x(meanAndDeviation(values).mean)}
                y1={y - 7}
                y2={y + 7}
              />
              {values.map((value) => (
                <circle key={value} className="three-dot" cx={x(value)} cy={y} r={3.5} />
              ))}
            </g>
          );
        })}
      </svg>
      {difference && <p>{lessonsTexts.difference(difference.mean, difference.low, difference.high)}</p>}
    </>
  );
}

/** Whole per cents inside a range, a few of them. */
function ticksOf(least: number, most: number): readonly number[] {
  const step = most - least > 0.06 ? 5 : 1;
  const first = Math.ceil((100 * least) / step) * step;
  const count = Math.max(0, Math.floor((100 * most - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => (first + index * step) / 100);
}
