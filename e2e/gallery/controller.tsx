import type { ReactElement } from 'react';
import { createRandom } from '../../src/base/random.ts';
import { EntropyChart } from '../../src/charts/controller/EntropyChart.tsx';
import { ScoreChart } from '../../src/charts/controller/ScoreChart.tsx';
import { layoutEntropy } from '../../src/drawings/controller/entropy.ts';
import { layoutScore, type ScoreDecision } from '../../src/drawings/controller/score.ts';
import { type OperationId, PAPER_OPERATION_IDS } from '../../src/space/operations/index.ts';
import { openDecisions } from '../../src/space/searchSpace.ts';
import { controllerTexts } from '../../src/ui/texts/charts/controller.ts';
import { Part, Tile } from './Tile.tsx';

interface ScoreState {
  readonly title: string;
  readonly blocks: number;
  readonly operations?: readonly OperationId[];
  /** How sharp its softmaxes are: 0 is even. */
  readonly sharpness: number;
  readonly made?: number;
  readonly active?: number;
  readonly narrow?: boolean;
}

const FOUR: readonly OperationId[] = ['identity', 'avgpool_3x3', 'sepconv_3x3', 'conv_3x3'];
const SCORES: readonly ScoreState[] = [
  { title: 'five blocks', blocks: 5, sharpness: 3, active: 7 },
  { title: 'even', blocks: 5, sharpness: 0, active: 0 },
  { title: 'settled', blocks: 5, sharpness: 30, active: 12 },
  { title: 'decision step', blocks: 5, sharpness: 3, made: 8, active: 7 },
  { title: 'seven blocks', blocks: 7, sharpness: 3, active: 20 },
  { title: 'two blocks, four operations', blocks: 2, operations: FOUR, sharpness: 2, active: 3 },
  { title: 'narrow', blocks: 5, sharpness: 3, active: 24, narrow: true },
];

/** From figures that no one measured. */
function decisionsOf({ blocks, operations = PAPER_OPERATION_IDS, sharpness }: ScoreState): ScoreDecision[] {
  const random = createRandom(5);
  return openDecisions({ blocks, operations })
    .filter(({ cell }) => cell === 'normal')
    .map(({ block, slot, kind, choices }) => {
      const weights = Array.from({ length: choices }, () => (0.5 + random.uniform()) ** sharpness);
      const sum = weights.reduce((a, b) => a + b);
      const probabilities = weights.map((weight) => weight / sum);
      return { block, slot, kind, probabilities, choice: random.integer(choices) };
    });
}

const nothing = (): void => {};

const STEPS = [1, 0.97, 0.9, 0.78, 0.71].map((share, index) => ({
  from: 5 * index + 1,
  to: 5 * index + 5,
  share,
}));

const ENTROPIES = [
  { title: 'entropy, at the newest child', stretches: STEPS, done: 25, child: 25 },
  { title: 'entropy, an earlier child', stretches: STEPS, done: 25, child: 8 },
  { title: 'entropy, the first child', stretches: STEPS.slice(0, 1), done: 1, child: 1 },
] as const;

export function Controllers({ wide }: { readonly wide: boolean }): ReactElement {
  const texts = controllerTexts.line;
  return (
    <Part title="Controller">
      {SCORES.filter(({ narrow }) => wide || !narrow).map((state) => {
        const {
          title,
          operations = PAPER_OPERATION_IDS,
          made = Number.POSITIVE_INFINITY,
          active = 0,
        } = state;
        const isNarrow = state.narrow ?? !wide;
        const size = isNarrow ? { width: 350, height: 330 } : { width: 620, height: 346 };
        return (
          <Tile key={title} title={title}>
            <ScoreChart
              layout={layoutScore({ decisions: decisionsOf(state), operations, made }, size)}
              texts={controllerTexts.score}
              active={active}
              onPoint={nothing}
              onSelect={nothing}
              summary={title}
              sentenceOf={(decision) => `decision ${decision + 1}`}
            />
          </Tile>
        );
      })}
      {ENTROPIES.map(({ title, stretches, done, child }) => {
        const input = {
          stretches,
          children: Array.from({ length: done }, (_, at) => at + 1),
          total: 40,
          child,
        };
        const width = wide ? 620 : 350;
        const layout = layoutEntropy(input, width);
        return (
          <Tile key={title} title={title}>
            <EntropyChart
              input={input}
              layout={layout}
              width={width}
              label={title}
              text={`child ${child}`}
              note={layout.share !== null && texts.said(<b>{texts.share(layout.share)}</b>)}
              tick={texts.tick}
              onMove={nothing}
            />
          </Tile>
        );
      })}
    </Part>
  );
}
