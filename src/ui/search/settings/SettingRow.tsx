import { type ReactElement, useCallback } from 'react';
import { type SettingName, type Settings, settingOf } from '../../../settings/settings.ts';
import { ChoiceRow, SwitchRow } from './ChoiceRow.tsx';
import { fieldOf } from './fields.ts';
import { NumberRow } from './NumberRow.tsx';
import { Operations } from './Operations.tsx';

type Value = Settings[SettingName];

export interface SettingRowProps {
  readonly name: SettingName;
  readonly value: Value;
  readonly locked: boolean;
  /** It is chosen at Start, and stands for nothing yet. */
  readonly unchosen: boolean;
  /** What is wrong with the value, as a sentence. */
  readonly problem: string | null;
  readonly onChange: (name: SettingName, value: Value) => void;
  /** Of a choice's values those that are offered, beside the one that is set; absent: all. */
  readonly among?: readonly unknown[] | undefined;
}

/** A setting as its entry in the table wants it. */
export function SettingRow(props: SettingRowProps): ReactElement {
  const { name, value, locked, unchosen, problem, onChange, among } = props;
  const entry = settingOf(name);
  const { label, description } = entry;
  const onOwn = useCallback((own: Value) => onChange(name, own), [name, onChange]);
  switch (entry.kind) {
    case 'number':
      return (
        <NumberRow
          field={fieldOf(name)}
          value={value as number}
          locked={locked}
          unchosen={unchosen}
          problem={problem}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <ChoiceRow
          setting={name}
          label={label}
          description={description}
          value={String(value)}
          choices={entry.titles
            .filter(([choice]) => choice === value || (among?.includes(choice) ?? true))
            .map(([choice, title]) => [String(choice), title])}
          locked={locked}
          unchosen={unchosen}
          onChange={(text) => onOwn(entry.choices.find((choice) => String(choice) === text) as Value)}
        />
      );
    case 'switch':
      return (
        <SwitchRow
          setting={name}
          label={label}
          description={description}
          on={value === true}
          locked={locked}
          onChange={onOwn}
        />
      );
    case 'subset':
      return (
        <Operations
          chosen={value as Settings['operations']}
          locked={locked}
          problem={problem}
          onChange={onOwn}
        />
      );
    default:
      return entry satisfies never;
  }
}
