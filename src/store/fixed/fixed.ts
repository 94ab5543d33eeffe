import type { Command } from '../../protocol/protocol.ts';
import { compareFixedOf } from '../../run/children/fixed.ts';
import type { LiveRun } from '../../run/live.ts';
import type { FixedComparison } from '../../search/fixed.ts';
import type { ReplayState } from '../replay/replay.ts';
import { isShipped } from '../replay/whole.ts';
import type { RunsState } from '../runs/runsState.ts';
import { isActive, type Search, type SearchState } from '../search.ts';
import type { MemoryState } from '../settings/memory.ts';
import type { SettingsState } from '../settings/settings.ts';

/** The comparison of the winner of the run on the page with networks that nobody searched for (search/fixed.ts). */
export interface FixedState {
  /**
   * Trains what is missing of it, on top of what the run has: more seeds go on from those that are there. Not while a search
   * runs, nor of a run that came with the page, which is kept nowhere.
   */
  compareFixed(wanted: FixedComparison): void;
  /** Trains no more of it for now; what has ended stays. */
  stopFixed(): void;
}

type Around = FixedState &
  Pick<SearchState, 'run' | 'adoptPreview'> &
  Pick<SettingsState, 'archive'> &
  Pick<MemoryState, 'place'> &
  Pick<RunsState, 'holdRun'> &
  Pick<ReplayState, 'replay' | 'leaveReplay'>;

export interface FixedPorts {
  readonly dataUrl: string;
}

export function createFixedSlice(
  get: () => Around,
  { dataUrl }: FixedPorts,
  { hear, send }: Pick<Search, 'hear'> & { send(command: Command): void },
): FixedState {
  const ask = async (wanted: FixedComparison): Promise<void> => {
    get().adoptPreview();
    const { replay } = get();
    if (replay !== null && isShipped(replay)) return;
    get().leaveReplay();
    const before = get().run;
    if (!isFree(before) || !(await get().holdRun(before.id))) return;
    const { run, archive, place } = get();
    if (!isFree(run) || run.id !== before.id) return;
    const comparison = onTopOf(run.fixed, wanted);
    hear({ type: 'fixed-asked', comparison, run: run.id });
    send(compareFixedOf(run.id, run, comparison, { dataUrl, archive, place }));
  };
  return {
    compareFixed: (wanted) => void ask(wanted),
    stopFixed() {
      const { run } = get();
      if (run === null || run.fixing === null) return;
      send({ type: 'compare-fixed-cancel', run: run.id });
      hear({ type: 'fixed-cancelled', run: run.id });
    },
  };
}

const isFree = (run: LiveRun | null): run is LiveRun => run !== null && !isActive(run) && run.fixing === null;

/** What was trained of it counts, and what is asked for is never less than that. */
function onTopOf(known: FixedComparison | null, wanted: FixedComparison): FixedComparison {
  if (known === null || known.winner !== wanted.winner) return wanted;
  const had = Math.ceil(known.trainings.length / known.networks.length);
  return { ...known, seeds: Math.max(wanted.seeds, had) };
}
