import { useDeferredValue, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type DatasetId, datasetInfo } from '../../../data/infos.ts';
import { chanceLineOf } from '../../../drawings/reward/chance.ts';
import type { ReplayedInput, RewardInput } from '../../../drawings/reward/input.ts';
import { finalistCount, lastMoment } from '../../../run/recording/replay.ts';
import type { StrategyUpdate } from '../../../run/run.ts';
import type { Finalist } from '../../../search/finalists.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import type { Lead } from '../../../studies/uncertainty/lead.ts';
import type { KnownRecipes } from '../../hooks/recipes.ts';
import { againInput } from './againInput.ts';
import { bandInput, leadOf, randomSearchOf } from './randomSearch.ts';
import { baselineInput, besideInput, finishedInput, runningInput } from './rewardInput.ts';

const NO_TRIALS: readonly Trial[] = [];
const NO_FINALISTS: readonly Finalist[] = [];
const NO_REPORTS: readonly StrategyUpdate[] = [];

export interface Rewards {
  readonly input: RewardInput;
  /** Null where there is nothing to hold the search against, and once a final figure is there: that is no best of many. */
  readonly lead: Lead | null;
  /** Of the recipe's trainings; null where nobody measured it. */
  readonly deviation: number | null;
}

/** What the chart, its table and its head say of the run, or of the settings before one. */
export function useRewards(recipes: KnownRecipes): Rewards {
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const trials = useDeferredValue(usePlayground((state) => state.run?.trials ?? NO_TRIALS));
  const finalists = usePlayground((state) => state.run?.finalists ?? NO_FINALISTS);
  const reports = usePlayground((state) => state.run?.updates ?? NO_REPORTS);
  const remembered = usePlayground((state) => state.randomRewards);
  const table = usePlayground((state) => state.run?.table ?? null);
  const running = usePlayground(({ run }) => runningInput(run));
  const beside = usePlayground(useShallow(({ run }) => besideInput(run)));
  const current = usePlayground(useShallow(againOf));
  const replayed = usePlayground(useShallow(replayedOf));
  const total = totalOf(settings);
  const deviation = recipes.deviationOf(settings);

  const finished = useMemo(() => finishedInput(trials, settings, deviation), [trials, settings, deviation]);
  const baseline = useMemo(() => baselineInput(reports), [reports]);
  const random = useMemo(
    () => randomSearchOf(settings, recipes, remembered, table),
    [settings, recipes, remembered, table],
  );
  const band = useMemo(() => bandInput(random, total), [random, total]);
  const again = useMemo(
    () => againInput(settings, trials, finalists, current, deviation),
    [settings, trials, finalists, current, deviation],
  );
  const input = useMemo((): RewardInput => {
    const chance = chanceOf(settings.dataset);
    const bandIsOwn = random?.isOwn ?? false;
    const chanceLine = settings.reward === 'cost' ? null : chanceLineOf(bandIsOwn ? [] : band, chance);
    return {
      ...{ total, ...finished, baseline, band, bandIsOwn, running, beside, replayed, chance, chanceLine },
      ...again,
    };
  }, [total, settings, finished, baseline, random, band, running, beside, replayed, again]);
  const hasFinal = again.again.some(({ trainings }) => trainings.some(({ isFinal }) => isFinal));
  const lead = useMemo(
    () => (hasFinal ? null : leadOf(settings, trials, finished.best, random)),
    [hasFinal, settings, trials, finished, random],
  );
  return { input, lead, deviation };
}

const chanceOf = (dataset: DatasetId): number => 1 / datasetInfo(dataset).classes.length;

const totalOf = ({ trials }: Settings): number => (Number.isInteger(trials) && trials > 0 ? trials : 1);

function replayedOf({ replay }: PlaygroundState): ReplayedInput | undefined {
  if (replay === null) return undefined;
  const { whole, moment } = replay;
  const isEnd = whole.finalists.length > 0 && moment >= lastMoment(whole);
  return { after: isEnd ? null : moment, columns: finalistCount(whole) };
}

/** The finalist in training, by what changes of it. */
function againOf({ run }: PlaygroundState): { readonly number: number; readonly again: number } | null {
  const { number, again } = run?.current ?? {};
  return number === undefined || again === undefined ? null : { number, again };
}
