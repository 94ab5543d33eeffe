import { type PointerEvent, type ReactElement, useContext, useEffect, useMemo, useRef } from 'react';
import { pointerIn } from '../../charts/pointerIn.ts';
import type { RewardInput } from '../../drawings/reward/input.ts';
import {
  layoutScrubber,
  nearestPlace,
  SCRUBBER_HEIGHT,
  type ScrubberLayout,
} from '../../drawings/reward/scrubber.ts';
import { endsWithFinalists, lastPlace } from '../../run/replay.ts';
import { StoreContext } from '../../store/context.ts';
import type { Replay } from '../../store/replay.ts';
import type { PlaygroundStore } from '../../store/store.ts';
import { useSize } from '../hooks/useSize.ts';
import { Icon } from '../parts/Icon.tsx';
import { MAIN } from '../parts/main.ts';
import { Speeds } from '../parts/Pace.tsx';
import { replayTexts as texts } from '../texts/replay.ts';
import { actOf } from './keys.ts';
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
  const { whole, place, playing } = replay;
  const width = size?.width ?? 0;
  const layout = useMemo(
    () =>
      layoutScrubber(
        { ...input, trials: whole.trials.length, hasEnd: endsWithFinalists(whole), place },
        width,
      ),
    [input, whole, place, width],
  );
  useKeys(store, slider);
  useHeldWhileHidden(store);
  useEffect(() => slider.current?.focus({ preventScroll: false }), []);
  const { setPlaying } = store.getState();
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
      <div className="scrubber-track">
        <Track store={store} layout={layout} width={width} />
        <div
          ref={slider}
          className="scrubber-slider"
          role="slider"
          tabIndex={0}
          aria-label={texts.slider}
          aria-valuemin={0}
          aria-valuemax={lastPlace(whole)}
          aria-valuenow={place}
          aria-valuetext={momentText(replay)}
          style={{ left: layout.x, top: SCRUBBER_HEIGHT / 2 }}
        />
      </div>
      <fieldset className="pace scrubber-pace" aria-label={texts.pace}>
        <Speeds />
      </fieldset>
    </section>
  );
}

interface TrackProps {
  readonly store: PlaygroundStore;
  readonly layout: ScrubberLayout;
  readonly width: number;
}

/** While the handle is held it stays under the pointer; a replay that played goes on from where it is let go. */
function Track({ store, layout, width }: TrackProps): ReactElement {
  const wasPlaying = useRef(false);
  const seek = (event: PointerEvent<SVGSVGElement>): void =>
    store.getState().seek(nearestPlace(layout, pointerIn(event, width).x));
  const take = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { replay, setPlaying } = store.getState();
    wasPlaying.current = replay?.playing ?? false;
    setPlaying(false);
    seek(event);
  };
  const letGo = (): void => {
    const { replay, setPlaying } = store.getState();
    const isEnd = replay !== null && replay.place >= lastPlace(replay.whole);
    if (wasPlaying.current && !isEnd) setPlaying(true);
    wasPlaying.current = false;
  };
  const { xs, x, done, coming } = layout;
  const first = xs[0]!;
  const last = xs[xs.length - 1]!;
  const middle = SCRUBBER_HEIGHT / 2;
  return (
    <svg
      className="scrubber-image"
      width={width}
      height={SCRUBBER_HEIGHT}
      viewBox={`0 0 ${width} ${SCRUBBER_HEIGHT}`}
      aria-hidden="true"
      onPointerDown={take}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seek(event)}
      onLostPointerCapture={letGo}
    >
      {/* What can be pressed: the track at its whole height. */}
      <rect className="scrubber-reach" x={first - 8} width={last - first + 16} height={SCRUBBER_HEIGHT} />
      <path className="scrubber-coming" d={coming} />
      <path className="scrubber-coming scrubber-line" d={`M${x},${middle}H${last}`} />
      <path className="scrubber-done" d={done} />
      <path className="scrubber-done scrubber-line" d={`M${first},${middle}H${x}`} />
      <circle className="scrubber-handle" cx={x} cy={middle} r={7} />
    </svg>
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
      const act = actOf(event, { place: replay.place, last: lastPlace(replay.whole), speed });
      if (act === null) return;
      event.preventDefault();
      switch (act.type) {
        case 'seek':
          seek(act.place);
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
function momentText({ whole: { trials, settings, finalists }, place }: Replay): string {
  const best = trials
    .slice(0, place)
    .reduce<number | null>(
      (most, { accuracy }) => (accuracy === null ? most : Math.max(most ?? 0, accuracy)),
      null,
    );
  const isEnd = finalists.length > 0 && place > trials.length;
  return isEnd ? texts.end(trials.length, best) : texts.moment(place, settings.trials, best);
}
