import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { TradeoffChart } from '../../../charts/tradeoff/TradeoffChart.tsx';
import { AlikeSign } from '../../../charts/tradeoff/TradeoffFigure.tsx';
import { VolumeChart } from '../../../charts/tradeoff/VolumeChart.tsx';
import { isSynthetic } from '../../../data/infos.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownPair } from '../../../store/shown/selectors.ts';
import { shownChild } from '../../../store/shown/view.ts';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { Term } from '../../classroom/glossary/Term.tsx';
import { useHover, useHovered } from '../../hooks/hovered.ts';
import { useRecipes } from '../../hooks/recipes.ts';
import { useSize } from '../../hooks/useSize.ts';
import { tip } from '../../parts/tips/tip.ts';
import { Words } from '../../parts/Words.tsx';
import {
  publishedChartTexts,
  tradeoffChartTexts,
  tradeoffStepTexts,
  tradeoffTexts,
  volumeChartTexts,
} from '../../texts/charts/tradeoff.ts';
import { commonTexts } from '../../texts/common.ts';
import { PanelFacts } from '../panels/facts.tsx';
import type { ViewProps } from '../panels/view.ts';
import { ReplayScrubber } from '../replay/Entry.tsx';
import { useRewards } from '../reward/useRewards.ts';
import { AGAINST } from './children.ts';
import { cifarInput, imagenetInput, modelLines } from './published.ts';
import { TradeoffTables } from './TradeoffTables.tsx';
import { type ShownTradeoff, useTradeoff } from './useTradeoff.ts';
import { useTradeoffChange, useTradeoffView } from './view.ts';
import { childLines, childSentence, tradeoffDescription } from './words.tsx';
import '../../parts/styles/waiting.css';
import './TradeoffPanel.css';

/** Beside the tabs: what accuracy is held against, and the way to the table. */
function TradeoffFacts(): ReactElement {
  const against = useTradeoffView((view) => view.against);
  const asTable = useTradeoffView((view) => view.asTable);
  const change = useTradeoffChange();
  return (
    <>
      <Words
        name={tradeoffTexts.against}
        isNamed
        words={AGAINST.map((id) => [id, tradeoffTexts.measures[id], tradeoffTexts.measuresSay[id]])}
        chosen={against}
        onChoose={(one) => change({ against: one })}
      />
      <button
        type="button"
        className="link"
        aria-pressed={asTable}
        {...tip(commonTexts.chartOrTable.says)}
        onClick={() => change({ asTable: !asTable })}
      >
        {asTable ? commonTexts.chartOrTable.chart : commonTexts.chartOrTable.table}
      </button>
    </>
  );
}

/** This run's children against what they cost, and, on axes of their own, the published models. */
export function TradeoffPanel({ mode }: ViewProps): ReactElement {
  const shown = useTradeoff();
  const asTable = useTradeoffView((view) => view.asTable);
  const replaying = usePlayground((state) => state.replay !== null);
  return (
    <section className="tradeoff" data-mode={mode} aria-label={tradeoffTexts.panel}>
      <PanelFacts>
        <TradeoffFacts />
      </PanelFacts>
      {asTable ? (
        <TradeoffTables shown={shown} />
      ) : (
        <div className="tradeoff-plots">
          <Own shown={shown} />
          <Published />
        </div>
      )}
      <NotComparable shown={shown} />
      {replaying && <Scrubber />}
    </section>
  );
}

function NotComparable({ shown: { settings } }: { readonly shown: ShownTradeoff }): ReactElement {
  const { strong, words } = tradeoffTexts.note;
  const { trainImages, epochs, dataset } = settings;
  return (
    <p className="tradeoff-note">
      {words(
        <b>
          <Term id="proxy-task">{strong}</Term>
        </b>,
        trainImages,
        isSynthetic(dataset),
        epochs,
      )}
    </p>
  );
}

/** The replay goes on under this chart, too. */
function Scrubber(): ReactElement {
  const { input } = useRewards(useRecipes());
  return <ReplayScrubber input={input} />;
}

interface PlotProps {
  readonly title: string;
  readonly choice: ReactNode;
  readonly children: (size: { readonly width: number; readonly height: number }) => ReactNode;
  /** Over it, where there is nothing to draw. */
  readonly empty?: string | null;
}

function Plot({ title, choice, children, empty = null }: PlotProps): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  return (
    <div className="tradeoff-plot">
      <div className="tradeoff-title">
        <p>
          <Marked text={title} terms={['held-out-accuracy', 'pareto-front', 'multiply-add', 'parameter']} />
        </p>
        {choice}
      </div>
      <div ref={box} className="tradeoff-box">
        {size && size.width > 0 && size.height > 0 && <div className="tradeoff-over">{children(size)}</div>}
        {empty !== null && (
          <div className="waiting">
            <p>{empty}</p>
          </div>
        )}
      </div>
    </div>
  );
}

