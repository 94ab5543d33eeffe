import { useShallow } from 'zustand/react/shallow';
import type { StrategyUpdate } from '../../run/run.ts';
import type { ArchitectureCost, Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import type { PlaygroundState } from '../../store/store.ts';
import type { Decision } from '../../strategies/strategy.ts';

/** What of the run on the page a strategy is told from; empty where there is none. */
export interface ShownRun {
  readonly settings: Settings;
  readonly trials: readonly Trial[];
  readonly updates: readonly StrategyUpdate[];
  /** The child in training, unless it is a finalist: that was proposed before. */
  readonly current: number | null;
  readonly currentDecisions: readonly Decision[] | null;
  readonly currentCost: ArchitectureCost | null;
}

const NO_TRIALS: readonly Trial[] = [];
const NO_UPDATES: readonly StrategyUpdate[] = [];

export const useShownRun = (): ShownRun => usePlayground(useShallow(shownRun));

function shownRun({ run, settings }: PlaygroundState): ShownRun {
  const current = run?.current && run.current.again === undefined ? run.current : null;
  return {
    settings: run?.settings ?? settings,
    trials: run?.trials ?? NO_TRIALS,
    updates: run?.updates ?? NO_UPDATES,
    current: current?.number ?? null,
    currentDecisions: current?.decisions ?? null,
    currentCost: current?.cost ?? null,
  };
}
