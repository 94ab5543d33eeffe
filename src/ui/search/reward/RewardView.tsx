import { type ReactElement, useCallback, useContext, useState } from 'react';
import { useStore } from 'zustand';
import { RewardChart } from '../../../charts/reward/RewardChart.tsx';
import { isSynthetic } from '../../../data/infos.ts';
import { type Finalist, finalOf } from '../../../search/finalists.ts';
import type { Trial } from '../../../search/trial.ts';
import { usePlayground } from '../../../store/context.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { asTerm } from '../../classroom/glossary/Term.tsx';
import { percent } from '../../format.ts';
import { useHover, useHovered } from '../../hooks/hovered.ts';
import { PlacesContext } from '../../hooks/places.ts';
import { useRecipes } from '../../hooks/recipes.ts';
import { useSize } from '../../hooks/useSize.ts';
import { Pace } from '../../parts/Pace.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { RunsDialogLink } from '../../runs/RunsLink.tsx';
import { rewardChartTexts, rewardChartTextsAtFirst } from '../../texts/charts/charts.ts';
import { rewardTexts } from '../../texts/charts/reward.ts';
import { commonTexts } from '../../texts/common.ts';
import { PanelFacts } from '../panels/facts.tsx';
import type { ViewProps } from '../panels/view.ts';
import { ReplayLink, ReplayScrubber } from '../replay/Entry.tsx';
import { Courses } from './courses/Courses.tsx';
import { RewardTable } from './RewardTable.tsx';
import { type Told, trialLines, trialSentence } from './trialWords.tsx';
import { type Rewards, useRewards } from './useRewards.ts';
import { Waiting } from './Waiting.tsx';
import { WhiskerKey } from './WhiskerKey.tsx';
import './RewardView.css';

const NO_TRIALS: readonly Trial[] = [];
const NO_FINALISTS: readonly Finalist[] = [];

/** Rewards over trials, as a chart or as a table. */
export function RewardView({ mode }: ViewProps): ReactElement {
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const finalists = usePlayground((state) => state.run?.finalists ?? NO_FINALISTS);
  // Says what chance is to someone who has never seen the page.
  const firstVisit = usePlayground((state) => state.run?.isPreview === true);
  const [asTable, setAsTable] = useState(false);
  const rewards = useRewards(useRecipes());
  const { input, lead, deviation } = rewards;
  const others = usePlayground(otherRuns);
  const isLaid = others === 'laid';
  const roomy = mode === 'wide' || mode === 'drawer';
  const against =
    lead !== null ? (
      <span className="fact">
        {rewardTexts.ahead(lead.lead, <b>{percent(Math.abs(lead.lead))}</b>, lead.half, asTerm)}
      </span>
    ) : (
      // A table has random children, once it is there.
      input.band.length === 0 &&
      settings.rewards === 'trained' && <span className="hint">{rewardTexts.noRandom}</span>
    );
  return (
    <>
      <PanelFacts>
        {roomy && !isLaid && against}
        <Pace />
        <ReplayLink />
        {others !== 'none' && <RunsDialogLink {...rewardTexts.compareRuns} />}
        <button
          type="button"
          className="link"
          aria-pressed={asTable}
          {...tip(commonTexts.chartOrTable.says)}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? commonTexts.chartOrTable.chart : commonTexts.chartOrTable.table}
        </button>
      </PanelFacts>
      {isLaid ? (
        <Courses asTable={asTable} />
      ) : (
        <>
          <div className="reward-title">
            <p>
              <Marked
                text={rewardTexts.subtitle({
                  isFirst: firstVisit,
                  images: settings.validationImages,
                  synthetic: isSynthetic(settings.dataset),
                  weighed: settings.reward === 'cost',
                  lookedUp: settings.rewards === 'table',
                  final: finalOf(settings, finalists),
                })}
                terms={['held-out-accuracy', 'reward']}
              />
            </p>
            <WhiskerKey imagesOnly={deviation === null} />
            {!roomy && against}
          </div>
          {asTable ? <RewardTable input={input} /> : <Chart rewards={rewards} firstVisit={firstVisit} />}
        </>
      )}
      <ReplayScrubber input={input} />
    </>
  );
}

/** Whether there are runs beside the one that is shown, and whether any is laid over it. */
function otherRuns({ run, runs, laid }: PlaygroundState): 'none' | 'kept' | 'laid' {
  const others = runs.filter(({ id, done }) => id !== run?.id && done > 0);
  if (others.some(({ id }) => laid.includes(id))) return 'laid';
  return others.length > 0 ? 'kept' : 'none';
}

/** A search that is paused, or a replay that does not play. */
const isHeld = ({ run, replay }: PlaygroundState): boolean =>
  replay === null ? run?.phase === 'paused' : !replay.playing;

function Chart({
  rewards: { input, deviation },
  firstVisit,
}: {
  readonly rewards: Rewards;
  readonly firstVisit: boolean;
}): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const trials = usePlayground((state) => state.run?.trials ?? NO_TRIALS);
  const finalists = usePlayground((state) => state.run?.finalists ?? NO_FINALISTS);
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const runKey = usePlayground((state) => state.run?.id ?? '');
  const paused = usePlayground(isHeld);
  const show = usePlayground((state) => state.show);
  const active = useHovered((hovered) => hovered.trial);
  const isOurs = useHovered((hovered) => hovered.at === 'chart');
  const hover = useHover('chart');
  const placeOf = useStore(useContext(PlacesContext), (places) => places.says);
  const select = useCallback((trial: number) => show({ source: 'trial', trial }), [show]);
  const told = (number: number): Told | null => {
    const trial = trials.find((one) => one.number === number);
    if (trial === undefined) return null;
    return { trial, place: placeOf(number), settings, deviation, finalists };
  };
  return (
    <div ref={box} className="reward-box">
      {size && size.height > 0 && (
        <RewardChart
          input={input}
          size={size}
          texts={firstVisit ? rewardChartTextsAtFirst : rewardChartTexts}
          runKey={runKey}
          paused={paused}
          active={active}
          tells={isOurs}
          onActive={hover}
          onSelect={select}
          describe={(number) => {
            const one = told(number);
            return one ? trialLines(one) : [];
          }}
          sentenceOf={(number) => {
            const one = told(number);
            return one ? trialSentence(one) : '';
          }}
        />
      )}
      <Waiting />
    </div>
  );
}