const says = tradeoffTexts.plots;

function Own({ shown }: { readonly shown: ShownTradeoff }): ReactElement {
  const { tradeoff, against, settings, devices } = shown;
  const plot = useTradeoffView((view) => view.plot);
  const change = useTradeoffChange();
  const runKey = usePlayground((state) => state.run?.id ?? '');
  const isLookedUp = settings.rewards === 'table';
  const volume = tradeoff.volumes.findLast((one) => one !== null) ?? null;
  const volumes = useMemo(
    () => ({ total: settings.trials, volumes: tradeoff.volumes }),
    [settings.trials, tradeoff.volumes],
  );
  const empty =
    tradeoff.input.dots.length > 0
      ? null
      : tradeoff.children.length > 0
        ? tradeoffTexts.noTimes
        : tradeoffTexts.empty;
  return (
    <Plot
      title={
        plot === 'volume'
          ? tradeoffTexts.volumeTitle
          : tradeoffTexts.title(against, isSynthetic(settings.dataset), isLookedUp, devices)
      }
      choice={
        <Words
          name={says.name}
          words={[
            ['children', says.children, null],
            ['volume', says.volume, says.volumeSays],
          ]}
          chosen={plot}
          onChoose={(one) => change({ plot: one })}
        />
      }
      empty={empty}
    >
      {(size) =>
        plot === 'volume' ? (
          <VolumeChart
            input={volumes}
            size={size}
            texts={volumeChartTexts}
            description={tradeoffTexts.volumeDescription(volume)}
            chartKey={`${runKey} ${against}`}
            format={tradeoffTexts.volume}
          />
        ) : (
          <Children shown={shown} size={size} chartKey={`${runKey} ${against}`} />
        )
      }
    </Plot>
  );
}

interface ChildrenProps {
  readonly shown: ShownTradeoff;
  readonly size: { readonly width: number; readonly height: number };
  readonly chartKey: string;
}

/** Touched and chosen here as in the leaderboard and the reward chart. */
function Children({ shown, size, chartKey }: ChildrenProps): ReactElement {
  const { tradeoff, against } = shown;
  const { childOf, input, alike } = tradeoff;
  const show = usePlayground((state) => state.show);
  const hover = useHover('chart');
  const idOf = (trial: number | null): number | null =>
    trial === null ? null : (childOf.get(trial)?.trial.number ?? null);
  const active = idOf(useHovered((hovered) => hovered.trial));
  const isOurs = useHovered((hovered) => hovered.at === 'chart');
  const selected = idOf(usePlayground((state) => shownPair(state).trial));
  return (
    <>
      <TradeoffChart
        input={input}
        size={size}
        texts={against === 'step' ? tradeoffStepTexts : tradeoffChartTexts}
        description={tradeoffDescription(shown)}
        chartKey={chartKey}
        active={active}
        tells={isOurs}
        selected={selected}
        onActive={hover}
        onSelect={(trial) => show(shownChild(trial))}
        describe={(number) => {
          const child = childOf.get(number);
          return child ? childLines(child, shown) : [];
        }}
        sentenceOf={(number) => {
          const child = childOf.get(number);
          return child ? childSentence(child, shown) : '';
        }}
      />
      {alike.size > 0 && <AlikeKey />}
    </>
  );
}

/** In the corner of what is good and cheap: nothing can be there. */
function AlikeKey(): ReactElement {
  return (
    <p className="tradeoff-key">
      <AlikeSign />
      <Term id="cannot-be-told-apart">{tradeoffTexts.alikeKey}</Term>
    </p>
  );
}

function Published(): ReactElement {
  const against = useTradeoffView((view) => view.against);
  const set = useTradeoffView((view) => view.published);
  const change = useTradeoffChange();
  const [active, setActive] = useState<number | null>(null);
  const input = useMemo(() => (set === 'cifar' ? cifarInput() : imagenetInput(against)), [set, against]);
  return (
    <Plot
      title={tradeoffTexts.publishedTitle(set, against)}
      choice={
        <Words
          name={tradeoffTexts.published.name}
          words={[
            ['imagenet', tradeoffTexts.published.imagenet, null],
            ['cifar', tradeoffTexts.published.cifar, null],
          ]}
          chosen={set}
          onChoose={(published) => {
            setActive(null);
            change({ published });
          }}
        />
      }
    >
      {(size) => (
        <TradeoffChart
          input={input}
          size={size}
          texts={publishedChartTexts}
          description={tradeoffTexts.publishedDescription(input.dots.length)}
          chartKey={`${set} ${against}`}
          active={active}
          selected={null}
          onActive={setActive}
          describe={(id) => modelLines(set, id)}
          sentenceOf={(id) => modelLines(set, id).join(', ')}
        />
      )}
    </Plot>
  );
}
