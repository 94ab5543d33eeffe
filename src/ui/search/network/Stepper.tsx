import { type KeyboardEvent, type ReactElement, useState } from 'react';
import { Term } from '../../classroom/glossary/Term.tsx';
import { networkTexts } from '../../texts/charts/network.ts';
import type { TermId } from '../../texts/classroom/glossary/ids.ts';
import { parsed } from '../settings/fields.ts';
import './Stepper.css';

export interface StepperProps {
  /** "N" */
  readonly label: string;
  readonly term: TermId;
  /** What it is, in words. */
  readonly says: string;
  readonly value: number;
  readonly range: readonly [least: number, most: number];
  /** What − and + go to: multiples of it. Arrows in the field take one at a time. */
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** A whole number with − and +, arrows up and down in its field, and typing; what is out of range stays as it was. */
export function Stepper({ label, term, says, value, range, step, onChange }: StepperProps): ReactElement {
  const [draft, setDraft] = useState<string | null>(null);
  const [least, most] = range;
  const go = (to: number): void => {
    setDraft(null);
    onChange(Math.min(most, Math.max(least, to)));
  };
  const down = value <= least ? null : Math.ceil(value / step - 1) * step;
  const up = value >= most ? null : Math.floor(value / step + 1) * step;
  const type = (text: string): void => {
    const typed = parsed(text);
    setDraft(text);
    if (Number.isInteger(typed) && typed >= least && typed <= most) onChange(typed);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    go(value + by);
  };
  return (
    <span className="stepper">
      <Term id={term}>{label}</Term>
      <StepButton label={networkTexts.whatIf.less(label)} sign="−" to={down} onGo={go} />
      <input
        className="stepper-field"
        role="spinbutton"
        aria-label={says}
        aria-valuenow={value}
        aria-valuemin={least}
        aria-valuemax={most}
        aria-invalid={draft !== null && parsed(draft) !== value}
        inputMode="numeric"
        autoComplete="off"
        value={draft ?? String(value)}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => setDraft(null)}
        onKeyDown={onKeyDown}
      />
      <StepButton label={networkTexts.whatIf.more(label)} sign="+" to={up} onGo={go} />
    </span>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly sign: string;
  /** Null at the end of the range. */
  readonly to: number | null;
  readonly onGo: (to: number) => void;
}

function StepButton({ label, sign, to, onGo }: StepButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="stepper-button"
      aria-label={label}
      aria-disabled={to === null || undefined}
      onClick={() => to !== null && onGo(to)}
    >
      {sign}
    </button>
  );
}
