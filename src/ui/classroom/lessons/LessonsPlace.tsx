import { type ReactElement, Suspense } from 'react';
import { usePlayground } from '../../../store/context.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { loadedPart } from '../../parts/loadedDialog.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { UnloadedView } from '../../search/panels/UnloadedView.tsx';
import { learnTexts } from '../../texts/classroom/lessons/learn.ts';
import type { LessonsProps } from './Lessons.tsx';
import './LessonsPlace.css';

const open = loadedPart<LessonsProps>(async () => (await import('./Lessons.tsx')).Lessons, UnloadedView);

/** The lessons, once they are asked for. */
export function LessonsPlace({ mode }: { readonly mode: Mode }): ReactElement | null {
  const isOpen = usePlayground((state) => state.lessons !== null);
  if (!isOpen) return null;
  const Lessons = open();
  return (
    <Suspense>
      <Lessons mode={mode} />
    </Suspense>
  );
}

/** In the bar. */
export function LessonsButton(): ReactElement {
  const isOpen = usePlayground((state) => state.lessons !== null);
  const openLessons = usePlayground((state) => state.openLessons);
  const close = usePlayground((state) => state.closeLessons);
  return (
    <button
      type="button"
      className="bar-lessons"
      aria-expanded={isOpen}
      {...tip(learnTexts.opens)}
      onClick={() => (isOpen ? close() : openLessons())}
    >
      {learnTexts.name}
    </button>
  );
}
