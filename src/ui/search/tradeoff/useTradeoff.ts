import { useContext, useDeferredValue, useMemo } from 'react';
import { useStore } from 'zustand';
import { datasetInfo } from '../../../data/infos.ts';
import { environmentName } from '../../../run/environments.ts';
import type { Finalist } from '../../../search/finalists.ts';
import type { MadeChild } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { PlacesContext } from '../../hooks/places.ts';
import { useRecipes } from '../../hooks/recipes.ts';
import { useStandingOf } from '../board/useStanding.ts';
import type { Against } from './children.ts';
import { type Tradeoff, tradeoffOf } from './tradeoff.ts';
import { useTradeoffView } from './view.ts';

const NO_TRIALS: readonly Trial[] = [];
const NO_MADE: readonly MadeChild[] = [];
const NO_FINALISTS: readonly Finalist[] = [];

export interface ShownTradeoff {
  readonly tradeoff: Tradeoff;
  readonly against: Against;
  readonly settings: Settings;
  readonly deviation: number | null;
  /** Where a trial stands, in words; null while the leaderboard has no place for it. */
  readonly placeOf: (trial: number) => string | null;
  /** On how many devices the children were trained. */
  readonly devices: number;
}

/** The trade-off of the run that is shown, at the moment at which it is. */
export function useTradeoff(): ShownTradeoff {
  const against = useTradeoffView((view) => view.against);
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const trials = useDeferredValue(usePlayground((state) => state.run?.trials ?? NO_TRIALS));
  const made = useDeferredValue(usePlayground((state) => state.run?.made ?? NO_MADE));
  const replayed = usePlayground((state) => state.replay?.whole.trials ?? null);
  const running = usePlayground((state) => runningCost(state, against));
  const { deviationOf } = useRecipes();
  const deviation = useMemo(() => deviationOf(settings), [deviationOf, settings]);
  // Figures of the search: a finalist's fresh ones are no child's beside it.
  const searched = useMemo(() => ({ ...settings, finalists: 0 }), [settings]);
  const asked = useMemo(() => ({ settings: searched, trials, finalists: NO_FINALISTS }), [searched, trials]);
  const { input, standing } = useStandingOf(asked, deviationOf);
  const alike = input.settings === searched ? standing.alike : null;
  const whole = replayed ?? trials;
  const tradeoff = useMemo(() => {
    const chance = 1 / datasetInfo(settings.dataset).classes.length;
    return tradeoffOf({ trials, whole, made, settings, against, deviation, chance, alike, running });
  }, [trials, whole, made, settings, against, deviation, alike, running]);
  const placeOf = useStore(useContext(PlacesContext), (places) => places.says);
  const devices = useMemo(
    () =>
      new Set(trials.flatMap(({ environment }) => (environment ? [environmentName(environment)] : []))).size,
    [trials],
  );
  return useMemo(
    () => ({ tradeoff, against, settings, deviation, placeOf, devices }),
    [tradeoff, against, settings, deviation, placeOf, devices],
  );
}

/** Of the child in training; a finalist that is trained again has its dot. */
function runningCost({ run }: PlaygroundState, against: Against): number | null {
  const current = run?.current;
  if (!current || current.again !== undefined) return null;
  switch (against) {
    case 'multiplyAdds':
      return current.cost.multiplyAdds;
    case 'parameters':
      return current.cost.trainable;
    case 'step':
      return null;
    default:
      return against satisfies never;
  }
}
