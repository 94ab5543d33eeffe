import { type KeyboardEvent, type ReactElement, useId } from 'react';
import { comparisonTexts } from '../../../texts/search/comparison.ts';
import '../../../parts/styles/row.css';

interface Range {
  readonly min: number;
  readonly max: number;
}

export interface CountRowProps {
  readonly label: string;
  readonly description: string;
  /** As a person typed it. */
  readonly text: string;
  readonly range: Range;
  readonly onChange: (text: string) => void;
}

/** Key and a whole number. */
export function CountRow({ label, description, text, range, onChange }: CountRowProps): ReactElement {
  const id = useId();
  const problem = countProblem(label, text, range);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
    if (step === null || problem !== null) return;
    event.preventDefault();
    onChange(String(Math.min(range.max, Math.max(range.min, Number(text) + step))));
  };
  return (
    <>
      <div className="row" data-tip={description}>
        <label htmlFor={id}>{label}</label>
        <input
          id={id}
          className="row-field num"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-errormessage={problem === null ? undefined : `${id}-problem`}
          aria-description={description}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={onKeyDown}
        />
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} className="row-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** What is wrong with a count as it was typed, as a sentence. */
export function countProblem(label: string, text: string, { min, max }: Range): string | null {
  const value = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return null;
  return comparisonTexts.setup.wrongCount(label, text.trim(), min, max);
}
