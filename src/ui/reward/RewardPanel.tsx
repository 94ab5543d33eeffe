import { type ReactElement, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { RewardChart } from '../../charts/reward/RewardChart.tsx';
import { type DatasetId, datasetInfo, isSynthetic } from '../../data/infos.ts';
import type { RewardInput } from '../../drawings/reward/input.ts';
import { ranked } from '../../run/figures.ts';
import type { StrategyUpdate } from '../../run/run.ts';
import type { Trial } from '../../search/trial.ts';
import { comparableKey } from '../../settings/settings.ts';
import { usePlayground } from '../../store/context.ts';
import type { PlaygroundState } from '../../store/store.ts';
import { BASELINE } from '../../strategies/list.ts';
import { useHover, useHovered } from '../hooks/hovered.ts';
import { usePaced } from '../hooks/usePaced.ts';
import { useSize } from '../hooks/useSize.ts';
import { PanelHead } from '../parts/Panel.tsx';
import { tip } from '../parts/tip.ts';
import { rewardChartTexts } from '../texts/charts.ts';
import { commonTexts } from '../texts/common.ts';
import { rewardTexts } from '../texts/reward.ts';
import { RewardTable } from './RewardTable.tsx';
import { aheadOfRandom, bandInput, baselineInput, finishedInput, runningInput } from './rewardInput.ts';
import { trialLines, trialSentence } from './trialWords.tsx';
import { Waiting } from './Waiting.tsx';
import './RewardPanel.css';

const NO_TRIALS: readonly Trial[] = [];
const NO_REPORTS: readonly StrategyUpdate[] = [];

/** Rewards over trials, as a chart or as a table. */
export function RewardPanel(): ReactElement {
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const [asTable, setAsTable] = useState(false);
  const input = useRewardInput();
  const ahead = settings.strategy === BASELINE ? null : aheadOfRandom(input);
  return (
    <section className="reward-panel" aria-label={rewardTexts.panel}>
      <PanelHead title={rewardTexts.title}>
        {ahead !== null && (
          <span className="fact">
            {(ahead < 0 ? rewardTexts.behind : rewardTexts.ahead)(<b>{Math.abs(ahead).toFixed(1)}</b>)}
          </span>
        )}
        <button
          type="button"
          className="link"
          aria-pressed={asTable}
          {...tip(commonTexts.chartOrTable.says)}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? commonTexts.chartOrTable.chart : commonTexts.chartOrTable.table}
        </button>
      </PanelHead>
      <p className="reward-title">
        {rewardTexts.subtitle(
          settings.validationImages,
          isSynthetic(settings.dataset),
          settings.reward === 'cost',
        )}
      </p>
      {asTable ? <RewardTable input={input} /> : <Chart input={input} />}
    </section>
  );
}

function Chart({ input }: { readonly input: RewardInput }): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const trials = usePlayground((state) => state.run?.trials ?? NO_TRIALS);
  const runKey = usePlayground((state) => state.run?.id ?? '');
  const paused = usePlayground((state) => state.run?.phase === 'paused');
  const synthetic = usePlayground((state) => isSynthetic(state.run?.settings.dataset));
  const show = usePlayground((state) => state.show);
  const active = useHovered((hovered) => hovered.trial);
  const hover = useHover();
  const ranks = useMemo(
    () => new Map(ranked(trials).map((trial, index) => [trial.number, index + 1])),
    [trials],
  );
  const select = useCallback((trial: number) => show({ source: 'trial', trial }), [show]);
  const found = (number: number): Trial | undefined => trials.find((trial) => trial.number === number);
  return (
    <div ref={box} className="reward-box">
      {size && size.height > 0 && (
        <RewardChart
          input={input}
          size={size}
          texts={rewardChartTexts}
          runKey={runKey}
          paused={paused}
          active={active}
          onActive={hover}
          onSelect={select}
          describe={(number) => {
            const trial = found(number);
            return trial ? trialLines(trial, ranks.get(number) ?? null, synthetic) : [];
          }}
          sentenceOf={(number) => {
            const trial = found(number);
            return trial ? trialSentence(trial, ranks.get(number) ?? null, synthetic) : '';
          }}
        />
      )}
      <Waiting />
    </div>
  );
}

function useRewardInput(): RewardInput {
  const total = usePlayground((state) => totalOf(state));
  const trials = useDeferredValue(usePlayground((state) => state.run?.trials ?? NO_TRIALS));
  const reports = usePlayground((state) => state.run?.updates ?? NO_REPORTS);
  const rewards = usePlayground(
    (state) => state.randomRewards[comparableKey(state.run?.settings ?? state.settings)],
  );
  const running = usePaced(runningText);
  const chance = usePlayground(({ run, settings }) => chanceOf((run?.settings ?? settings).dataset));
  const finished = useMemo(() => finishedInput(trials), [trials]);
  const baseline = useMemo(() => baselineInput(reports), [reports]);
  const band = useMemo(() => bandInput(rewards, total), [rewards, total]);
  return useMemo(
    () => ({
      total,
      ...finished,
      baseline,
      band,
      running: JSON.parse(running) as RewardInput['running'],
      chance,
    }),
    [total, finished, baseline, band, running, chance],
  );
}

const chanceOf = (dataset: DatasetId): number => 1 / datasetInfo(dataset).classes.length;

function totalOf(state: PlaygroundState): number {
  const { trials } = state.run?.settings ?? state.settings;
  return Number.isInteger(trials) && trials > 0 ? trials : 1;
}

/** As text: the chart is drawn anew only when it says something else. */
const runningText = ({ run }: PlaygroundState): string => JSON.stringify(runningInput(run));
