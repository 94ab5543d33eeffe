import type { ReactElement } from 'react';
import { IntervalAxis, IntervalMark } from '../../src/charts/comparison/Intervals.tsx';
import { RegretChart } from '../../src/charts/comparison/RegretChart.tsx';
import { CurveChart } from '../../src/charts/curve/CurveChart.tsx';
import { SeedsAxis, SeedsMark } from '../../src/charts/finish/SeedsMark.tsx';
import { RewardChart } from '../../src/charts/reward/RewardChart.tsx';
import { layoutIntervals } from '../../src/drawings/comparison/intervals.ts';
import type { RegretCourseInput } from '../../src/drawings/comparison/regret.ts';
import { layoutSeeds } from '../../src/drawings/finish/seeds.ts';
import {
  curveTexts,
  regretChartTexts,
  rewardChartTexts,
  rewardChartTextsAtFirst,
} from '../../src/ui/texts/charts/charts.ts';
import { type CurveStory, curveOf, INTERVALS, type RewardStory, regretsOf, rewardsOf } from './data.ts';
import { type Gesture, Part, Tile } from './Tile.tsx';

interface RewardState extends RewardStory {
  readonly title: string;
  readonly paused?: boolean;
  readonly active?: number;
  readonly narrow?: boolean;
  /** As wide as on the page. */
  readonly whole?: boolean;
  readonly firstVisit?: boolean;
}

const FULL = { total: 20, done: 20, seed: 2, baseline: true, band: true } as const;
const FORTY = { ...FULL, total: 40, whole: true } as const;
const HUNDRED = { total: 100, done: 100, seed: 3, baseline: true, band: true } as const;
const ENDED = { ...FORTY, done: 40, seed: 5 } as const;
const REWARDS: readonly RewardState[] = [
  { title: 'empty', total: 20, done: 0, seed: 1 },
  { title: 'empty, random search known', total: 20, done: 0, seed: 1, band: true },
  { title: 'the first trial runs', total: 20, done: 0, seed: 1, running: 1 },
  { title: 'one point', total: 20, done: 1, seed: 2 },
  { title: 'running', total: 20, done: 9, seed: 2, baseline: true, running: 10 },
  { title: 'paused', total: 20, done: 9, seed: 2, paused: true, running: 10 },
  { title: 'full', ...FULL },
  { title: 'failed trials', ...FULL, failed: [1, 7, 8, 16] },
  { title: 'a dot lit', ...FULL, active: 13 },
  { title: 'few images, images only', total: 12, done: 7, seed: 4, from: 0.08, images: 100, deviation: null },
  { title: '40 trials, running', ...FORTY, done: 22, running: 23, active: 22 },
  { title: '100 trials', ...HUNDRED },
  { title: '100 trials, first visit', ...HUNDRED, done: 28, running: 29, firstVisit: true, whole: true },
  { title: 'narrow', ...FULL, narrow: true },
  { title: 'narrow, 100 trials', ...HUNDRED, narrow: true, active: 60 },
  { title: 'running, random search known', ...FULL, done: 12, running: 13 },
  { title: 'trained again, none yet', ...ENDED, again: 0 },
  { title: 'trained again, one failed', ...ENDED, again: 4, againFails: true },
  { title: 'trained again, done', ...ENDED, again: 7 },
  { title: 'trained again, to scale', ...ENDED, band: false, again: 7, active: 38 },
  { title: 'trained again, narrow', ...ENDED, whole: false, again: 7, narrow: true },
  { title: 'trained again, narrow, training', ...ENDED, whole: false, again: 5, narrow: true },
];

const sizeOf = (narrow: boolean, whole: boolean) =>
  narrow ? { width: 350, height: 220 } : whole ? { width: 856, height: 280 } : { width: 680, height: 240 };

/** On a phone all are narrow. */
const shownAt = <State extends { readonly narrow?: boolean }>(
  wide: boolean,
  states: readonly State[],
): State[] => states.filter(({ narrow }) => wide || !narrow);

const nothing = (): void => {};

export function Rewards({ wide }: { readonly wide: boolean }): ReactElement {
  return (
    <Part title="Rewards">
      {shownAt(wide, REWARDS).map(({ title, paused = false, active, narrow = !wide, ...story }) => (
        <Tile key={title} title={title}>
          <RewardChart
            input={rewardsOf(story)}
            texts={story.firstVisit ? rewardChartTextsAtFirst : rewardChartTexts}
            size={sizeOf(narrow, story.whole ?? false)}
            runKey={title}
            paused={paused}
            active={active ?? null}
            onActive={nothing}
            onSelect={nothing}
            describe={(trial) => [
              `Trial ${trial}, rank 2`,
              '44.9 % ± 2.0: images ± 1.4, training luck ± 1.4',
              '72.4 k parameters, trained 8.2 s',
            ]}
            sentenceOf={(trial) => `trial ${trial}`}
          />
        </Tile>
      ))}
    </Part>
  );
}

interface CurveState extends CurveStory {
  readonly title: string;
  readonly width?: number;
}

