import { memo, type ReactElement, useId } from 'react';
import { PRESET_SETTINGS, type PresetId, type Settings } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import type { PlaygroundState } from '../../store/store.ts';
import { roughly } from '../format.ts';
import { usePaced } from '../hooks/usePaced.ts';
import { counts } from '../texts/counts.ts';
import { settingsTexts } from '../texts/settings.ts';
import { isPreset } from './fields.ts';
import { type Pace, paceOf, presetSeconds } from './presetTime.ts';
import './Presets.css';

const texts = settingsTexts.presets;

const IDS = Object.keys(PRESET_SETTINGS) as PresetId[];

export interface PresetsProps {
  readonly settings: Settings;
  readonly locked: boolean;
}

export function Presets({ settings, locked }: PresetsProps): ReactElement {
  const times = usePaced(presetTimes);
  const apply = usePlayground((state) => state.applyPreset);
  const name = useId();
  const lines = times === '' ? null : times.split('|');
  return (
    <fieldset className="presets" disabled={locked}>
      <legend>{texts.label}</legend>
      {IDS.map((id, index) => (
        <Preset
          key={id}
          id={id}
          group={name}
          checked={isPreset(id, settings)}
          time={lines?.[index] ?? null}
          onChoose={apply}
        />
      ))}
      <p className="hint">{lines === null ? texts.unmeasured : texts.measured}</p>
    </fieldset>
  );
}

interface PresetProps {
  readonly id: PresetId;
  readonly group: string;
  readonly checked: boolean;
  readonly time: string | null;
  readonly onChoose: (id: PresetId) => void;
}

const Preset = memo(function Preset({ id, group, checked, time, onChoose }: PresetProps): ReactElement {
  const { title, summary, settings } = PRESET_SETTINGS[id];
  const children = counts.children(settings.trials);
  const hint =
    time === null ? texts.sized(children, counts.epochs(settings.epochs)) : texts.timed(children, time);
  return (
    <label className="preset" data-tip={summary}>
      <input
        type="radio"
        name={group}
        checked={checked}
        aria-label={title}
        aria-description={texts.says(hint, summary)}
        onChange={() => onChoose(id)}
      />
      <span>
        <span className="preset-title">{title}</span>
        <span className="hint">{hint}</span>
      </span>
    </label>
  );
});

/** One text a preset, joined: equal texts draw nothing anew. */
function presetTimes({ run, previous }: PlaygroundState): string {
  const pace = paceOf(run) ?? paceOf(previous);
  return pace === null ? '' : IDS.map((id) => roughly(secondsOf(id, pace))).join('|');
}

const secondsOf = (id: PresetId, pace: Pace): number => presetSeconds(PRESET_SETTINGS[id].settings, pace);
