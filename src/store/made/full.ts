import type { Result } from '../../base/result.ts';
import type { Command, MeasuredEvent, MeasuredTraining, RunId } from '../../protocol/protocol.ts';
import { fullRun } from '../../run/fullRun.ts';
import type { LiveRun } from '../../run/live.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { Keeper } from '../runs/keeper.ts';
import type { RunsState } from '../runs/runsState.ts';
import { isActive } from '../search.ts';
import type { MemoryState } from '../settings/memory.ts';

/** Full trainings (settings/fullTraining.ts): a child built as large as a person wants, as a run of its own. */
export interface FullState {
  /** What was measured last; `told` null while it is on its way. */
  readonly measuredFull: {
    readonly id: RunId;
    readonly told: Result<MeasuredTraining, string> | null;
  } | null;
  /** Asks how long such a training takes here. Nothing is asked while a run trains, which would slow both. */
  measureFull(settings: Settings, architecture: Architecture): void;
  /** What was asked for last is not wanted any more. */
  forgetMeasured(): void;
  hearMeasured(event: MeasuredEvent): void;
  /** Keeps it as a run and begins it; answers whether it began. Where it cannot be kept the page says so. */
  buildLarge(wanted: WantedLarge): Promise<boolean>;
}

export interface WantedLarge {
  readonly name: string;
  readonly settings: Settings;
  readonly architecture: Architecture;
}

type Around = FullState &
  Pick<MemoryState, 'place'> &
  Pick<RunsState, 'resumeRun'> & {
    readonly run: LiveRun | null;
    leaveReplay(): void;
  };

export interface FullPorts {
  newRunId(): RunId;
  now(): string;
  readonly keeper: Pick<Keeper, 'create'>;
  send(command: Command): void;
}

export function createFullSlice(
  set: (patch: Partial<FullState>) => void,
  get: () => Around,
  { newRunId, now, keeper, send }: FullPorts,
): FullState {
  return {
    measuredFull: null,
    measureFull(settings, architecture) {
      if (isActive(get().run)) return;
      const id = newRunId();
      set({ measuredFull: { id, told: null } });
      send({ type: 'measure', run: id, settings, architecture, place: get().place });
    },
    forgetMeasured() {
      const { measuredFull } = get();
      if (measuredFull?.told === null) send({ type: 'stop', run: measuredFull.id });
      set({ measuredFull: null });
    },
    hearMeasured({ run: id, measured }) {
      if (get().measuredFull?.id === id) set({ measuredFull: { id, told: measured } });
    },
    async buildLarge({ name, settings, architecture }) {
      get().leaveReplay();
      if (isActive(get().run)) return false;
      const id = newRunId();
      // Kept before it begins: from then on it is a run like any other that was interrupted.
      const run = await fullRun({ name, created: now(), settings, architecture });
      return (await keeper.create(id, run)) && get().resumeRun(id);
    },
  };
}
