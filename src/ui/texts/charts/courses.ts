import type { CoursesTexts } from '../../../charts/courses/CoursesChart.tsx';
import type { CourseAxis } from '../../../drawings/courses/input.ts';
import { duration, percent, percentText, whole } from '../../format.ts';

/** Runs over each other in the reward chart. */

const children = (count: number): string => (count === 1 ? '1 child' : `${whole(count)} children`);

const quoted = (names: readonly string[]): string => {
  const all = names.map((name) => `“${name}”`);
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
};

const are = (names: readonly string[], one: string, many: string): string =>
  `${quoted(names)} ${names.length === 1 ? one : many}`;

export const coursesTexts = {
  title: (weighed: boolean): string =>
    `${weighed ? 'Reward' : 'Held-out accuracy'}, %: best so far in steps, mean of up to 5 thin`,
  choice: {
    name: 'Compare runs by',
    children: { text: 'children', says: 'How good a run was after so many children.' },
    seconds: { text: 'seconds', says: 'How good a run was after so much training; pauses are not counted.' },
  },
  alone: { text: 'This run alone', says: 'Takes the other runs out of the chart.' },
  present: 'This run',
  at: (axis: CourseAxis, at: number): string => (axis === 'children' ? children(at) : duration(at)),
  line: (name: string, best: number, mean: number): string =>
    `${percent(best)} ${name}, mean ${percent(mean)}`,
  spoken: (name: string, best: number, mean: number): string =>
    `${name}: best ${percentText(best)}, mean of up to 5 ${percentText(mean)}`,
  reaches: (name: string, axis: CourseAxis, end: number, best: number): string =>
    `${name}: best ${percentText(best)} after ${coursesTexts.at(axis, end)}.`,
  notes: {
    incomparable: (names: readonly string[]): string =>
      `${are(names, 'has', 'have')} another recipe, space or other images: on one axis the accuracies are not comparable.`,
    incomparableAll:
      'These runs have different recipes, spaces or images: on one axis the accuracies are not comparable.',
    seconds: 'Seconds of training and judging; pauses are not counted.',
    lookedUp: (names: readonly string[]): string =>
      `Children of ${quoted(names)} were looked up: their seconds are those of the processor, all threads together, when the table was made.`,
    machines: 'Seconds of different machines are not comparable.',
    empty: (names: readonly string[]): string => `No child of ${quoted(names)} has been judged yet.`,
    reading: (names: readonly string[]): string => `Reading ${quoted(names)}.`,
    unreadable: (names: readonly string[]): string =>
      `What is kept of ${are(names, 'cannot be read: it is', 'cannot be read: they are')} left out.`,
  },
  table: {
    name: 'Runs compared',
    axis: { children: 'Children', seconds: 'Time' } satisfies Record<CourseAxis, string>,
    best: 'Best so far',
    mean: 'Mean of up to 5',
  },
} as const;

export const coursesChartTexts: Readonly<Record<CourseAxis, CoursesTexts>> = {
  children: chartTexts('children'),
  seconds: chartTexts('seconds'),
};

function chartTexts(axis: CourseAxis): CoursesTexts {
  return {
    name: 'Reward chart',
    slider: axis === 'children' ? 'Children in the reward chart' : 'Time in the reward chart',
    axis: axis === 'children' ? 'children' : 'training time',
    tick: (at) => (axis === 'children' ? whole(at) : duration(at)),
    mean: 'mean',
  };
}
