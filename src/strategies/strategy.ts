import type { Architecture, CellKind } from '../space/architecture.ts';

/** A strategy proposes and learns; the loop that trains and records lives outside it (search/loop.ts). */

export type DecisionKind = 'input' | 'operation' | 'combiner';

/** One softmax of the 2 x 5B that make an architecture. */
export interface Decision {
  readonly cell: CellKind;
  readonly block: number;
  /** First or second operand; 0 for the combiner. */
  readonly slot: 0 | 1;
  readonly kind: DecisionKind;
  /** Probability of each choice: hidden states 0 … b + 1, the allowed operations in the settings' order, or add, concat. */
  readonly probabilities: readonly number[];
  /** Index of the choice that was sampled. */
  readonly choice: number;
}

export interface Suggestion {
  readonly architecture: Architecture;
  /** In the order in which they were made; absent where the strategy has no distribution. */
  readonly decisions?: readonly Decision[];
}

export interface Observation {
  readonly suggestion: Suggestion;
  /** 0 for a child that failed. */
  readonly reward: number;
}

/** What a strategy knows after an update, for the charts. */
export interface StrategyReport {
  /** Moving average of rewards, where the strategy keeps one. */
  readonly baseline: number | null;
  /** Mean entropy of its decisions in nats, where it has distributions. */
  readonly entropy: number | null;
}

/** JSON-safe state from which the strategy goes on exactly as it would have. */
export type Snapshot = Readonly<Record<string, unknown>>;

export interface Strategy {
  /** Whether a child is trained even where its graph was trained before; left out: its result is reused. */
  readonly retrainsKnown?: boolean;
  suggest(): Promise<Suggestion>;
  /** Learns from the children since the last update, in the order in which they were suggested. */
  update(observations: readonly Observation[]): Promise<StrategyReport>;
  snapshot(): Promise<Snapshot>;
  /** Throws an InputError on a snapshot of another strategy or other settings. */
  restore(snapshot: Snapshot): void;
  dispose(): void;
}
