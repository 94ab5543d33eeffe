import { type ReactElement, useId } from 'react';
import type { SettingName } from '../../../settings/settings.ts';
import { NONE } from '../../format.ts';
import { settingsTexts } from '../../texts/search/settings.ts';
import { SettingLabel } from './SettingLabel.tsx';
import '../../parts/styles/row.css';
import './ChoiceRow.css';

export interface ChoiceRowProps<Value extends string> {
  readonly setting: SettingName;
  readonly label: string;
  readonly description: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, text: string])[];
  readonly locked: boolean;
  /** It is chosen at Start. */
  readonly unchosen?: boolean;
  readonly onChange: (value: Value) => void;
}

/** Key and one of a few words. */
export function ChoiceRow<Value extends string>(props: ChoiceRowProps<Value>): ReactElement {
  const { setting, label, value, choices, locked, unchosen = false, onChange } = props;
  const description = unchosen ? settingsTexts.unchosen(props.description) : props.description;
  const id = useId();
  if (locked) {
    const text = unchosen ? NONE : (choices.find(([choice]) => choice === value)?.[1] ?? value);
    return (
      <div className="row" data-tip={description}>
        <span>
          <SettingLabel setting={setting} label={label} />
        </span>
        <span className="row-value">{text}</span>
      </div>
    );
  }
  return (
    <div className="row" data-tip={description}>
      <label htmlFor={id}>
        <SettingLabel setting={setting} label={label} />
      </label>
      <select
        id={id}
        className="row-select"
        value={unchosen ? '' : value}
        aria-description={description}
        onChange={(event) => onChange(event.currentTarget.value as Value)}
      >
        {unchosen && (
          <option value="" hidden>
            {NONE}
          </option>
        )}
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

export interface SwitchRowProps {
  readonly setting: SettingName;
  readonly label: string;
  readonly description: string;
  readonly on: boolean;
  readonly locked: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Key and on or off. */
export function SwitchRow({
  setting,
  label,
  description,
  on,
  locked,
  onChange,
}: SwitchRowProps): ReactElement {
  const word = on ? settingsTexts.on : settingsTexts.off;
  return (
    <div className="row" data-tip={description}>
      <span>
        <SettingLabel setting={setting} label={label} />
      </span>
      {locked ? (
        <span className="row-value">{word}</span>
      ) : (
        <button
          type="button"
          className="row-switch"
          role="switch"
          aria-checked={on}
          aria-label={label}
          aria-description={description}
          onClick={() => onChange(!on)}
        >
          {word}
        </button>
      )}
    </div>
  );
}
