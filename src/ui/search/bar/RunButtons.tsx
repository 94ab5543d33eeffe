import { type ReactElement, useEffect, useRef, useState } from 'react';
import { validateSettings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { isFollowed } from '../../../store/replay/followed.ts';
import { nextSettings } from '../../../store/settings/nextSettings.ts';
import { isActive, type PlaygroundState } from '../../../store/store.ts';
import { Icon } from '../../parts/Icon.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { barTexts } from '../../texts/search/bar.ts';
import { type Main, mainOf } from './runState.ts';
import './RunButtons.css';

const SIGNS = { start: 'play', pause: 'pause', resume: 'play' } as const;

/** Start, Pause and Resume are one button in one place; nothing here is ever taken away, so focus stays. */
export function RunButtons(): ReactElement {
  return (
    <div className="run-buttons">
      <MainRunButton />
      <Others />
    </div>
  );
}

/** Step and Stop, where the other one stands elsewhere. */
export function OtherRunButtons(): ReactElement {
  return (
    <div className="run-buttons">
      <Others />
    </div>
  );
}

/** Start, Pause or Resume. */
export function MainRunButton(): ReactElement {
  const main = usePlayground(mainOf);
  const invalid = usePlayground((state) => settingsInvalid(state) && !isActive(state.run));
  const start = usePlayground((state) => state.start);
  const pause = usePlayground((state) => state.pause);
  const resume = usePlayground((state) => state.resume);
  const [asked, ask] = useAsked();
  const act = {
    start: () => start('run'),
    pause: () => {
      ask();
      pause();
    },
    resume,
  };
  return <MainButton main={main} pausing={asked} invalid={invalid} onPress={act[main]} />;
}

/** Whether something was asked for that the search has not done yet: that is over when its phase changes. */
function useAsked(): [asked: boolean, ask: () => void] {
  const phase = usePlayground((state) => state.run?.phase);
  const [asked, setAsked] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for is over when the phase changes
  useEffect(() => setAsked(false), [phase]);
  return [asked, () => setAsked(true)];
}

function Others(): ReactElement {
  const active = usePlayground((state) => isActive(state.run));
  const stepping = usePlayground((state) => state.run?.stepping === true && state.run.phase !== 'paused');
  const invalid = usePlayground(settingsInvalid) && !active;
  // Of a search elsewhere Start alone makes sense: it begins another here.
  const elsewhere = usePlayground((state) => (isFollowed(state) ? (state.followed?.standing ?? null) : null));
  const step = usePlayground((state) => state.step);
  const stop = usePlayground((state) => state.stop);
  const [asked, ask] = useAsked();
  return (
    <>
      <button
        type="button"
        className="button"
        aria-disabled={stepping || invalid || elsewhere !== null}
        {...tip(
          elsewhere !== null
            ? barTexts.elsewhere.step(elsewhere)
            : invalid
              ? barTexts.invalid
              : stepping
                ? barTexts.step.stepping
                : barTexts.step.says,
        )}
        onClick={stepping || invalid || elsewhere !== null ? undefined : step}
      >
        <Icon sign="step" />
        {barTexts.step.text}
      </button>
      <button
        type="button"
        className="button"
        aria-disabled={!active || asked}
        {...tip(
          elsewhere !== null
            ? barTexts.elsewhere.stop(elsewhere)
            : active
              ? barTexts.stop.says
              : barTexts.stop.idle,
        )}
        onClick={
          active
            ? () => {
                ask();
                stop();
              }
            : undefined
        }
      >
        <Icon sign="stop" />
        {barTexts.stop.text}
      </button>
    </>
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
function nextSeed(state: PlaygroundState): number | null {
  const { seed } = nextSettings(state);
  return seed === state.settings.seed ? null : seed;
}

const settingsInvalid = (state: PlaygroundState): boolean => !validateSettings(state.settings).ok;
