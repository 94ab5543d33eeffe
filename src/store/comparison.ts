import type { ComparisonCommand, ComparisonEvent } from '../protocol/comparison.ts';
import type { ComparisonProblem } from '../protocol/problem.ts';
import type { CompareProgress, Comparison, ContestantFigures } from '../studies/comparison/compare.ts';
import type { RegretCourses } from '../studies/comparison/curves.ts';
import type { Benchmark } from '../studies/comparison/tabulation.ts';
import { type Connect, createLine } from './link.ts';

/** The comparison of strategies: what is known of the benchmark, and the last comparison that was made. */
export interface Comparing {
  /** `idle`: closed, or nothing left to do. */
  readonly phase: 'idle' | 'loading' | 'comparing';
  readonly benchmark: Benchmark | null;
  /** What was asked for last. */
  readonly terms: ComparisonTerms | null;
  readonly progress: CompareProgress | null;
  readonly result: ComparisonResult | null;
  readonly problem: ComparisonProblem | null;
}

export interface ComparisonResult {
  readonly comparison: Comparison<ContestantFigures>;
  readonly regrets: RegretCourses;
  /** Seeds that were asked for: with fewer it is what is known so far, or was when it was stopped. */
  readonly asked: number;
  /** That it has taken. */
  readonly seconds: number;
  /** When it was made, where it was not made here: as `Date.prototype.toISOString` writes it. */
  readonly recorded?: string;
}

export type ComparisonTerms = Omit<Extract<ComparisonCommand, { type: 'compare' }>, 'type'>;

export interface ComparisonState {
  readonly comparing: Comparing;
  /** Reads the benchmark's table, again where that failed, and compares unless that was done to its end before. */
  openComparison(terms: ComparisonTerms): void;
  compareStrategies(terms: ComparisonTerms): void;
  /** Shows one that was made before, in the place of what is known or being made. */
  showComparison(terms: ComparisonTerms, result: ComparisonResult): void;
  stopComparing(): void;
  /** Ends the worker; what is known stays. */
  closeComparison(): void;
}

export interface ComparisonPorts {
  readonly connectComparison: Connect<ComparisonCommand, ComparisonEvent>;
  /** Of the benchmark's table, absolute. */
  readonly benchmarkUrl: string;
}

/** Where the page's state keeps the comparison. */
export interface ComparisonHold {
  get(): Comparing;
  set(comparing: Comparing): void;
}

export function createComparisonSlice({ get, set }: ComparisonHold, ports: ComparisonPorts): ComparisonState {
  const patch = (part: Partial<Comparing>): void => set({ ...get(), ...part });

  const line = createLine<ComparisonCommand, ComparisonEvent>(ports.connectComparison, {
    greeting: { type: 'open', url: ports.benchmarkUrl },
    hear(event) {
      if (event.type === 'problem') line.disconnect();
      set(folded(get(), event));
    },
    crash(why) {
      patch({ phase: 'idle', progress: null, problem: { kind: 'worker-ended', why } });
    },
  });

  const compareStrategies = (terms: ComparisonTerms): void => {
    if (get().phase === 'comparing') return;
    const { contestants, seeds } = terms;
    const progress = { done: 0, total: contestants.length * seeds };
    patch({ phase: 'comparing', terms, progress, problem: null, result: null });
    line.send({ type: 'compare', ...terms });
  };

  return {
    comparing: { phase: 'idle', benchmark: null, terms: null, progress: null, result: null, problem: null },
    openComparison(terms) {
      if (line.connected) return;
      patch({ phase: 'loading', problem: null });
      line.connect();
      const { result } = get();
      if (result === null || !isWhole(result)) compareStrategies(terms);
    },
    compareStrategies,
    showComparison(terms, result) {
      const { phase } = get();
      if (phase === 'comparing') line.disconnect();
      // The table may still be on its way.
      patch({ phase: phase === 'loading' ? phase : 'idle', terms, result, progress: null, problem: null });
    },
    stopComparing() {
      line.disconnect();
      patch({ phase: 'idle', progress: null });
    },
    closeComparison() {
      line.disconnect();
      patch({ phase: 'idle', progress: null, problem: null });
    },
  };
}

/** Over all seeds that were asked for. */
export const isWhole = ({ comparison, asked }: ComparisonResult): boolean => comparison.seeds.length >= asked;

function folded(comparing: Comparing, event: ComparisonEvent): Comparing {
  switch (event.type) {
    case 'benchmark': {
      // A comparison that was asked for goes on meanwhile.
      const phase = comparing.phase === 'loading' ? 'idle' : comparing.phase;
      return { ...comparing, phase, benchmark: event.benchmark };
    }
    case 'comparing':
      return { ...comparing, progress: event.progress };
    case 'compared': {
      const { type: _, ...result } = event;
      if (!isWhole(result)) return { ...comparing, result };
      return { ...comparing, phase: 'idle', progress: null, result };
    }
    case 'problem':
      return { ...comparing, phase: 'idle', progress: null, problem: event.problem };
    default:
      return event satisfies never;
  }
}
