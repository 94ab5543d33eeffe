import type { ReactElement } from 'react';
import { usePlayground } from '../../../../store/context.ts';
import { tip } from '../../../parts/tips/tip.ts';
import { lessonsTexts as texts } from '../../../texts/classroom/lessons/lessons.ts';
import type { ShownLesson } from '../hooks/useLesson.ts';
import type { Lesson } from '../lesson.ts';
import './LessonView.css';

interface ButtonsProps {
  readonly lessons: readonly Lesson[];
  /** From 1. */
  readonly number: number;
  readonly shown: ShownLesson;
}

/** At the foot, whatever is scrolled. */
export function LessonButtons({ lessons, number, shown }: ButtonsProps): ReactElement {
  const { current, isDone, back, showMe, next } = shown;
  const open = usePlayground((state) => state.openLessons);
  const onwards = (): void =>
    number < lessons.length ? open({ at: 'lesson', lesson: number + 1, step: 1 }) : open();
  const isOver = current === null;
  return (
    <div className="lesson-buttons">
      <button type="button" className="button" onClick={back}>
        {texts.back}
      </button>
      {!isOver && (
        <button type="button" className="button" onClick={showMe}>
          {texts.showMe}
        </button>
      )}
      <button
        type="button"
        className="button lesson-next"
        aria-disabled={!isOver && !isDone}
        {...(isOver || isDone ? {} : tip(texts.nextSays))}
        onClick={() => {
          if (isOver) onwards();
          else if (isDone) next();
        }}
      >
        {!isOver ? texts.next : number < lessons.length ? texts.nextLesson : texts.toQuestions}
      </button>
    </div>
  );
}

/** All of them, below the one that is open. */
export function LessonTitles({ lessons, number }: Omit<ButtonsProps, 'shown'>): ReactElement {
  const open = usePlayground((state) => state.openLessons);
  const done = usePlayground((state) => state.learned.done);
  return (
    <ol className="lesson-titles" aria-label={texts.titles}>
      {lessons.map(({ id, title }, index) => (
        <li key={id}>
          <button
            type="button"
            className="lesson-jump"
            aria-current={index + 1 === number || undefined}
            onClick={() => open({ at: 'lesson', lesson: index + 1, step: 1 })}
          >
            <span className="num">{index + 1}</span>
            <span>{title}</span>
            {done?.includes(id) && <Done />}
          </button>
        </li>
      ))}
    </ol>
  );
}

export function Done(): ReactElement {
  return (
    <span className="lesson-done">
      <span className="hidden-text">{texts.isDone}</span>
    </span>
  );
}
