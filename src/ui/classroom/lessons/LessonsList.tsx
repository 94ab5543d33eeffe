import { type ReactElement, useEffect, useRef } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { Icon } from '../../parts/Icon.tsx';
import type { TermId } from '../../texts/classroom/glossary/ids.ts';
import { lessonsTexts as texts } from '../../texts/classroom/lessons/lessons.ts';
import { GlossaryWords } from '../glossary/GlossaryWords.tsx';
import type { Lesson } from './lesson.ts';
import { isAnswered, type Round } from './questions/questions.ts';
import { Done } from './view/LessonButtons.tsx';
import '../../parts/Panel.css';
import './view/LessonView.css';
import './LessonsList.css';

/** Those that the lessons lean on most. */
const WORDS: readonly TermId[] = [
  'advantage',
  'baseline',
  'block',
  'cell',
  'child-network',
  'controller',
  'entropy',
  'held-out-accuracy',
  'multiply-add',
  'reward',
  'hidden-state',
];

export interface LessonsListProps {
  readonly lessons: readonly Lesson[];
  /** A link named one that there is not, or a step: what is said of it. */
  readonly noSuch: string | null;
  readonly onQuestions: (round: Round) => void;
}

/** All lessons, each with what it is for, and where it was left. */
export function LessonsList({ lessons, noSuch, onQuestions }: LessonsListProps): ReactElement {
  const open = usePlayground((state) => state.openLessons);
  const close = usePlayground((state) => state.closeLessons);
  const { place, done = [] } = usePlayground((state) => state.learned);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <div className="panel-head lesson-head">
        <h2 ref={title} className="lesson-title-small" tabIndex={-1}>
          {texts.name}
        </h2>
        <div className="panel-facts">
          <button type="button" className="icon-button" aria-label={texts.close} onClick={close}>
            <Icon sign="close" />
          </button>
        </div>
      </div>
      <div className="lessons-scroll">
        {noSuch !== null && <p className="lesson-note lessons-none">{noSuch}</p>}
        <QuestionsRow round="before" onOpen={onQuestions} />
        <ol className="lessons-list" aria-label={texts.titles}>
          {lessons.map((lesson, index) => {
            const isHere = place?.lesson === index + 1;
            const isDone = done.includes(lesson.id);
            const step = isHere && place.step <= lesson.steps.length ? place.step : 1;
            return (
              <li key={lesson.id}>
                <button
                  type="button"
                  className="lessons-row"
                  data-here={isHere || undefined}
                  onClick={() => open({ at: 'lesson', lesson: index + 1, step })}
                >
                  <span className="num lessons-number">{index + 1}</span>
                  <span className="lessons-words">
                    <b>{lesson.title}</b>
                    <span>{lesson.sentence}</span>
                  </span>
                  <span className="lessons-fact num">
                    {isHere && step > 1
                      ? texts.step(step, lesson.steps.length)
                      : !isDone && texts.minutes(lesson.minutes)}
                    {isDone && <Done />}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
        <QuestionsRow round="after" onOpen={onQuestions} />
      </div>
      <div className="lessons-foot">
        <GlossaryWords some={WORDS} />
      </div>
    </>
  );
}

function QuestionsRow({
  round,
  onOpen,
}: {
  readonly round: Round;
  readonly onOpen: (round: Round) => void;
}): ReactElement {
  const isDone = usePlayground((state) => isAnswered(state.learned[round]));
  return (
    <button type="button" className="lessons-row lessons-questions" onClick={() => onOpen(round)}>
      <span className="lessons-number" />
      <span className="lessons-words">
        <b>{texts.questions[round]}</b>
        {round === 'before' && <span>{texts.questions.sentence}</span>}
      </span>
      <span className="lessons-fact">{isDone && <Done />}</span>
    </button>
  );
}
