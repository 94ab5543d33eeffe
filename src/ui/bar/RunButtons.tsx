import { type ReactElement, useEffect, useState } from 'react';
import { validateSettings } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import { isActive, type PlaygroundState } from '../../store/store.ts';
import { Icon } from '../parts/Icon.tsx';
import { tip } from '../parts/tip.ts';
import { type Main, mainOf } from './runState.ts';
import './RunButtons.css';

const MAIN = {
  start: { name: 'Start search', text: 'Start', sign: 'play', says: 'Starts a search with these settings.' },
  pause: { name: 'Pause', text: 'Pause', sign: 'pause', says: 'Holds the search after this batch.' },
  resume: { name: 'Resume', text: 'Resume', sign: 'play', says: 'Lets the search go on where it was held.' },
} as const;

const INVALID = 'Some settings are out of range: see the sentences beside them.';

type Asked = 'pause' | 'stop' | null;

/** Start, Pause and Resume are one button in one place; nothing here is ever taken away, so focus stays. */
export function RunButtons(): ReactElement {
  const main = usePlayground(mainOf);
  const active = usePlayground((state) => isActive(state.run));
  const stepping = usePlayground((state) => state.run?.stepping === true && state.run.phase !== 'paused');
  const invalid = usePlayground(settingsInvalid) && !active;
  const phase = usePlayground((state) => state.run?.phase);
  const start = usePlayground((state) => state.start);
  const pause = usePlayground((state) => state.pause);
  const resume = usePlayground((state) => state.resume);
  const step = usePlayground((state) => state.step);
  const stop = usePlayground((state) => state.stop);
  const [asked, setAsked] = useState<Asked>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for is over when the phase changes
  useEffect(() => setAsked(null), [phase]);

  const act = { start: () => start('run'), pause: ask('pause', pause), resume };
  function ask(what: Asked, send: () => void): () => void {
    return () => {
      setAsked(what);
      send();
    };
  }
  return (
    <div className="run-buttons">
      <MainButton main={main} pausing={asked === 'pause'} invalid={invalid} onPress={act[main]} />
      <button
        type="button"
        className="button"
        aria-disabled={stepping || invalid}
        {...tip(
          invalid
            ? INVALID
            : stepping
              ? 'The search pauses when this trial has ended.'
              : 'Runs until one more trial has ended, then pauses.',
        )}
        onClick={stepping || invalid ? undefined : step}
      >
        <Icon sign="step" />
        Step
      </button>
      <button
        type="button"
        className="button"
        aria-disabled={!active || asked === 'stop'}
        {...tip(active ? 'Ends the search after this batch; finished trials stay.' : 'No search is running.')}
        onClick={active ? ask('stop', stop) : undefined}
      >
        <Icon sign="stop" />
        Stop
      </button>
    </div>
  );
}

interface MainButtonProps {
  readonly main: Main;
  readonly pausing: boolean;
  readonly invalid: boolean;
  readonly onPress: () => void;
}

function MainButton({ main, pausing, invalid, onPress }: MainButtonProps): ReactElement {
  const { name, text, sign, says } = MAIN[main];
  const isOff = invalid && main === 'start';
  return (
    <button
      type="button"
      className="button button-filled"
      // biome-ignore lint/a11y/noAutofocus: the one thing to do on an empty page
      autoFocus
      aria-label={name}
      aria-disabled={isOff}
      {...tip(isOff ? INVALID : says)}
      onClick={isOff ? undefined : onPress}
    >
      <Icon sign={sign} />
      <span className="button-text">{pausing ? 'Pausing' : text}</span>
    </button>
  );
}

const settingsInvalid = (state: PlaygroundState): boolean => !validateSettings(state.settings).ok;
