import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CurrentTrial } from '../../../run/live.ts';
import type { StrategyUpdate } from '../../../run/run.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import type { PlaygroundState } from '../../../store/store.ts';

/** What of the run on the page a strategy is told from; empty where there is none. */
export interface ShownRun {
  readonly settings: Settings;
  readonly trials: readonly Trial[];
  readonly updates: readonly StrategyUpdate[];
}

const NO_TRIALS: readonly Trial[] = [];
const NO_UPDATES: readonly StrategyUpdate[] = [];
const NONE: readonly CurrentTrial[] = [];

export const useShownRun = (): ShownRun => usePlayground(useShallow(shownRun));

function shownRun({ run, settings }: PlaygroundState): ShownRun {
  return {
    settings: run?.settings ?? settings,
    trials: run?.trials ?? NO_TRIALS,
    updates: run?.updates ?? NO_UPDATES,
  };
}

/** The children in training by number, no finalist: that was proposed before. The same while they only train on. */
export function useInTraining(): readonly Pick<CurrentTrial, 'number' | 'architecture' | 'decisions'>[] {
  const numbers = usePlayground(useShallow(({ run }) => (run?.training ?? NONE).map(({ number }) => number)));
  const architectures = usePlayground(
    useShallow(({ run }) => (run?.training ?? NONE).map(({ architecture }) => architecture)),
  );
  const decided = usePlayground(
    useShallow(({ run }) => (run?.training ?? NONE).map(({ decisions }) => decisions)),
  );
  return useMemo(
    () =>
      numbers.flatMap((number, index) => {
        const [architecture, decisions] = [architectures[index], decided[index]];
        if (architecture === undefined) return [];
        return { number, architecture, ...(decisions !== undefined && { decisions }) };
      }),
    [numbers, architectures, decided],
  );
}
