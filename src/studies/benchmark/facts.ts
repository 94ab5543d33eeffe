import type { Settings } from '../../settings/settings.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { spreadOf, type TableSpread } from '../tabulated/spread.ts';
import type { BenchmarkTable } from './table.ts';

/** What a table is, without its rows. */
export interface Benchmark {
  /** Different graphs of the space, all of them trained. */
  readonly graphs: number;
  readonly space: SearchSpace;
  /** What every child was trained with. */
  readonly settings: Settings;
  readonly adapter: string;
  readonly spread: TableSpread | null;
}

export function benchmarkOf({ rows, space, settings, adapter }: BenchmarkTable): Benchmark {
  return {
    graphs: rows.length,
    space,
    settings,
    adapter,
    spread: spreadOf(rows.map(({ accuracies }) => accuracies)),
  };
}
