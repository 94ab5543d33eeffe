import { type ReactElement, useEffect, useRef, useState } from 'react';
import { validateSettings } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import { nextSettings } from '../../store/nextSettings.ts';
import { isActive, type PlaygroundState } from '../../store/store.ts';
import { Icon } from '../parts/Icon.tsx';
import { tip } from '../parts/tips/tip.ts';
import { barTexts } from '../texts/bar.ts';
import { type Main, mainOf } from './runState.ts';
import './RunButtons.css';

const SIGNS = { start: 'play', pause: 'pause', resume: 'play' } as const;

type Asked = 'pause' | 'stop' | null;

/** Start, Pause and Resume are one button in one place; nothing here is ever taken away, so focus stays. */
export function RunButtons(): ReactElement {
  const main = usePlayground(mainOf);
  const active = usePlayground((state) => isActive(state.run));
  const idle = usePlayground(({ run }) => run === null || run.isPreview);
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
    <div className="run-buttons" data-idle={idle || undefined}>
      <MainButton main={main} pausing={asked === 'pause'} invalid={invalid} onPress={act[main]} />
      <button
        type="button"
        className="button"
        aria-disabled={stepping || invalid}
        {...tip(invalid ? barTexts.invalid : stepping ? barTexts.step.stepping : barTexts.step.says)}
        onClick={stepping || invalid ? undefined : step}
      >
        <Icon sign="step" />
        <span className="button-word">{barTexts.step.text}</span>
      </button>
      <button
        type="button"
        className="button"
        aria-disabled={!active || asked === 'stop'}
        {...tip(active ? barTexts.stop.says : barTexts.stop.idle)}
        onClick={active ? ask('stop', stop) : undefined}
      >
        <Icon sign="stop" />
        <span className="button-word">{barTexts.stop.text}</span>
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

/** The one thing to do on an empty page has the focus as it opens, and not again where the page is arranged anew. */
let isOpened = false;

function MainButton({ main, pausing, invalid, onPress }: MainButtonProps): ReactElement {
  const { name, text, says } = barTexts.main[main];
  const seed = usePlayground(nextSeed);
  const told = main === 'start' && seed !== null ? barTexts.nextSeed(seed) : says;
  const isOff = invalid && main === 'start';
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpened) button.current?.focus({ preventScroll: true });
    isOpened = true;
  }, []);
  return (
    <button
      ref={button}
      type="button"
      className="button button-filled"
      aria-label={name}
      aria-disabled={isOff}
      {...tip(isOff ? barTexts.invalid : told)}
      onClick={isOff ? undefined : onPress}
    >
      <Icon sign={SIGNS[main]} />
      <span className="button-text">{pausing ? barTexts.pausing : text}</span>
    </button>
  );
}

/** Null where Start takes the seed that is set. */
function nextSeed({ run, settings }: PlaygroundState): number | null {
  const { seed } = nextSettings(run, settings);
  return seed === settings.seed ? null : seed;
}

const settingsInvalid = (state: PlaygroundState): boolean => !validateSettings(state.settings).ok;
