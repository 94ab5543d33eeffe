import type { ReactElement } from 'react';
import { createRandom } from '../../src/base/random.ts';
import { CoursesChart } from '../../src/charts/courses/CoursesChart.tsx';
import type { CourseAxis, RunCourse } from '../../src/drawings/courses/input.ts';
import { coursesChartTexts, coursesTexts } from '../../src/ui/texts/charts/courses.ts';
import { type Gesture, Part, Tile } from './Tile.tsx';

/** Runs over each other, from figures that no one measured. */

interface Story {
  readonly name: string;
  readonly children: number;
  /** Seconds a child. */
  readonly pace: number;
  readonly to: number;
}

const STORIES: readonly Story[] = [
  { name: 'Mini CIFAR, ppo, seed 1', children: 24, pace: 9, to: 0.45 },
  { name: 'Mini CIFAR, random, seed 1', children: 40, pace: 8, to: 0.42 },
  { name: 'Mini CIFAR, evolution, seed 1', children: 40, pace: 12, to: 0.445 },
  { name: 'Mini CIFAR, linear, seed 1', children: 30, pace: 9, to: 0.45 },
  { name: 'The one of last Tuesday, local search', children: 16, pace: 21, to: 0.448 },
];

function courseOf({ name, children, pace, to }: Story, index: number, axis: CourseAxis): RunCourse {
  const random = createRandom(index + 1);
  const values = Array.from(
    { length: children },
    (_, place) => to - 0.1 / (1 + place / 4) + 0.05 * (random.uniform() - 0.8),
  );
  const at = (place: number): number => (place + 1) * (axis === 'children' ? 1 : pace);
  let top = 0;
  const best = values.flatMap((value, place) => {
    if (value <= top) return [];
    top = value;
    return [{ at: at(place), value }];
  });
  const mean = values.map((_, place) => {
    const last = values.slice(Math.max(0, place - 4), place + 1);
    return { at: at(place), value: last.reduce((sum, value) => sum + value, 0) / last.length };
  });
  return { id: name, name, isPresent: index === 0, end: children === 0 ? 0 : at(children - 1), best, mean };
}

interface State {
  readonly title: string;
  readonly stories: readonly Story[];
  readonly axis?: CourseAxis;
  readonly narrow?: boolean;
  readonly gesture?: Gesture;
}

const TWO = STORIES.slice(0, 2);
const NONE_YET = [{ ...STORIES[0]!, children: 0 }, STORIES[1]!];
const STATES: readonly State[] = [
  { title: 'two runs, on children', stories: TWO },
  { title: 'two runs, on seconds', stories: TWO, axis: 'seconds' },
  { title: 'five runs, on children', stories: STORIES },
  {
    title: 'five runs, on seconds, a place lit',
    stories: STORIES,
    axis: 'seconds',
    gesture: { selector: '.chart-slider', event: 'focusin' },
  },
  { title: 'the present one has no child yet', stories: NONE_YET },
  { title: 'runs, narrow', stories: STORIES, narrow: true },
  { title: 'runs on seconds, narrow', stories: STORIES.slice(0, 3), axis: 'seconds', narrow: true },
];

export function Courses({ wide }: { readonly wide: boolean }): ReactElement {
  return (
    <Part title="Runs over each other">
      {STATES.filter(({ narrow }) => wide || !narrow).map(
        ({ title, stories, axis = 'children', narrow = !wide, gesture }) => (
          <Tile key={title} title={title} {...(gesture ? { gesture } : {})}>
            <CoursesChart
              input={{
                axis,
                courses: stories.map((story, index) => courseOf(story, index, axis)),
                least: axis === 'children' ? 24 : 0,
              }}
              size={narrow ? { width: 350, height: 220 } : { width: 680, height: 260 }}
              texts={coursesChartTexts[axis]}
              description=""
              chartKey={title}
              describe={(at) => [
                coursesTexts.at(axis, at),
                ...stories.map(({ name, to }) => coursesTexts.line(name, to, to - 0.02)),
              ]}
              sentenceOf={(at) => coursesTexts.at(axis, at)}
            />
          </Tile>
        ),
      )}
    </Part>
  );
}
