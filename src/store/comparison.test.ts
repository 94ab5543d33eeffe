import { expect, test } from 'vitest';
import type { ComparisonCommand, ComparisonEvent } from '../protocol/comparison.ts';
import type { ComparisonProblem } from '../protocol/problem.ts';
import { BENCHMARK_SETTINGS, BENCHMARK_SPACE } from '../studies/benchmark/definition.ts';
import type { ComparisonTable } from '../studies/comparison/compare.ts';
import type { Benchmark } from '../studies/comparison/tabulation.ts';
import { type Comparing, createComparisonSlice } from './comparison.ts';

const benchmark: Benchmark = {
  graphs: 375,
  space: BENCHMARK_SPACE,
  settings: BENCHMARK_SETTINGS,
  adapter: 'none',
  spread: null,
};
const table: ComparisonTable = {
  graphs: 375,
  trainings: 2,
  correlation: 0.7,
  correlationBetterHalf: 0.5,
  engine: 'none',
  engineVersion: null,
  commit: null,
  date: null,
  adapter: 'none',
  best: 0.3,
  noiseFloor: 0.28,
  atNoiseFloor: 5,
  heldAfter: 'children',
};
const terms = { contestants: ['random', 'evolution'], seeds: 3, trials: 20 } as const;
const open = { type: 'open', url: 'http://localhost/table.json' };
const compared = {
  type: 'compared',
  comparison: { table, trials: 20, seeds: [1, 2, 3], contestants: [] },
  courses: {
    children: { best: [], meanTop5: [], meanTop25: [] },
    seconds: { best: [], meanTop5: [], meanTop25: [] },
  },
} as const;
const problem: ComparisonProblem = { kind: 'table-missing', url: 'http://localhost/table.json' };

function setUp() {
  const wires: {
    event: (event: ComparisonEvent) => void;
    crash: (reason: string) => void;
    sent: ComparisonCommand[];
    dead: boolean;
  }[] = [];
  let held: Comparing | null = null;
  const slice = createComparisonSlice(
    {
      get: () => held ?? slice.comparing,
      set: (comparing) => {
        held = comparing;
      },
    },
    {
      benchmarkUrl: open.url,
      connectComparison(event, crash) {
        const wire = { event, crash, sent: [] as ComparisonCommand[], dead: false };
        wires.push(wire);
        return {
          send: (command) => wire.sent.push(command),
          terminate: () => {
            wire.dead = true;
          },
        };
      },
    },
  );
  return { slice, wires, get: (): Comparing => held ?? slice.comparing };
}

test('opened, compared, closed: what came out stays', () => {
  const { slice, wires, get } = setUp();
  slice.openComparison();
  slice.openComparison();
  expect(wires).toHaveLength(1);
  expect(get().phase).toBe('loading');
  wires[0]!.event({ type: 'benchmark', benchmark });
  expect(get()).toMatchObject({ phase: 'idle', benchmark });
  slice.compareStrategies(terms);
  slice.compareStrategies(terms);
  expect(wires[0]!.sent).toEqual([open, { type: 'compare', ...terms }]);
  expect(get()).toMatchObject({ phase: 'comparing', progress: { done: 0, total: 6 } });
  wires[0]!.event({ type: 'comparing', progress: { done: 1, total: 6 } });
  expect(get().progress).toEqual({ done: 1, total: 6 });
  wires[0]!.event(compared);
  const { comparison, courses } = compared;
  expect(get()).toMatchObject({ phase: 'idle', progress: null, result: { comparison, courses } });
  slice.closeComparison();
  expect(wires[0]!.dead).toBe(true);
  expect(get().result).toEqual({ comparison, courses });
});

test('a comparison that is asked for before the table is there waits for it', () => {
  const { slice, wires, get } = setUp();
  slice.openComparison();
  slice.compareStrategies(terms);
  wires[0]!.event({ type: 'benchmark', benchmark });
  expect(get().phase).toBe('comparing');
});

test('stopped, its worker is ended and no longer heard; the next one reads the table anew', () => {
  const { slice, wires, get } = setUp();
  slice.openComparison();
  wires[0]!.event({ type: 'benchmark', benchmark });
  slice.compareStrategies(terms);
  slice.stopComparing();
  expect(wires[0]!.dead).toBe(true);
  wires[0]!.event(compared);
  wires[0]!.crash('late');
  expect(get()).toMatchObject({ phase: 'idle', progress: null, result: null, problem: null, benchmark });
  slice.compareStrategies(terms);
  expect(wires[1]!.sent).toEqual([open, { type: 'compare', ...terms }]);
});

test.each([
  [
    'a table that cannot be read',
    (wire: ReturnType<typeof setUp>['wires'][number]) => wire.event({ type: 'problem', problem }),
    problem,
  ],
  [
    'a crash',
    (wire: ReturnType<typeof setUp>['wires'][number]) => wire.crash('out of memory'),
    { kind: 'worker-ended', why: 'out of memory' },
  ],
])('%s is told, and opening tries again', (_, fail, told) => {
  const { slice, wires, get } = setUp();
  slice.openComparison();
  slice.compareStrategies(terms);
  fail(wires[0]!);
  expect(get()).toMatchObject({
    phase: 'idle',
    progress: null,
    problem: told,
  });
  slice.openComparison();
  expect(get()).toMatchObject({ phase: 'loading', problem: null });
  expect(wires).toHaveLength(2);
});
