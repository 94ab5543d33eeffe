import { useDeferredValue, useMemo } from 'react';
import { type CoursesInput, MOST_LAID } from '../../../../drawings/courses/input.ts';
import type { Trial } from '../../../../search/trial.ts';
import { usePlayground } from '../../../../store/context.ts';
import type { LaidRun } from '../../../../store/runs/laidState.ts';
import { coursesTexts } from '../../../texts/charts/courses.ts';
import { type Compared, courseOf, incomparable, lookedUp, onMachines } from './coursesInput.ts';

const NO_TRIALS: readonly Trial[] = [];

export interface Courses {
  readonly input: CoursesInput;
  /** What has to be said of them. */
  readonly notes: readonly string[];
}

/** The run on the page and those that are laid over it. */
export function useCourses(): Courses {
  const axis = usePlayground((state) => state.laidAxis);
  const id = usePlayground((state) => state.run?.id ?? null);
  const name = usePlayground((state) => state.run?.name ?? '');
  const settings = usePlayground((state) => state.run?.settings ?? null);
  const environment = usePlayground((state) => state.run?.trainedOn ?? null);
  const trials = useDeferredValue(usePlayground((state) => state.run?.trials ?? NO_TRIALS));
  const laid = usePlayground((state) => state.laid);
  const laidRuns = usePlayground((state) => state.laidRuns);
  const heads = usePlayground((state) => state.runs);

  const present = useMemo(
    () => (id === null ? [] : [courseOf({ id, name, trials }, axis, true)]),
    [id, name, trials, axis],
  );
  const others = useMemo(() => {
    const chosen = laid.filter((one) => one !== id && heads.some((head) => head.id === one));
    return chosen
      .slice(0, MOST_LAID)
      .map((one) => ({ name: heads.find((head) => head.id === one)?.name ?? '', run: laidRuns[one] }));
  }, [laid, laidRuns, heads, id]);
  const read = useMemo(
    () => others.flatMap(({ run }): LaidRun[] => (typeof run === 'object' ? [run] : [])),
    [others],
  );
  const over = useMemo(() => read.map((run) => courseOf(run, axis, false)), [read, axis]);
  const input = useMemo((): CoursesInput => {
    const least = axis === 'children' ? (settings?.trials ?? 0) : 0;
    return { axis, courses: [...present, ...over], least };
  }, [axis, present, over, settings]);

  const notes = useMemo(() => {
    const texts = coursesTexts.notes;
    const own: readonly Compared[] = settings === null ? [] : [{ name, settings, environment }];
    const compared = [...own, ...read];
    const differing = incomparable(compared);
    const named = (names: readonly string[], say: (names: readonly string[]) => string): string[] =>
      names.length === 0 ? [] : [say(names)];
    const told = (wanted: LaidRun | 'unreadable' | undefined): string[] =>
      others.filter(({ run }) => run === wanted).map((one) => one.name);
    const bySeconds =
      axis === 'children'
        ? []
        : [
            texts.seconds,
            ...named(lookedUp(compared), texts.lookedUp),
            ...(onMachines(compared) ? [texts.machines] : []),
          ];
    const empty = input.courses.filter(({ best }) => best.length === 0);
    return [
      ...(settings === null && differing.length > 0
        ? [texts.incomparableAll]
        : named(differing, texts.incomparable)),
      ...bySeconds,
      ...named(
        empty.map((one) => one.name),
        texts.empty,
      ),
      ...named(told(undefined), texts.reading),
      ...named(told('unreadable'), texts.unreadable),
    ];
  }, [settings, name, environment, read, others, axis, input]);
  return { input, notes };
}
