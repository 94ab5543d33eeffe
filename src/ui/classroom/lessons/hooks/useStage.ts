import { useEffect, useState } from 'react';
import { messageOf } from '../../../../base/errors.ts';
import { usePlayground } from '../../../../store/context.ts';
import { beforeFirst } from '../../../../store/shown/view.ts';
import type { Lesson } from '../lesson.ts';
import type { Seen } from './useSight.ts';

/** `lost`: its run is not on the page any more. */
export type StageState =
  | { readonly kind: 'none' | 'ready' | 'lost' }
  /** Children that are there; null before it is known how many there will be. */
  | { readonly kind: 'coming'; readonly children: { readonly done: number; readonly of: number } | null }
  | { readonly kind: 'failed'; readonly why: string };

/** Children from one figure to the next. */
const TOLD_EACH = 5;

/** Where a lesson's run stands as a step is come to by a link; null where its own moment holds. */
export function momentAt({ steps }: Pick<Lesson, 'steps'>, step: number): number | null {
  return steps.slice(0, step).findLast(({ moment }) => moment !== undefined)?.moment ?? null;
}

/** The lesson's own run is brought as it opens, and given back as it is left. */
export function useStage(
  lesson: Lesson,
  { store }: Seen,
): { readonly stage: StageState; readonly isReady: boolean; restage(): void } {
  const [told, setTold] = useState<StageState>(
    lesson.stage === undefined ? { kind: 'none' } : { kind: 'coming', children: null },
  );
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again where a person asks for it
  useEffect(() => {
    const { stageRun, lookUpRun, show, closeLayer } = store.getState();
    let isLeft = false;
    stageRun(null);
    closeLayer();
    if (lesson.stage === undefined) {
      show({ source: 'pair', ...beforeFirst });
      setTold({ kind: 'none' });
      return;
    }
    setTold({ kind: 'coming', children: null });
    const lookUp: Parameters<typeof lesson.stage>[0] = (settings, name) =>
      lookUpRun(settings, name, (done) => {
        if (!isLeft && done % TOLD_EACH === 0)
          setTold({ kind: 'coming', children: { done, of: settings.trials } });
      });
    lesson.stage(lookUp).then(
      ({ run, moment }) => {
        if (isLeft) return;
        stageRun(run, moment);
        show({ source: 'live' });
        setTold({ kind: 'ready' });
      },
      (thrown: unknown) => {
        if (!isLeft) setTold({ kind: 'failed', why: messageOf(thrown) });
      },
    );
    return () => {
      isLeft = true;
    };
  }, [lesson, store, tries]);
  const isThere = usePlayground(
    ({ replay, lessonRun }) => lessonRun !== null && replay?.whole.id === lessonRun,
  );
  const stage: StageState = told.kind === 'ready' && !isThere ? { kind: 'lost' } : told;
  return {
    stage,
    isReady: stage.kind === 'none' || stage.kind === 'ready',
    restage: () => setTries(tries + 1),
  };
}
