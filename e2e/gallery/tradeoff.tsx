import { type ReactElement, useState } from 'react';
import { TradeoffChart } from '../../src/charts/tradeoff/TradeoffChart.tsx';
import { VolumeChart } from '../../src/charts/tradeoff/VolumeChart.tsx';
import type { TradeoffInput } from '../../src/drawings/tradeoff/input.ts';
import type { Trial } from '../../src/search/trial.ts';
import { createStandings } from '../../src/ui/search/board/groups/standing.ts';
import { falling, runOf, type Story } from '../../src/ui/search/board/groups/testing/children.ts';
import { cifarInput, imagenetInput } from '../../src/ui/search/tradeoff/published.ts';
import { tradeoffOf } from '../../src/ui/search/tradeoff/tradeoff.ts';
import {
  publishedChartTexts,
  tradeoffChartTexts,
  tradeoffTexts,
  volumeChartTexts,
} from '../../src/ui/texts/charts/tradeoff.ts';
import { Part, Tile } from './Tile.tsx';

/** Made children, whose own accuracies are known, against made costs; the published models are the paper's. */

interface TradeoffState extends Story {
  readonly title: string;
  readonly active?: number;
  readonly selected?: number;
  /** The last trial trains. */
  readonly running?: boolean;
  readonly volume?: boolean;
}

const TWENTY = { own: [...falling(20, 0.33, 0.46)], images: 2000, luck: 0.006 };
const STATES: readonly TradeoffState[] = [
  { title: 'trade-off, empty', own: [], images: 1000 },
  { title: 'trade-off, the first trains', own: [], images: 1000, running: true },
  { title: 'trade-off, one child', own: [0.34], images: 1000 },
  { title: 'trade-off, running', ...TWENTY, own: TWENTY.own.slice(0, 9), running: true },
  {
    title: 'trade-off, failed, sampled again, chosen',
    ...TWENTY,
    own: TWENTY.own.map((own, index) => (index === 15 ? null : own)),
    reused: { 18: 11 },
    selected: 13,
    active: 4,
  },
  { title: 'trade-off, 100 children', own: falling(100, 0.3, 0.46), images: 5000, luck: 0.007, selected: 60 },
  { title: 'hypervolume, none', own: [], images: 1000, volume: true },
  { title: 'hypervolume', ...TWENTY, volume: true },
];

const nothing = (): void => {};

/** Costs that rise with accuracy, more or less, so that there is a front. */
const priced = (trials: readonly Trial[]): Trial[] => {
  const own = trials.map((trial): Trial => {
    const { accuracy, number } = trial;
    const swing = 0.5 * Math.sin(number * 2.4);
    const multiplyAdds = Math.round(9e6 * Math.exp(6 * ((accuracy ?? 0.4) - 0.3) + swing));
    return { ...trial, multiplyAdds };
  });
  return own.map((trial) =>
    trial.reusedFrom === undefined
      ? trial
      : { ...trial, multiplyAdds: own[trial.reusedFrom - 1]?.multiplyAdds ?? trial.multiplyAdds },
  );
};

function useShown({ title: _, active: _a, selected: _s, running, volume: _v, ...story }: TradeoffState) {
  const [shown] = useState(() => {
    const { settings, ...run } = runOf(story);
    const trials = priced(run.trials);
    const { alike } = createStandings(() => 0.006).of({ settings, trials, finalists: [] });
    const common = { settings, against: 'multiplyAdds', deviation: 0.006, chance: 0.1 } as const;
    return tradeoffOf({ ...common, trials, whole: trials, alike, running: running ? 14e6 : null });
  });
  return shown;
}

function Own({ state, wide }: { readonly state: TradeoffState; readonly wide: boolean }): ReactElement {
  const { input, volumes } = useShown(state);
  const size = sizeOf(wide);
  if (state.volume)
    return (
      <VolumeChart
        input={{ total: 20, volumes }}
        size={size}
        texts={volumeChartTexts}
        description=""
        chartKey={state.title}
        format={tradeoffTexts.volume}
      />
    );
  const { active = null, selected = null } = state;
  return <Chart input={input} wide={wide} active={active} selected={selected} title={state.title} />;
}

const sizeOf = (wide: boolean) => (wide ? { width: 410, height: 252 } : { width: 350, height: 240 });

interface ChartProps {
  readonly input: TradeoffInput;
  readonly wide: boolean;
  readonly title: string;
  readonly active?: number | null;
  readonly selected?: number | null;
  readonly isPublished?: boolean;
}

function Chart(props: ChartProps): ReactElement {
  const { input, wide, title, active = null, selected = null, isPublished = false } = props;
  return (
    <TradeoffChart
      input={input}
      size={sizeOf(wide)}
      texts={isPublished ? publishedChartTexts : tradeoffChartTexts}
      description=""
      chartKey={title}
      active={active}
      selected={selected}
      onActive={nothing}
      onSelect={nothing}
      describe={(id) => [`Trial ${id}, rank 3`, '44.9 % held out', '12.8 M multiply-adds']}
      sentenceOf={(id) => `trial ${id}`}
    />
  );
}

const PUBLISHED: readonly (readonly [title: string, input: TradeoffInput])[] = [
  ['published, ImageNet by multiply-adds', imagenetInput('multiplyAdds')],
  ['published, ImageNet by parameters', imagenetInput('parameters')],
  ['published, CIFAR-10', cifarInput()],
];

export function Tradeoffs({ wide }: { readonly wide: boolean }): ReactElement {
  return (
    <Part title="Trade-off">
      {STATES.map((state) => (
        <Tile key={state.title} title={state.title}>
          <Own state={state} wide={wide} />
        </Tile>
      ))}
      {PUBLISHED.map(([title, input]) => (
        <Tile key={title} title={title}>
          <Chart input={input} wide={wide} title={title} isPublished />
        </Tile>
      ))}
    </Part>
  );
}
