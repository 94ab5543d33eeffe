import { CHILDREN_A_SECOND, type Speed } from '../../protocol/protocol.ts';
import { atRest } from '../../run/live.ts';
import { canReplay, lastMoment, momentOf } from '../../run/recording/replay.ts';
import type { Run } from '../../run/run.ts';
import type { SearchState } from '../search.ts';
import type { LayerState } from '../shown/layer.ts';
import type { ViewState } from '../shown/view.ts';
import { byHandOf, isShipped, type Replay } from './whole.ts';

export interface ReplayState {
  readonly replay: Replay | null;
  /** Plays the run that is shown from its beginning, where it is over. Nothing of that is kept, and no worker has to do with it. */
  startReplay(): void;
  /** Plays a run that is none of this browser's; what was on the page waits behind it, and is given back untouched. */
  playRecorded(run: Run, how?: { readonly atEnd: boolean }): void;
  /** The run that is played has grown elsewhere: its last moment stays the last one, any other the one that it is. */
  growReplay(run: Run): void;
  /** Shows one again that was left meanwhile, held, over what is on the page now. */
  returnToReplay(replay: Replay): void;
  /** Shows a moment, or the nearest that there is. */
  seek(moment: number): void;
  /** Plays on, from the beginning where it is at its end, or holds. */
  setPlaying(playing: boolean): void;
  /** Gives back what was there before. */
  leaveReplay(): void;
}

type Around = ReplayState &
  Pick<SearchState, 'run' | 'speed' | 'adoptPreview'> &
  Pick<LayerState, 'layer' | 'closeInspector'> &
  Pick<ViewState, 'shown'>;

/** Least time between two moments, ms: of more than one trial where they come faster. */
const FRAME = 40;

/** How many trials come together at a speed, and after how many ms. */
function paceAt(speed: Speed): { readonly trials: number; readonly wait: number } {
  const aTrial = 1000 / (speed * CHILDREN_A_SECOND);
  const trials = Math.max(1, Math.ceil(FRAME / aTrial));
  return { trials, wait: trials * aTrial };
}

/** Tells the runs that come with the page from each other: they bear no id. */
const keyOf = ({ name, created }: Run): string => `${created} ${name}`;

export function createReplaySlice(
  set: (patch: Partial<Around>) => void,
  get: () => Around,
  { newRunId }: { newRunId(): string },
): ReplayState {
  /** Of children of runs that came with the page: as long as it is open, those that a person had trained stay. */
  const trainedOf = new Map<string, Pick<Run, 'weights' | 'made' | 'lastMade'>>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const goTo = (replay: Replay): void => {
    const last = lastMoment(replay.whole);
    const moment = Math.min(last, Math.max(0, Math.round(replay.moment)));
    const playing = replay.playing && moment < last;
    set({ replay: { ...replay, moment, playing }, run: momentOf(replay.whole, moment) });
    clearTimeout(timer);
    if (playing) timer = setTimeout(playOn, paceAt(get().speed).wait);
  };
  const playOn = (): void => {
    const { replay, speed } = get();
    if (replay?.playing) goTo({ ...replay, moment: replay.moment + paceAt(speed).trials });
  };

  return {
    replay: null,
    startReplay() {
      get().adoptPreview();
      const { run, replay } = get();
      if (run === null || replay !== null || !canReplay(run)) return;
      // The child that is looked into stays.
      if (get().layer === null) set({ shown: { source: 'live' } });
      goTo({ whole: run, before: run, shown: null, moment: 0, playing: true });
    },
    playRecorded(recorded, { atEnd } = { atEnd: false }) {
      get().leaveReplay();
      get().closeInspector();
      const { run: before, shown } = get();
      set({ shown: { source: 'live' } });
      const own = trainedOf.get(keyOf(recorded)) ?? {};
      const whole = atRest(newRunId(), { ...recorded, ...own });
      goTo({ whole, before, shown, moment: atEnd ? lastMoment(whole) : 0, playing: !atEnd });
    },
    growReplay(grown) {
      const { replay } = get();
      if (replay === null) return;
      const { whole: before } = replay;
      const whole = { ...atRest(before.id, grown), ...byHandOf(before) };
      const isAtEnd = !replay.playing && replay.moment >= lastMoment(before);
      goTo({ ...replay, whole, moment: isAtEnd ? lastMoment(whole) : replay.moment });
    },
    returnToReplay(replay) {
      if (get().replay === null) goTo({ ...replay, before: get().run, playing: false });
    },
    seek(moment) {
      const { replay } = get();
      if (replay !== null) goTo({ ...replay, moment });
    },
    setPlaying(playing) {
      const { replay } = get();
      if (replay === null) return;
      const isOver = replay.moment >= lastMoment(replay.whole);
      goTo({ ...replay, playing, moment: playing && isOver ? 0 : replay.moment });
    },
    leaveReplay() {
      const { replay } = get();
      if (replay === null) return;
      clearTimeout(timer);
      if (isShipped(replay)) {
        get().closeInspector();
        const { weights, made, lastMade } = replay.whole;
        trainedOf.set(keyOf(replay.whole), { weights, made, lastMade });
      }
      const { before: run, shown } = replay;
      set({ replay: null, run, ...(shown === null ? {} : { shown }) });
    },
  };
}
