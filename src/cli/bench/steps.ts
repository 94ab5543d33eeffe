import { performance } from 'node:perf_hooks';
import type { Executor, ImageStore, Precision, Program } from '../../engine/executor.ts';
import { MINI_RECIPE } from '../../engine/recipe.ts';
import { buildCifar } from '../../network/build.ts';
import { readCells } from '../text/arguments.ts';

export interface BenchChild {
  readonly child: string;
  readonly n: number;
  readonly f: number;
  readonly batch: number;
}

export const childWords = ({ child, n, f, batch }: BenchChild): string =>
  `${child}, N = ${n}, F = ${f}, batch ${batch}`;

/** A child whose first step is done. Whoever began it disposes of its program. */
export interface MeasuredSteps {
  readonly program: Program;
  /** What compiling and the first step took. */
  readonly firstMs: number;
  /** Ms a step, of one, or of a group where steps are short; it ends once their numbers are read. */
  turn(): Promise<number>;
}

/** Steps are measured together where one is shorter than this. */
const SHORTEST_MS = 200;

export const graphOf = async ({ child, n, f }: BenchChild) =>
  buildCifar(await readCells(child), { cellsPerStage: n, filters: f });

/** Throws a ChildError where the device refuses the child. */
export async function beginSteps(
  child: BenchChild,
  executor: Executor,
  images: ImageStore,
  precision: Precision = 32,
): Promise<MeasuredSteps> {
  const { batch } = child;
  const graph = await graphOf(child);
  const indices = Uint32Array.from({ length: batch }, (_, i) => i % images.set.count);
  const began = performance.now();
  const program = await executor.compile(graph, { ...MINI_RECIPE, batch, precision }, 1);
  const run = async (count: number): Promise<number> => {
    const start = performance.now();
    for (let step = 0; step < count; step++) {
      await program.train(images, indices, { step, totalSteps: count, learningRate: 0.01, seed: 1 });
    }
    await program.readMetrics();
    return (performance.now() - start) / count;
  };
  try {
    await run(1);
    const firstMs = performance.now() - began;
    // Numbers are read every so often in training too: where steps are short, several go by in between.
    const count = Math.ceil(SHORTEST_MS / (await run(1)));
    return { program, firstMs, turn: () => run(count) };
  } catch (thrown) {
    program.dispose();
    throw thrown;
  }
}
