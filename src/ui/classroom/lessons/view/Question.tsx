import { type ReactElement, useId, useState } from 'react';
import { parsed } from '../../../search/settings/fields.ts';
import { lessonsTexts } from '../../../texts/classroom/lessons/lessons.ts';
import type { Choice, NumberAsked } from '../lesson.ts';
import './LessonView.css';
import './Question.css';

export interface ChoicesProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** One of a few sentences. */
export function Choices({ label, choices, chosen, onChoose }: ChoicesProps): ReactElement {
  const name = useId();
  return (
    <fieldset className="lesson-choices" aria-label={label}>
      {choices.map(({ id, text }) => (
        <label key={id} className="lesson-option">
          <input
            type="radio"
            className="lesson-choice"
            name={name}
            value={id}
            checked={id === chosen}
            onChange={() => onChoose(id)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

export interface NumberGuessProps {
  readonly label: string;
  readonly of: NumberAsked;
  readonly value: string | null;
  readonly onGuess: (value: string | null) => void;
}

/** A number; what is none, or out of range, is answered by a sentence. */
export function NumberGuess({ label, of, value, onGuess }: NumberGuessProps): ReactElement {
  const { unit, min, max } = of;
  const [draft, setDraft] = useState<string | null>(null);
  const problem = useId();
  const text = draft ?? value ?? '';
  const isIn = (typed: string): boolean => parsed(typed) >= min && parsed(typed) <= max;
  const isWrong = text.trim() !== '' && !isIn(text);
  return (
    <p className="lesson-guess">
      <input
        className="lesson-number num"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={isWrong}
        aria-errormessage={isWrong ? problem : undefined}
        value={text}
        onChange={({ currentTarget }) => {
          const typed = currentTarget.value;
          setDraft(typed);
          onGuess(isIn(typed) ? String(parsed(typed)) : null);
        }}
        onBlur={() => !isWrong && setDraft(null)}
      />
      <span>{unit}</span>
      {isWrong && (
        <span id={problem} className="lesson-wrong" role="alert">
          {lessonsTexts.wrongNumber(min, max)}
        </span>
      )}
    </p>
  );
}
