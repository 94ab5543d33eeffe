import { type ReactElement, useEffect, useRef } from 'react';
import { usePlayground } from '../../../../store/context.ts';
import type { Mode } from '../../../hooks/useMode.ts';
import { Icon } from '../../../parts/Icon.tsx';
import { Spoken } from '../../../parts/Spoken.tsx';
import { lessonsTexts as texts } from '../../../texts/classroom/lessons/lessons.ts';
import { type ShownLesson, useLesson } from '../hooks/useLesson.ts';
import type { Lesson } from '../lesson.ts';
import { pointed } from '../pointer.ts';
import { LessonButtons, LessonTitles } from './LessonButtons.tsx';
import { Outcome, outcomeSpoken } from './Outcome.tsx';
import { Outline } from './Outline.tsx';
import { Checks, StepText, taskOf } from './StepView.tsx';
import '../../../parts/Panel.css';
import './LessonView.css';

export interface LessonViewProps {
  readonly lessons: readonly Lesson[];
  /** From 1. */
  readonly number: number;
  readonly step: number;
  readonly mode: Mode;
  readonly isFolded: boolean;
  readonly onFold: () => void;
}

/** One lesson at one step. */
export function LessonView({ lessons, number, step, mode, isFolded, onFold }: LessonViewProps): ReactElement {
  const lesson = lessons[number - 1]!;
  const shown = useLesson(lesson, number, step);
  const { current, sight, pointing } = shown;
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another lesson is told by its title
  useEffect(() => title.current?.focus({ preventScroll: true }), [lesson]);
  const scroll = useRef<HTMLDivElement>(null);
  const isOver = current === null;
  // A step is read from its beginning, and the outcome, too; what is to be done is in sight where there is room for both.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as each step begins
  useEffect(() => {
    const { current: box } = scroll;
    if (box === null) return;
    box.scrollTop = 0;
    if (mode !== 'phone' && !isOver)
      box.querySelector('[aria-current="step"]')?.scrollIntoView({ block: 'nearest' });
  }, [lesson, shown.step]);
  const css = pointing ?? (current?.at === undefined ? null : pointed(current.at, sight.state));
  return (
    <>
      <Head {...{ lesson, number, mode, isFolded, onFold, shown }} of={lessons.length} />
      {!isFolded && (
        <>
          <div ref={scroll} className="lesson-scroll">
            {mode !== 'phone' && (
              <h2 ref={title} className="lesson-title" tabIndex={-1}>
                {lesson.title}
              </h2>
            )}
            {mode !== 'phone' && <Ticks lesson={lesson} shown={shown} />}
            {current === null ? (
              <Outcome lesson={lesson} sight={sight} />
            ) : (
              <StepText step={current} shown={shown} />
            )}
            <Checks lesson={lesson} shown={shown} />
          </div>
          <LessonButtons lessons={lessons} number={number} shown={shown} />
        </>
      )}
      {!isFolded && mode !== 'phone' && <LessonTitles lessons={lessons} number={number} />}
      <Spoken text={spokenOf(lesson, shown)} />
      <Outline key={`${lesson.id} ${shown.step}`} css={css} />
    </>
  );
}

function spokenOf(lesson: Lesson, { current, step, isDone, wrong, sight }: ShownLesson): string {
  if (current === null) {
    return outcomeSpoken(lesson, sight);
  }
  if (isDone) return texts.spoken.done(taskOf(current));
  return wrong ?? texts.spoken.step(step, lesson.steps.length, taskOf(current));
}

interface HeadProps extends Pick<LessonViewProps, 'number' | 'mode' | 'isFolded' | 'onFold'> {
  readonly lesson: Lesson;
  readonly of: number;
  readonly shown: ShownLesson;
}

function Head({ lesson, number, of, mode, isFolded, onFold, shown }: HeadProps): ReactElement {
  const open = usePlayground((state) => state.openLessons);
  const close = usePlayground((state) => state.closeLessons);
  return (
    <div className="panel-head lesson-head">
      {mode === 'phone' ? (
        <button type="button" className="lesson-fold" aria-expanded={!isFolded} onClick={onFold}>
          <b>{texts.shortHead(number, of)}</b> <span>{lesson.title}</span>
        </button>
      ) : (
        <h2>{texts.head(number, of)}</h2>
      )}
      <div className="panel-facts">
        {mode === 'phone' ? (
          <Ticks lesson={lesson} shown={shown} />
        ) : (
          <button type="button" className="link" onClick={() => open()}>
            {texts.all}
          </button>
        )}
        <button type="button" className="icon-button" aria-label={texts.close} onClick={close}>
          <Icon sign="close" />
        </button>
      </div>
    </div>
  );
}

function Ticks({ lesson, shown }: { readonly lesson: Lesson; readonly shown: ShownLesson }): ReactElement {
  const { step, isDone, ticked } = shown;
  const of = lesson.steps.length;
  return (
    <p className="lesson-ticks">
      {lesson.steps.map(({ id }, index) => {
        const isNow = index + 1 === step;
        const is = (isNow ? isDone : ticked.has(id)) ? 'done' : isNow ? 'now' : undefined;
        return <span key={id} className="lesson-tick" data-is={is} />;
      })}
      <span className="num">{step > of ? texts.outcome : texts.step(step, of)}</span>
    </p>
  );
}
