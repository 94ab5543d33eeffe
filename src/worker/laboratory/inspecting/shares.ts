import type { Split } from '../../../data/dataset.ts';
import type { Executor, ImageStore, StepTimes } from '../../../engine/executor.ts';
import type { Recipe } from '../../../engine/recipe.ts';
import type { LayerGraph } from '../../../network/graph.ts';
import type { NetworkNode } from '../../../network/nodes.ts';
import type { Weights } from '../../../network/parameters.ts';
import type { NodeShare } from '../../../protocol/inspection.ts';
import type { Turns } from '../../session/turns.ts';

export interface SharesJob {
  readonly executor: Executor;
  readonly graph: LayerGraph;
  readonly weights: Weights;
  readonly nodes: readonly NetworkNode[];
  readonly images: ImageStore;
  readonly split: Split;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly turns: Pick<Turns, 'take'>;
  readonly signal: AbortSignal;
}

/** Browsers round a timestamp to 0.1 ms, by chance up or down: means over many steps get near the truth. */
const MOST_STEPS = 30;
const MOST_MS = 2000;

/**
 * How a training step's time is shared out among the nodes, by the device's own clock; null where it has none. Trains a few
 * steps with the child's weights in a program of its own, whose first step, which warms up, does not count.
 */
export async function nodeShares(job: SharesJob): Promise<readonly NodeShare[] | null> {
  const { executor, graph, weights, nodes, images, split, recipe, seed, turns, signal } = job;
  // A program takes long to compile.
  if (!executor.timesSteps) return null;
  const program = await turns.take(() => executor.compile(graph, recipe, seed));
  try {
    program.setWeights(weights);
    const batch = Uint32Array.from(
      { length: recipe.batch },
      (_, i) => split.train[i % split.train.length] as number,
    );
    const all: StepTimes[] = [];
    const started = performance.now();
    for (let step = 0; step <= MOST_STEPS && performance.now() - started < MOST_MS; step++) {
      signal.throwIfAborted();
      const options = { step, totalSteps: MOST_STEPS + 1, learningRate: 0, seed };
      const times = await turns.take(async () => (await program.stepTimes?.(images, batch, options)) ?? null);
      if (times === null) return null;
      if (step > 0) all.push(times);
    }
    return sharesOf(nodes, all);
  } finally {
    program.dispose();
  }
}

/** Null where the clock saw no time go by. */
export function sharesOf(
  nodes: readonly NetworkNode[],
  steps: readonly StepTimes[],
): readonly NodeShare[] | null {
  const timeOf = (layers: readonly number[]): number =>
    steps.reduce(
      (sum, step) => sum + layers.reduce((own, layer) => own + (step.layers.get(layer) ?? 0), 0),
      0,
    );
  const parts: NodeShare[] = [
    ...nodes.map(({ place, layers }) => ({ place, share: timeOf(layers) })),
    { place: null, share: steps.reduce((sum, { rest }) => sum + rest, 0) },
  ];
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  return total > 0 ? parts.map(({ place, share }) => ({ place, share: share / total })) : null;
}
