import type { Benchmark } from '../comparison/tabulation.ts';
import { spreadOf } from '../tabulated/spread.ts';
import type { BenchmarkTable } from './table.ts';

export function benchmarkOf({ rows, space, settings, adapter }: BenchmarkTable): Benchmark {
  const spread = spreadOf(rows.map(({ accuracies }) => accuracies));
  return { graphs: rows.length, space, settings, adapter, spread };
}
