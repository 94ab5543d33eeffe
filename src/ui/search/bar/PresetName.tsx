import type { ReactElement } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { isActive, type PlaygroundState } from '../../../store/store.ts';
import { settingsTexts } from '../../texts/search/settings.ts';
import { sameButForSeed } from '../settings/fields.ts';
import { presetName } from '../settings/presetName.ts';
import './PresetName.css';

/** What runs, or would with Start, where the settings are folded away. */
export function PresetName(): ReactElement {
  const name = usePlayground(nameOf);
  return <span className="preset-name">{name}</span>;
}

function nameOf({ run, settings, fitted }: PlaygroundState): string {
  const shown = isActive(run) ? run.settings : settings;
  return fitted && sameButForSeed(shown, settings) ? settingsTexts.presets.fittedTitle : presetName(shown);
}
