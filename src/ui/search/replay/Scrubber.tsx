import { type ReactElement, useContext, useEffect, useMemo, useRef } from 'react';
import { ScrubberTrack } from '../../../charts/reward/ScrubberTrack.tsx';
import type { RewardInput } from '../../../drawings/reward/input.ts';
import { layoutScrubber } from '../../../drawings/reward/scrubber.ts';
import { endsWithFinalists, lastMoment } from '../../../run/recording/replay.ts';
import { StoreContext } from '../../../store/context.ts';
import type { Replay } from '../../../store/replay/whole.ts';
import type { PlaygroundStore } from '../../../store/store.ts';
import { useSize } from '../../hooks/useSize.ts';
import { Icon } from '../../parts/Icon.tsx';
import { MAIN } from '../../parts/main.ts';
import { Speeds } from '../../parts/Pace.tsx';
import { replayTexts as texts } from '../../texts/runs/replay.ts';
import { actOf } from './keys.ts';
import '../../parts/Pace.css';
import './Scrubber.css';

export interface ScrubberProps {
  readonly replay: Replay;
  /** Of the chart, at the moment that is shown. */
  readonly input: RewardInput;
  readonly onClose: () => void;
}

/** The chart's trial axis once more, with all that moves a replay. */
export function Scrubber({ replay, input }: ScrubberProps): ReactElement {
  const store = useStore();
  const [box, size] = useSize<HTMLElement>();
  const slider = useRef<HTMLDivElement>(null);
  const { whole, moment, playing } = replay;
  const width = size?.width ?? 0;
  const layout = useMemo(
    () =>
      layoutScrubber(
        { ...input, trials: whole.trials.length, hasEnd: endsWithFinalists(whole), moment },
        width,
      ),
    [input, whole, moment, width],
  );
  useKeys(store, slider);
  useHeldWhileHidden(store);
  useEffect(() => {
    // A lesson brings its run by itself, a search elsewhere too, and who reads it may be typing.
    const { lessons, followed } = store.getState();
    if (lessons === null && followed === null) slider.current?.focus({ preventScroll: false });
  }, [store]);
  const { seek, setPlaying } = store.getState();
  const wasPlaying = useRef(false);
  // While the handle is held it stays under the pointer; a replay that played goes on from where it is let go.
  const take = (): void => {
    wasPlaying.current = playing;
    setPlaying(false);
  };
  const letGo = (): void => {
    const now = store.getState().replay;
    if (wasPlaying.current && now !== null && now.moment < lastMoment(now.whole)) setPlaying(true);
    wasPlaying.current = false;
  };
  return (
    <section
      ref={box}
      className="scrubber"
      aria-label={texts.controls}
      data-narrow={layout.narrow || undefined}
    >
      <button
        type="button"
        className="icon-button scrubber-play"
        aria-label={playing ? texts.pause : texts.play}
        onClick={() => setPlaying(!playing)}
      >
        <Icon sign={playing ? 'pause' : 'play'} />
      </button>
      <ScrubberTrack
        layout={layout}
        width={width}
        label={texts.slider}
        text={momentText(replay)}
        moment={moment}
        handle={slider}
        onTake={take}
        onMove={seek}
        onLetGo={letGo}
      />
      <fieldset className="pace scrubber-pace" aria-label={texts.pace}>
        <Speeds />
      </fieldset>
    </section>
  );
}

/** The replay's keys hold on its slider, and where nothing else has the focus. */
function useKeys(store: PlaygroundStore, slider: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { replay, speed, seek, setPlaying, setSpeed } = store.getState();
      const { target } = event;
      const isOurs =
        target === slider.current ||
        target === document.body ||
        (target instanceof Element && target.id === MAIN);
      if (replay === null || !isOurs || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = actOf(event, { moment: replay.moment, last: lastMoment(replay.whole), speed });
      if (act === null) return;
      event.preventDefault();
      switch (act.type) {
        case 'seek':
          seek(act.moment);
          break;
        case 'speed':
          setSpeed(act.speed);
          break;
        case 'play':
          setPlaying(!replay.playing);
          break;
        default:
          act satisfies never;
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store, slider]);
}

/** Nobody sees it then. */
function useHeldWhileHidden(store: PlaygroundStore): void {
  useEffect(() => {
    const onChange = (): void => {
      if (document.visibilityState === 'hidden') store.getState().setPlaying(false);
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [store]);
}

function useStore(): PlaygroundStore {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('Scrubber needs a StoreContext above it');
  return store;
}

/** The best accuracy by then, and how far it is. */
function momentText({ whole: { trials, settings, finalists }, moment }: Replay): string {
  const best = trials
    .slice(0, moment)
    .reduce<number | null>(
      (most, { accuracy }) => (accuracy === null ? most : Math.max(most ?? 0, accuracy)),
      null,
    );
  const isEnd = finalists.length > 0 && moment > trials.length;
  return isEnd ? texts.end(trials.length, best) : texts.moment(moment, settings.trials, best);
}
