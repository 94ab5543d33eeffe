import type { ReactElement } from 'react';
import type { Trial } from '../../../search/trial.ts';
import { PRESET_SETTINGS, presetFor, type Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { nextSettings } from '../../../store/settings/nextSettings.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { EditButton } from '../../child/layer/EditButton.tsx';
import { BuildLargeButton } from '../../child/made/BuildLargeButton.tsx';
import { roughly } from '../../format.ts';
import { tip } from '../../parts/tips/tip.ts';
import { ShareButton } from '../../share/ShareButton.tsx';
import { finishTexts } from '../../texts/runs/finish.ts';
import { presetSeconds, secondsHere } from '../settings/presetTime.ts';
import { isSmaller } from './finishOf.ts';
import './FinishCard.css';

const texts = finishTexts.acts;
const { title, summary } = PRESET_SETTINGS.mini;

/** What can be done with the result, and what Start does next. */
export function Acts({
  settings,
  winner,
}: {
  readonly settings: Settings;
  readonly winner: Trial | null;
}): ReactElement {
  const next = usePlayground(startSays);
  const time = usePlayground(miniTime);
  const apply = usePlayground((state) => state.applyPreset);
  const start = usePlayground((state) => state.start);
  const runMini = (): void => {
    apply('mini');
    start('run');
  };
  return (
    <div className="finish-acts">
      {winner !== null && (
        <>
          <EditButton text={texts.edit} child={winner} />
          <ShareButton text={texts.share} says={texts.shareSays} />
          <BuildLargeButton architecture={winner.architecture} />
        </>
      )}
      {isSmaller(settings, PRESET_SETTINGS.mini.settings, workOf) && (
        <>
          <button
            type="button"
            className="button finish-mini"
            {...tip(texts.miniSays(summary))}
            onClick={runMini}
          >
            {texts.mini(title)}
          </button>
          {time !== null && <span className="finish-time">{texts.time(time)}</span>}
        </>
      )}
      <span className="finish-next">{next}</span>
    </div>
  );
}

function startSays(state: PlaygroundState): string {
  const { seed } = nextSettings(state);
  return seed === state.settings.seed ? texts.asSet(seed) : texts.nextSeed(seed);
}

/** Only where something was trained that tells of the pace here. */
function miniTime(state: PlaygroundState): string | null {
  const seconds = secondsHere(presetFor('mini', state.settings.strategy), state);
  return seconds === null ? null : roughly(seconds);
}

/** Multiply-adds of all children. */
const workOf = (settings: Settings): number =>
  presetSeconds(settings, { multiplyAddsPerSecond: 1, measuredOn: settings, secondsPerChild: null });
