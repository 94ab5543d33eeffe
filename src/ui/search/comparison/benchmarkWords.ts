import { openDecisions } from '../../../space/searchSpace.ts';
import type { Benchmark } from '../../../studies/comparison/tabulation.ts';
import { benchmarkTexts } from '../../texts/search/benchmark.ts';

/** What the benchmark is and what to hold against it, in plain sentences. */
export function benchmarkWords({ facts, space, settings, spread }: Benchmark): string[] {
  const { graphs, trainings, date, correlation, correlationBetterHalf } = facts;
  const { blocks, operations } = space;
  return [
    benchmarkTexts.space(graphs, blocks, operations.length, openDecisions(space).length),
    benchmarkTexts.trained({ trainings, date, settings }),
    ...(correlation === null ? [] : [benchmarkTexts.agree(correlation, correlationBetterHalf)]),
    ...(spread === null ? [] : [benchmarkTexts.spread(spread)]),
    benchmarkTexts.judged,
  ];
}
