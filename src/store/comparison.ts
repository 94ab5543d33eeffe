import { messageOf } from '../base/errors.ts';
import type { ComparisonCommand, ComparisonEvent } from '../protocol/comparison.ts';
import type { Problem } from '../protocol/protocol.ts';
import type { Benchmark } from '../studies/benchmark/facts.ts';
import type { CompareProgress, Comparison, ContestantFigures } from '../studies/comparison/compare.ts';
import type { Courses } from '../studies/comparison/curves.ts';

/** The comparison of strategies: what is known of the benchmark, and the last comparison that was made. */
export interface Comparing {
  /** `idle`: closed, or waiting for a person. */
  readonly phase: 'idle' | 'loading' | 'comparing';
  readonly benchmark: Benchmark | null;
  readonly progress: CompareProgress | null;
  readonly result: ComparisonResult | null;
  readonly problem: Problem | null;
}

export interface ComparisonResult {
  readonly comparison: Comparison<ContestantFigures>;
  readonly courses: Courses;
}

export type ComparisonTerms = Omit<Extract<ComparisonCommand, { type: 'compare' }>, 'type'>;

export interface ComparisonState {
  readonly comparing: Comparing;
  /** Reads the benchmark's table; again where that failed. */
  openComparison(): void;
  compareStrategies(terms: ComparisonTerms): void;
  stopComparing(): void;
  /** Ends the worker; what came out stays. */
  closeComparison(): void;
}

export interface ComparisonLink {
  send(command: ComparisonCommand): void;
  /** Kills the worker at once. */
  terminate(): void;
}

export interface ComparisonPorts {
  connectComparison(
    onEvent: (event: ComparisonEvent) => void,
    onCrash: (reason: string) => void,
  ): ComparisonLink;
  /** Of the benchmark's table, absolute. */
  readonly benchmarkUrl: string;
}

/** Where the page's state keeps the comparison. */
export interface ComparisonHold {
  get(): Comparing;
  set(comparing: Comparing): void;
}

export function createComparisonSlice({ get, set }: ComparisonHold, ports: ComparisonPorts): ComparisonState {
  let link: ComparisonLink | null = null;
  const patch = (part: Partial<Comparing>): void => set({ ...get(), ...part });

  const disconnect = (): void => {
    link?.terminate();
    link = null;
  };
  const crash = (why: string): void => {
    disconnect();
    const what = 'The comparison stopped: its worker ended unexpectedly.';
    const problem = { what, why, remedy: 'Try again.', action: 'retry' } as const;
    patch({ phase: 'idle', progress: null, problem });
  };
  const fold = (event: ComparisonEvent): void => {
    if (event.type === 'problem') disconnect();
    set(folded(get(), event));
  };
  /** Messages of a worker that has been given up are not listened to. */
  const connect = (): ComparisonLink => {
    let mine: ComparisonLink | null = null;
    const heard = <Message>(act: (message: Message) => void) => {
      return (message: Message): void => {
        if (mine === null || link === mine) act(message);
      };
    };
    mine = ports.connectComparison(heard(fold), heard(crash));
    mine.send({ type: 'open', url: ports.benchmarkUrl });
    return mine;
  };
  const send = (command?: ComparisonCommand): void => {
    try {
      link ??= connect();
      if (command !== undefined) link.send(command);
    } catch (thrown) {
      crash(messageOf(thrown));
    }
  };

  return {
    comparing: { phase: 'idle', benchmark: null, progress: null, result: null, problem: null },
    openComparison() {
      if (link !== null) return;
      patch({ phase: 'loading', problem: null });
      send();
    },
    compareStrategies(terms) {
      if (get().phase === 'comparing') return;
      const { contestants, seeds } = terms;
      const progress = { done: 0, total: contestants.length * seeds };
      patch({ phase: 'comparing', progress, problem: null });
      send({ type: 'compare', ...terms });
    },
    stopComparing() {
      disconnect();
      patch({ phase: 'idle', progress: null });
    },
    closeComparison() {
      disconnect();
      patch({ phase: 'idle', progress: null, problem: null });
    },
  };
}

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
      const { comparison, courses } = event;
      return { ...comparing, phase: 'idle', progress: null, result: { comparison, courses } };
    }
    case 'problem':
      return { ...comparing, phase: 'idle', progress: null, problem: event.problem };
    default:
      return event satisfies never;
  }
}