const CURVES: readonly CurveState[] = [
  { title: 'loss, empty', kind: 'loss', epochs: 3, stepsAnEpoch: 40, done: 0 },
  { title: 'loss, nothing to train', kind: 'loss', epochs: 0, stepsAnEpoch: 0, done: 0 },
  { title: 'loss, one epoch', kind: 'loss', epochs: 3, stepsAnEpoch: 40, done: 40 },
  { title: 'loss, full', kind: 'loss', epochs: 3, stepsAnEpoch: 40, done: 120 },
  { title: 'accuracy, first steps', kind: 'accuracy', epochs: 3, stepsAnEpoch: 40, done: 12 },
  { title: 'accuracy, one epoch', kind: 'accuracy', epochs: 3, stepsAnEpoch: 40, done: 40 },
  { title: 'accuracy, full', kind: 'accuracy', epochs: 3, stepsAnEpoch: 40, done: 120 },
  { title: 'accuracy, 25 epochs', kind: 'accuracy', epochs: 25, stepsAnEpoch: 40, done: 1000 },
  { title: 'accuracy, narrow', kind: 'accuracy', epochs: 3, stepsAnEpoch: 40, done: 80, width: 220 },
];

const LOSS = { steps: [0.1, 0.2, 0.5, 1, 2, 5], intervals: 4, floor: 0, ceiling: 1e6 };
const ACCURACY = { steps: [5, 10, 20, 50], intervals: 5, floor: 0, ceiling: 100 };

export function Curves(): ReactElement {
  return (
    <Part title="Live curves">
      {CURVES.map(({ title, width = 330, ...story }) => (
        <Tile key={title} title={title}>
          <CurveChart
            input={curveOf(story)}
            texts={curveTexts}
            size={{ width, height: 70 }}
            label={title}
            tone={story.kind}
            childKey={title}
            rule={story.kind === 'loss' ? LOSS : ACCURACY}
            empty={story.kind === 'loss' ? [1, 3] : [0, 100]}
            format={(value) => value.toFixed(story.kind === 'loss' ? 1 : 0)}
          />
        </Tile>
      ))}
    </Part>
  );
}

interface RegretState {
  readonly title: string;
  readonly courses: readonly RegretCourseInput[];
  readonly chosen?: string;
  readonly floor?: number | null;
  readonly narrow?: boolean;
  readonly gesture?: Gesture;
}

const ALL = regretsOf(8, 100);
const REGRETS: readonly RegretState[] = [
  { title: 'empty', courses: [] },
  { title: 'one strategy', courses: regretsOf(1, 100) },
  { title: 'eight strategies, one ended early', courses: ALL },
  { title: 'one that misses the floor', courses: ALL, chosen: 'PPO' },
  { title: 'nothing known of the noise, few children', courses: regretsOf(4, 14), floor: null },
  {
    title: 'a place lit',
    courses: ALL,
    gesture: { selector: '.chart-slider', event: 'focusin' },
  },
  { title: 'narrow', courses: ALL, narrow: true },
];

export function Comparisons({ wide }: { readonly wide: boolean }): ReactElement {
  return (
    <Part title="Strategies compared">
      {shownAt(wide, REGRETS).map(
        ({ title, courses, chosen = 'Linear', floor = 0.012, narrow = !wide, gesture }) => (
          <Tile key={title} title={title} {...(gesture ? { gesture } : {})}>
            <RegretChart
              input={{ courses, chosen, floor }}
              texts={regretChartTexts}
              size={narrow ? { width: 350, height: 220 } : { width: 680, height: 280 }}
              label={title}
              description=""
              unit="trials"
              describe={(at) => [`${at} trials`, '0.9 Linear model', '2.0 Random search']}
              sentenceOf={(at) => `${at} trials`}
            />
          </Tile>
        ),
      )}
      <Tile title="effects">
        <Effects />
      </Tile>
      <Tile title="trained from five seeds">
        <Seeds />
      </Tile>
    </Part>
  );
}

const EFFECTS = layoutIntervals(INTERVALS);

function Effects(): ReactElement {
  return (
    <div style={{ width: 240 }}>
      <IntervalAxis layout={EFFECTS} zero="random" />
      {INTERVALS.map(({ isTold }, place) => (
        <div key={EFFECTS.rows[place]!.mean} style={{ height: 32 }}>
          <IntervalMark layout={EFFECTS} row={EFFECTS.rows[place] ?? null} isTold={isTold} />
        </div>
      ))}
    </div>
  );
}

const SEEDS = layoutSeeds([
  { accuracies: [0.612, 0.604, 0.62, 0.615, 0.609], mean: 0.612, half: 0.012 },
  { accuracies: [0.57, 0.588, 0.581, 0.581, 0.592], mean: 0.5824, half: 0.013 },
]);

/** The last one is not trained yet. */
function Seeds(): ReactElement {
  return (
    <div style={{ width: 240 }}>
      <SeedsAxis layout={SEEDS} />
      {[0, 1, 2].map((place) => (
        <div key={place} style={{ height: 32 }}>
          <SeedsMark layout={SEEDS} row={SEEDS.rows[place] ?? null} />
        </div>
      ))}
    </div>
  );
}
