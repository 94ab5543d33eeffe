import type { ReactElement } from 'react';
import { lessonsTexts as texts } from '../../../texts/classroom/lessons/lessons.ts';
import type { ShownLesson } from '../hooks/useLesson.ts';
import type { AnswerStep, Choice, Lesson, Sight, Step } from '../lesson.ts';
import { LessonText } from './LessonText.tsx';
import { Choices, NumberGuess } from './Question.tsx';
import './LessonView.css';

export const taskOf = (step: Step): string => (step.kind === 'act' ? step.task : step.question);

/** What a step says. */
export function StepText({
  step,
  shown,
}: {
  readonly step: Step;
  readonly shown: ShownLesson;
}): ReactElement {
  const { sight, stage, isArriving, isGone, isLost, isShowing, restage, anew } = shown;
  const Figure = step.figure;
  return (
    <div className="lesson-text">
      {step.says.map((text) => (
        <p key={text}>
          <LessonText text={text} />
        </p>
      ))}
      {Figure && <Figure sight={sight} />}
      {stage.kind === 'coming' && <p className="lesson-note num">{texts.stage.coming(stage.children)}</p>}
      {isArriving && <p className="lesson-note">{texts.arriving}</p>}
      {stage.kind === 'lost' && <Restage says={texts.stage.lost} act={texts.stage.bring} onAct={restage} />}
      {stage.kind === 'failed' && (
        <Restage says={texts.stage.failed(stage.why)} act={texts.stage.again} onAct={restage} />
      )}
      {(isGone || isLost) && !isShowing && <Restage says={texts.notShown} act={texts.anew} onAct={anew} />}
    </div>
  );
}

function Restage(props: {
  readonly says: string;
  readonly act: string;
  readonly onAct: () => void;
}): ReactElement {
  return (
    <p className="lesson-note">
      {props.says}{' '}
      <button type="button" className="link" onClick={props.onAct}>
        {props.act}
      </button>
    </p>
  );
}

/** What is done, and what is to be done now. */
export function Checks({
  lesson,
  shown,
}: {
  readonly lesson: Lesson;
  readonly shown: ShownLesson;
}): ReactElement {
  const { step, current, isDone, ticked, wrong } = shown;
  return (
    <ol className="lesson-checks" aria-label={texts.checks}>
      {lesson.steps.slice(0, step - 1).map((one) => (
        <li key={one.id} className="lesson-check" data-past data-done={ticked.has(one.id) || undefined}>
          <Box isDone={ticked.has(one.id)} />
          <span>{taskOf(one)}</span>
        </li>
      ))}
      {current && (
        <li className="lesson-check" aria-current="step">
          <Box isDone={isDone} />
          <div className="lesson-now">
            <span>{taskOf(current)}</span>
            <Asked step={current} shown={shown} />
            {wrong !== null && <p className="lesson-wrong">{wrong}</p>}
            {isDone && <Because step={current} shown={shown} />}
          </div>
        </li>
      )}
    </ol>
  );
}

/** Why the answer that was given is the right one. */
function Because({ step, shown }: { readonly step: Step; readonly shown: ShownLesson }): ReactElement | null {
  const text = step.kind === 'answer' ? step.because?.(shown.sight) : undefined;
  return text === undefined ? null : (
    <p className="lesson-wrong">
      <LessonText text={text} />
    </p>
  );
}

function Box({ isDone }: { readonly isDone: boolean }): ReactElement {
  return (
    <span className="lesson-box" data-done={isDone || undefined}>
      {isDone && <span className="hidden-text">{texts.isDone}</span>}
    </span>
  );
}

function Asked({ step, shown }: { readonly step: Step; readonly shown: ShownLesson }): ReactElement | null {
  const value = shown.sight.answers[step.id] ?? null;
  if (step.kind === 'act') return null;
  const label = taskOf(step);
  const asked = step.kind === 'answer' ? choicesOf(step, shown.sight) : step.of;
  return 'unit' in asked ? (
    <NumberGuess key={step.id} label={label} of={asked} value={value} onGuess={shown.answer} />
  ) : (
    <Choices key={step.id} label={label} choices={asked} chosen={value} onChoose={shown.answer} />
  );
}

export const choicesOf = ({ choices }: AnswerStep, sight: Sight): readonly Choice[] =>
  typeof choices === 'function' ? choices(sight) : choices;
