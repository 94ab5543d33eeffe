import { memo, type ReactElement, useId } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { CHILDREN_A_SECOND } from '../../../protocol/protocol.ts';
import { PRESET_IDS, PRESET_SETTINGS, type PresetId, type Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { fittedHere } from '../../../store/settings/fitted.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { duration, roughly } from '../../format.ts';
import { usePaced } from '../../hooks/usePaced.ts';
import { counts } from '../../texts/counts.ts';
import { settingsTexts } from '../../texts/search/settings.ts';
import { isPreset, sameButForSeed } from './fields.ts';
import { secondsHere } from './presetTime.ts';
import './Presets.css';

const texts = settingsTexts.presets;

/** Without a table nothing can be looked up. */
const offered = (looksUp: boolean): PresetId[] => PRESET_IDS.filter((id) => looksUp || id !== 'table');

export interface PresetsProps {
  readonly settings: Settings;
  readonly locked: boolean;
}

export function Presets({ settings, locked }: PresetsProps): ReactElement {
  const times = usePaced(presetTimes);
  const apply = usePlayground((state) => state.applyPreset);
  const looksUp = usePlayground((state) => state.looksUp);
  const speed = usePlayground((state) => state.speed);
  const isFitted = usePlayground((state) => state.fitted && sameButForSeed(settings, state.settings));
  const { children, pixels, time, isKnown, onGpu } = usePlayground(useShallow(fittedTold));
  const name = useId();
  const lines = times === '' ? null : times.split('|');
  const timeOf = (id: PresetId): string | null => {
    const { rewards, trials } = PRESET_SETTINGS[id].settings;
    if (rewards === 'table') return texts.lookedUp(duration(trials / (CHILDREN_A_SECOND * speed)));
    const line = lines?.[PRESET_IDS.indexOf(id)];
    return line === undefined ? null : texts.about(line);
  };
  const where = texts.where(onGpu);
  const chosen = isKnown ? texts.fitted(counts.children(children), pixels, where) : texts.unfitted(where);
  const other = lines === null ? texts.unmeasured : texts.measured;
  return (
    <fieldset className="presets" disabled={locked}>
      <legend>{texts.label}</legend>
      <Preset
        id="fitted"
        group={name}
        title={texts.fittedTitle}
        says={texts.says(texts.about(time), chosen)}
        checked={isFitted}
        time={texts.about(time)}
        onChoose={apply}
      />
      {offered(looksUp).map((id) => {
        const { title, summary, settings: own } = PRESET_SETTINGS[id];
        const told = timeOf(id);
        const all = counts.children(own.trials);
        const size = texts.sized(all, counts.epochs(own.epochs));
        return (
          <Preset
            key={id}
            id={id}
            group={name}
            title={title}
            tip={texts.says(size, summary)}
            says={texts.says(told === null ? size : texts.timed(all, told), summary)}
            checked={!isFitted && isPreset(id, settings)}
            time={told ?? all}
            onChoose={apply}
          />
        );
      })}
      <p className="hint">{isFitted ? chosen : other}</p>
    </fieldset>
  );
}

interface PresetProps {
  readonly id: PresetId | 'fitted';
  readonly group: string;
  readonly title: string;
  /** For who cannot see it, or asks. */
  readonly says: string;
  /** Absent: the same. */
  readonly tip?: string;
  readonly checked: boolean;
  readonly time: string;
  readonly onChoose: (id: PresetId | 'fitted') => void;
}

const Preset = memo(function Preset(preset: PresetProps): ReactElement {
  const { id, group, title, says, tip = says, checked, time, onChoose } = preset;
  return (
    <label className="preset" data-tip={tip}>
      <input
        type="radio"
        name={group}
        checked={checked}
        aria-label={title}
        aria-description={says}
        onChange={() => onChoose(id)}
      />
      <span className="preset-title">{title}</span>
      <span className="hint">{time}</span>
    </label>
  );
});

/** One text a preset, joined: equal texts draw nothing anew. Empty where no time is known. */
function presetTimes(state: PlaygroundState): string {
  const seconds = PRESET_IDS.map((id) => secondsHere(PRESET_SETTINGS[id].settings, state));
  return seconds.some((one) => one === null) ? '' : seconds.map((one) => roughly(one as number)).join('|');
}

function fittedTold(state: PlaygroundState) {
  const { settings, seconds, isKnown, onGpu } = fittedHere(state);
  return {
    children: settings.trials,
    pixels: settings.imageSize,
    time: roughly(seconds),
    isKnown,
    onGpu,
  };
}
