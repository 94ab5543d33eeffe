import { type ReactElement, useCallback, useMemo, useState } from 'react';
import { SETTING_NOTES, SETTING_RANGES } from '../../settings/ranges.ts';
import { IMAGE_SIZES, MINI_STRATEGIES, type Settings, validateSettings } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import { isActive } from '../../store/store.ts';
import { Icon } from '../parts/Icon.tsx';
import { settingsTexts } from '../texts/settings.ts';
import { ArchiveRow } from './ArchiveRow.tsx';
import { ChoiceRow, SwitchRow } from './ChoiceRow.tsx';
import {
  AUGMENT_FIELDS,
  BLOCKS_FIELD,
  CHILD_FIELDS,
  COST_FIELDS,
  DATA_FIELDS,
  HALVING_FIELDS,
  isPreset,
  type NumberField,
  SEARCH_FIELDS,
  STRATEGY_FIELDS,
  TRAINING_FIELDS,
} from './fields.ts';
import { NumberRow } from './NumberRow.tsx';
import { Operations } from './Operations.tsx';
import { Presets } from './Presets.tsx';
import './SettingsColumn.css';

/** In the catalogue's order. */
const choices = <Value extends string>(texts: Readonly<Record<Value, string>>) =>
  Object.entries(texts) as [Value, string][];

const STRATEGIES = choices(settingsTexts.strategies);
const REWARDS = choices(settingsTexts.rewards);
const DATASETS = choices(settingsTexts.datasets);
const SIZES = IMAGE_SIZES.map((size) => [String(size), settingsTexts.imageSize(size)] as const);

/** All settings: those of the next run to be changed, or those of the run in progress to be read. */
export function SettingsColumn(): ReactElement {
  const active = usePlayground((state) => isActive(state.run));
  const runSettings = usePlayground((state) => state.run?.settings ?? null);
  const next = usePlayground((state) => state.settings);
  const change = usePlayground((state) => state.changeSettings);
  const [ahead, setAhead] = useState(false);
  const locked = active && !ahead;
  const settings = locked && runSettings ? runSettings : next;
  const problems = useMemo(() => problemsOf(settings), [settings]);
  const own = STRATEGY_FIELDS[settings.strategy];
  const onNumber = useCallback(
    (setting: NumberField['setting'], value: number) => change({ [setting]: value }),
    [change],
  );
  const onOperations = useCallback((operations: Settings['operations']) => change({ operations }), [change]);

  const numbers = (fields: readonly NumberField[]) =>
    fields.map((field) => (
      <NumberRow
        key={field.setting}
        field={field}
        value={settings[field.setting]}
        locked={locked}
        problem={problems.get(field.setting) ?? null}
        onChange={onNumber}
      />
    ));
  return (
    <div className="settings">
      <div className="settings-fields">
        <Presets settings={settings} locked={locked} />
        <section>
          <h2>{settingsTexts.sections.search}</h2>
          <ChoiceRow
            {...SETTING_NOTES.strategy}
            value={settings.strategy}
            choices={STRATEGIES}
            locked={locked}
            onChange={(strategy) =>
              change(isPreset('paper', settings) ? { strategy } : { strategy, ...MINI_STRATEGIES[strategy] })
            }
          />
          {numbers(SEARCH_FIELDS)}
          <ChoiceRow
            {...SETTING_NOTES.reward}
            value={settings.reward}
            choices={REWARDS}
            locked={locked}
            onChange={(reward) => change({ reward })}
          />
          {settings.reward === 'cost' && numbers(COST_FIELDS)}
          <SwitchRow
            {...SETTING_NOTES.weightSharing}
            on={settings.weightSharing}
            locked={locked}
            onChange={(weightSharing) => change({ weightSharing })}
          />
          <SwitchRow
            {...SETTING_NOTES.halving}
            on={settings.halving}
            locked={locked}
            onChange={(halving) => change({ halving })}
          />
          {settings.halving && numbers(HALVING_FIELDS)}
        </section>
        <section>
          <h2>{settingsTexts.sections.space}</h2>
          {numbers([BLOCKS_FIELD])}
          <Operations
            chosen={settings.operations}
            locked={locked}
            problem={problems.get('operations') ?? null}
            onChange={onOperations}
          />
        </section>
        <section>
          <h2>{settingsTexts.sections.child}</h2>
          {numbers(CHILD_FIELDS)}
        </section>
        <section>
          <h2>{settingsTexts.sections.data}</h2>
          <ChoiceRow
            {...SETTING_NOTES.dataset}
            value={settings.dataset}
            choices={DATASETS}
            locked={locked}
            onChange={(dataset) => change({ dataset })}
          />
          <ChoiceRow
            {...SETTING_NOTES.imageSize}
            value={String(settings.imageSize)}
            choices={SIZES}
            locked={locked}
            onChange={(size) => change({ imageSize: Number(size) as Settings['imageSize'] })}
          />
          {numbers(DATA_FIELDS)}
          {numbers(AUGMENT_FIELDS)}
          <SwitchRow
            {...SETTING_NOTES.flip}
            on={settings.flip}
            locked={locked}
            onChange={(flip) => change({ flip })}
          />
          {!locked && settings.dataset === 'cifar10' && <ArchiveRow />}
        </section>
        <details>
          <summary>{settingsTexts.sections.training}</summary>
          {numbers(TRAINING_FIELDS)}
          <SwitchRow
            {...SETTING_NOTES.auxiliary}
            on={settings.auxiliary}
            locked={locked}
            onChange={(auxiliary) => change({ auxiliary })}
          />
        </details>
        {own !== null && (
          <details>
            <summary>{own.title}</summary>
            {numbers(own.fields)}
          </details>
        )}
      </div>
      {active && <Lock ahead={ahead} onChange={setAhead} />}
    </div>
  );
}

interface LockProps {
  readonly ahead: boolean;
  readonly onChange: (ahead: boolean) => void;
}

/** Why nothing can be changed, and the way out. */
function Lock({ ahead, onChange }: LockProps): ReactElement {
  return (
    <p className="settings-lock">
      <Icon sign="lock" />
      <span>
        {ahead ? settingsTexts.lock.ahead : settingsTexts.lock.locked}{' '}
        <button type="button" className="link" onClick={() => onChange(!ahead)}>
          {ahead ? settingsTexts.lock.showRun : settingsTexts.lock.setUpNext}
        </button>
      </span>
    </p>
  );
}

/** A problem's sentence begins with the setting's name in files and flags; here it is the one on the page. */
function titled(field: string, message: string): string {
  const label = { ...SETTING_RANGES, ...SETTING_NOTES }[field as keyof typeof SETTING_RANGES]?.label;
  return label !== undefined && message.startsWith(`${field} `)
    ? label + message.slice(field.length)
    : message;
}

function problemsOf(settings: Settings): ReadonlyMap<string, string> {
  const valid = validateSettings(settings);
  return new Map(valid.ok ? [] : valid.error.map(({ field, message }) => [field, titled(field, message)]));
}
