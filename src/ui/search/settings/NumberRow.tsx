import { type KeyboardEvent, memo, type ReactElement, useId, useState } from 'react';
import { SETTINGS } from '../../../settings/settings.ts';
import { NONE, plain, whole } from '../../format.ts';
import { settingsTexts } from '../../texts/search/settings.ts';
import { type NumberField, parsed, stepped } from './fields.ts';
import { SettingLabel } from './SettingLabel.tsx';
import '../../parts/styles/row.css';

export interface NumberRowProps {
  readonly field: NumberField;
  readonly value: number;
  readonly locked: boolean;
  /** It is chosen at Start. */
  readonly unchosen: boolean;
  /** What is wrong with the value, as a sentence. */
  readonly problem: string | null;
  readonly onChange: (setting: NumberField['setting'], value: number) => void;
}

/** Key and value: a plain figure that becomes a field under the pointer or in focus. */
export const NumberRow = memo(function NumberRow(props: NumberRowProps): ReactElement {
  const { field, value, locked, unchosen, problem, onChange } = props;
  const { setting, label, unit } = field;
  const { min, max, description } = SETTINGS[setting];
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const told = unchosen ? settingsTexts.unchosen(description) : description;
  const says = settingsTexts.ranged(told, min, max);
  const shown = unchosen ? NONE : display(value);

  if (locked) {
    return (
      <div className="row" data-tip={told}>
        <span>
          <SettingLabel setting={setting} label={label} />
        </span>
        <span className="row-value num">
          {shown}
          {unit !== '' && <span className="unit"> {unit}</span>}
        </span>
      </div>
    );
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : null;
    if (direction === null) return;
    event.preventDefault();
    const next = stepped(setting, value, direction);
    setDraft(plain(next));
    onChange(setting, next);
  };
  return (
    <>
      <div className="row" data-tip={says}>
        <label htmlFor={id}>
          <SettingLabel setting={setting} label={label} />
        </label>
        <input
          id={id}
          className="row-field"
          style={{ width: widthOf(draft ?? shown) }}
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-errormessage={problem === null ? undefined : `${id}-problem`}
          aria-description={says}
          value={draft ?? shown}
          onChange={(event) => {
            setDraft(event.currentTarget.value);
            onChange(setting, parsed(event.currentTarget.value));
          }}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => setDraft(Number.isNaN(value) ? draft : null)}
          onKeyDown={onKeyDown}
        />
        {unit !== '' && <span className="unit">{unit}</span>}
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} className="row-problem" role="alert">
          {Number.isNaN(value) ? settingsTexts.noNumber(draft ?? '', min, max) : problem}
        </p>
      )}
    </>
  );
});

/** Room for all of the text, for a few digits at least, and for the caret. */
const widthOf = (text: string): string => `calc(${Math.max(4, text.length)}ch + 0.75rem)`;

/** Grouped, which typing understands too. */
const display = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) >= 1000 ? whole(value) : plain(value);
