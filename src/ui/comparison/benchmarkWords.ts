import { openDecisions } from '../../space/searchSpace.ts';
import type { Benchmark } from '../../studies/comparison/tabulation.ts';
import { benchmarkTexts } from '../texts/benchmark.ts';

/** What the benchmark is and what to hold against it, in plain sentences. */
export function benchmarkWords({ graphs, space, settings, adapter, spread }: Benchmark): string[] {
  const kinds = new Set(openDecisions(space).map(({ kind }) => kind));
  const onlyOperations = kinds.size === 1 && kinds.has('operation');
  const trainings = spread?.trainings ?? null;
  return [
    benchmarkTexts.space(graphs, space.blocks, space.operations.length, onlyOperations),
    benchmarkTexts.trained({ trainings, adapter, settings }),
    benchmarkTexts.lookup,
    ...(spread === null ? [] : [benchmarkTexts.spread(spread)]),
  ];
}
