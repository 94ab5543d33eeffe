import type { RewardSettings } from '../../search/reward.ts';
import type { ArchitectureCost, Evaluator } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { TableSpread } from '../tabulated/spread.ts';

/** A table of trained graphs, as a comparison of strategies asks it. */
export interface Tabulation {
  readonly benchmark: Benchmark;
  /** The median over the graphs, of one image. */
  readonly medianMultiplyAdds: number;
  cost(architecture: Architecture): ArchitectureCost;
  /** What a search with this seed learns from. */
  evaluator(seed: number): Evaluator;
  judge(reward: RewardSettings): Judge;
}

/** What graphs are really worth, in rewards. */
export interface Judge {
  /** The number of its graph; throws an InputError for an architecture outside the table's space. */
  graphOf(architecture: Architecture): number;
  /** By figures that a search with this seed has not seen. */
  judged(graph: number, seed: number): number;
  /** By all trainings of the graph: the nearest that the table has to the truth. */
  worth(graph: number): number;
  /** The greatest worth of all graphs, */
  readonly best: number;
  /** and that less 1.96 standard errors of a graph's worth: those above cannot be told from it. Null where nothing is known of the noise. */
  readonly noiseFloor: number | null;
  /** Graphs at the floor or above. */
  readonly atNoiseFloor: number;
}

/** What a table is and what made it, as a comparison's JSON says it. */
export interface TableFacts {
  readonly graphs: number;
  /** Of each graph. */
  readonly trainings: number;
  /** Pearson's, between the trainings' validation accuracies; null where too little is known. */
  readonly correlation: number | null;
  /** The same among the better half of one training, in the others. */
  readonly correlationBetterHalf: number | null;
  readonly engine: string;
  readonly engineVersion: number;
  readonly commit: string;
  /** Of the day on which it was written, as 2026-11-29. */
  readonly date: string;
  /** Null where it does not matter: the processor's engine has the same bits on all. */
  readonly adapter: string | null;
}

/** What a table is, for a page. */
export interface Benchmark {
  readonly facts: TableFacts;
  readonly space: SearchSpace;
  /** What every child was trained with. */
  readonly settings: Settings;
  /** Of validation accuracies. */
  readonly spread: TableSpread | null;
}
