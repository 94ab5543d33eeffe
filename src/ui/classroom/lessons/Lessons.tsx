import { type ReactElement, useContext, useEffect, useState } from 'react';
import type { LessonsMemory } from '../../../storage/lessonsMemory.ts';
import { StoreContext, usePlayground } from '../../../store/context.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { isCovered } from '../../parts/isCovered.ts';
import { lessonsTexts } from '../../texts/classroom/lessons/lessons.ts';
import { isFinished } from './hooks/useLearned.ts';
import { useRecorded } from './hooks/useRecorded.ts';
import { useViewsAside } from './hooks/useViewsAside.ts';
import { LessonsList } from './LessonsList.tsx';
import type { Lesson } from './lesson.ts';
import { LESSONS } from './list/index.ts';
import { QuestionsView } from './questions/QuestionsView.tsx';
import type { Round } from './questions/questions.ts';
import { LessonView } from './view/LessonView.tsx';
import './view/LessonView.css';

export interface LessonsProps {
  readonly mode: Mode;
}

/** In the place of the leaderboard: the list, one lesson, or the three questions. */
export function Lessons({ mode }: LessonsProps): ReactElement | null {
  const at = usePlayground((state) => state.lessons);
  const ticked = usePlayground((state) => state.learned.ticked);
  const [questions, setQuestions] = useState<Round | null>(null);
  const [isFolded, setFolded] = useState(false);
  useClosing();
  useRecorded(at?.at === 'lesson');
  useViewsAside();
  if (at === null) return null;
  const named = at.at === 'lesson' ? (LESSONS[at.lesson - 1] ?? null) : null;
  const hasStep = at.at === 'lesson' && named !== null && isStepOf(named, at.step, ticked);
  const lesson = hasStep ? named : undefined;
  const step = at.at === 'lesson' ? lesson?.steps[at.step - 1] : undefined;
  const told = at.at !== 'lesson' || hasStep ? null : noSuch(at, named);
  const isLow = step?.at?.place === 'board' && mode !== 'phone';
  return (
    <aside
      className="lessons"
      aria-label={lessonsTexts.name}
      data-mode={mode}
      data-at={lesson === undefined ? 'list' : 'lesson'}
      data-low={isLow || undefined}
    >
      {at.at === 'lesson' && lesson !== undefined ? (
        <LessonView
          key={lesson.id}
          lessons={LESSONS}
          number={at.lesson}
          step={at.step}
          mode={mode}
          isFolded={mode === 'phone' && isFolded}
          onFold={() => setFolded(!isFolded)}
        />
      ) : questions !== null ? (
        <QuestionsView round={questions} onBack={() => setQuestions(null)} />
      ) : (
        <LessonsList lessons={LESSONS} noSuch={told} onQuestions={setQuestions} />
      )}
    </aside>
  );
}

type Ticked = NonNullable<LessonsMemory['ticked']>;

/** Of a lesson that was done the outcome, too. */
const isStepOf = (lesson: Lesson, step: number, ticked: Ticked = {}): boolean =>
  step <= lesson.steps.length || (step === lesson.steps.length + 1 && isFinished(lesson, ticked[lesson.id]));

const noSuch = (at: { readonly lesson: number; readonly step: number }, lesson: Lesson | null): string =>
  lesson === null
    ? lessonsTexts.noSuch(at.lesson, LESSONS.length)
    : lessonsTexts.noSuchStep(at.step, at.lesson, lesson.steps.length);

const CHOSEN_BY = ['radio', 'checkbox', 'range'];

/** Where Escape takes back what is typed. */
const isTypedIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement
    ? !CHOSEN_BY.includes(target.type)
    : target instanceof Element && target.closest('textarea,select,[contenteditable]') !== null;

/** Escape leaves them; what lies over the page is left first. */
function useClosing(): void {
  const store = useContext(StoreContext);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || store === null) return;
      if (isTypedIn(event.target)) return;
      const { layer, reading, closeLessons } = store.getState();
      if (layer !== null || reading !== null || isCovered()) return;
      // One Escape leaves one thing: a projected page stays projected.
      event.preventDefault();
      closeLessons();
    };
    // Before the layer hears of it and is gone.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [store]);
}
