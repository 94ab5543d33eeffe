import { memo, type ReactElement, useId } from 'react';
import { CHILDREN_A_SECOND } from '../../protocol/protocol.ts';
import { PRESET_SETTINGS, type PresetId, type Settings } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import type { PlaygroundState } from '../../store/store.ts';
import { duration, roughly } from '../format.ts';
import { usePaced } from '../hooks/usePaced.ts';
import { counts } from '../texts/counts.ts';
import { settingsTexts } from '../texts/settings.ts';
import { isPreset } from './fields.ts';
import { type Pace, paceOf, presetSeconds } from './presetTime.ts';
import './Presets.css';

const texts = settingsTexts.presets;

const IDS = Object.keys(PRESET_SETTINGS) as PresetId[];

/** Without a table nothing can be looked up. */
const offered = (looksUp: boolean): PresetId[] => IDS.filter((id) => looksUp || id !== 'table');

export interface PresetsProps {
  readonly settings: Settings;
  readonly locked: boolean;
}

export function Presets({ settings, locked }: PresetsProps): ReactElement {
  const times = usePaced(presetTimes);
  const apply = usePlayground((state) => state.applyPreset);
  const looksUp = usePlayground((state) => state.looksUp);
  const speed = usePlayground((state) => state.speed);
  const name = useId();
  const lines = times === '' ? null : times.split('|');
  const timeOf = (id: PresetId): string | null => {
    const { rewards, trials } = PRESET_SETTINGS[id].settings;
    if (rewards === 'table') return texts.lookedUp(duration(trials / (CHILDREN_A_SECOND * speed)));
    const time = lines?.[IDS.indexOf(id)];
    return time === undefined ? null : texts.about(time);
  };
  return (
    <fieldset className="presets" disabled={locked}>
      <legend>{texts.label}</legend>
      {offered(looksUp).map((id) => (
        <Preset
          key={id}
          id={id}
          group={name}
          checked={isPreset(id, settings)}
          time={timeOf(id)}
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
  const size = texts.sized(children, counts.epochs(settings.epochs));
  return (
    <label className="preset" data-tip={texts.says(size, summary)}>
      <input
        type="radio"
        name={group}
        checked={checked}
        aria-label={title}
        aria-description={texts.says(time === null ? size : texts.timed(children, time), summary)}
        onChange={() => onChoose(id)}
      />
      <span className="preset-title">{title}</span>
      <span className="hint">{time ?? children}</span>
    </label>
  );
});

/** One text a preset, joined: equal texts draw nothing anew. */
function presetTimes({ run, previous }: PlaygroundState): string {
  const pace = paceOf(run) ?? paceOf(previous);
  return pace === null ? '' : IDS.map((id) => roughly(secondsOf(id, pace))).join('|');
}

const secondsOf = (id: PresetId, pace: Pace): number => presetSeconds(PRESET_SETTINGS[id].settings, pace);
