import type { ReactElement } from 'react';
import { lessonsTexts as texts } from '../../../texts/classroom/lessons/lessons.ts';
import type { GuessStep, Lesson, Sight } from '../lesson.ts';
import { LessonText } from './LessonText.tsx';
import { choicesOf } from './StepView.tsx';
import './LessonView.css';
import './Outcome.css';

/** Each guess beside what came out, and what the lesson leaves behind. */
export function Outcome({ lesson, sight }: { readonly lesson: Lesson; readonly sight: Sight }): ReactElement {
  return (
    <div className="lesson-text">
      {besideOf(lesson, sight).map(({ id, guess, came }) => (
        <dl key={id} className="lesson-outcome">
          <div>
            <dt>{texts.guessed}</dt>
            <dd>{guess}</dd>
          </div>
          <div>
            <dt>{texts.came}</dt>
            <dd>{came}</dd>
          </div>
        </dl>
      ))}
      {answeredOf(lesson, sight).map(({ id, asked, answer, because }) => (
        <dl key={id} className="lesson-outcome lesson-answered">
          <div>
            <dt>{asked}</dt>
            <dd>{answer}</dd>
            {because !== undefined && (
              <dd className="lesson-because">
                <LessonText text={because} />
              </dd>
            )}
          </div>
        </dl>
      ))}
      <p>
        <LessonText text={lesson.outcome(sight).says} />
      </p>
      <h3>{texts.leaves}</h3>
      {lesson.leaves.map((text) => (
        <p key={text}>
          <LessonText text={text} />
        </p>
      ))}
    </div>
  );
}

export const outcomeSpoken = (lesson: Lesson, sight: Sight): string =>
  besideOf(lesson, sight)
    .map(({ guess, came }) => texts.spoken.outcome(guess, came))
    .join(' ');

function besideOf(lesson: Lesson, sight: Sight) {
  const { came } = lesson.outcome(sight);
  return lesson.steps
    .filter((step) => step.kind === 'guess')
    .map((step) => ({
      id: step.id,
      guess: guessText(step, sight.answers[step.id]),
      came: came[step.id] ?? texts.notYet,
    }));
}

/** Each question that had an answer, with the one that was accepted: by now the page may show what another would be right of. */
export const answeredOf = (lesson: Lesson, sight: Sight) =>
  lesson.steps
    .filter((step) => step.kind === 'answer')
    .map((step) => ({
      id: step.id,
      asked: step.question,
      answer: choicesOf(step, sight).find(({ id }) => id === sight.answers[step.id])?.text ?? texts.notYet,
      because: step.because?.(sight),
    }));

function guessText({ of }: GuessStep, value: string | undefined): string {
  if (value === undefined) return texts.noGuess;
  if ('unit' in of) return `${value} ${of.unit}`.trim();
  return of.find(({ id }) => id === value)?.text ?? value;
}
