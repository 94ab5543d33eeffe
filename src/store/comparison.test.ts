import { expect, test } from 'vitest';
import type { ComparisonCommand, ComparisonEvent } from '../protocol/comparison.ts';
import type { ComparisonProblem } from '../protocol/problem.ts';
import type { ComparisonTable } from '../studies/comparison/compare.ts';
import type { Benchmark } from '../studies/comparison/tabulation.ts';
import { RECIPES } from '../studies/tabulated/recipes.ts';
import { TABULATED_SPACE } from '../studies/tabulated/space.ts';
import { type Comparing, createComparisonSlice } from './comparison.ts';

const facts = {
  graphs: 2178,
  trainings: 2,
  correlation: 0.9,
  correlationBetterHalf: 0.5,
  engine: 'wasm',
  engineVersion: 1,
  commit: '0123456789abcdef',
  date: '2026-11-29',
  adapter: null,
};
const benchmark: Benchmark = {
  facts,
  space: TABULATED_SPACE,
  settings: RECIPES.judged.settings,
  spread: null,
};
const table: ComparisonTable = { ...facts, best: 0.5, noiseFloor: 0.48, atNoiseFloor: 5 };
const terms = { contestants: ['random', 'evolution'], seeds: 3, trials: 20 } as const;
const open = { type: 'open', url: 'http://localhost/table.json' };
const compared = {
  type: 'compared',
  comparison: { table, trials: 20, seeds: [1, 2, 3], contestants: [] },
  regrets: { trials: [], seconds: [] },
  asked: 3,
  seconds: 1.5,
} as const;
/** What is known after two of the three seeds. */
const soFar = { ...compared, comparison: { ...compared.comparison, seeds: [1, 2] } } as const;
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

test('opened, it compares; closed, what came out stays, and is not compared again', () => {
  const { slice, wires, get } = setUp();
  slice.openComparison(terms);
  slice.openComparison(terms);
  slice.compareStrategies(terms);
  expect(wires).toHaveLength(1);
  expect(wires[0]!.sent).toEqual([open, { type: 'compare', ...terms }]);
  expect(get()).toMatchObject({ phase: 'comparing', terms, progress: { done: 0, total: 6 } });
  wires[0]!.event({ type: 'benchmark', benchmark });
  expect(get()).toMatchObject({ phase: 'comparing', benchmark });
  wires[0]!.event({ type: 'comparing', progress: { done: 1, total: 6 } });
  expect(get().progress).toEqual({ done: 1, total: 6 });
  const { type: _, ...result } = compared;
  wires[0]!.event(soFar);
  expect(get()).toMatchObject({ phase: 'comparing', result: { comparison: soFar.comparison } });
  wires[0]!.event(compared);
  expect(get()).toMatchObject({ phase: 'idle', progress: null, result });
  slice.closeComparison();
  expect(wires[0]!.dead).toBe(true);
  expect(get().result).toEqual(result);
  slice.openComparison(terms);
  expect(get()).toMatchObject({ phase: 'loading', result });
  expect(wires[1]!.sent).toEqual([open]);
  wires[1]!.event({ type: 'benchmark', benchmark });
  expect(get().phase).toBe('idle');
  slice.compareStrategies({ ...terms, seeds: 1 });
  expect(get()).toMatchObject({ phase: 'comparing', result: null, terms: { seeds: 1 } });
});

test('stopped, its worker is ended and no longer heard, and the seeds that were done stay; the next one reads the table anew', () => {
  const { slice, wires, get } = setUp();
  slice.openComparison(terms);
  wires[0]!.event({ type: 'benchmark', benchmark });
  wires[0]!.event(soFar);
  slice.stopComparing();
  expect(wires[0]!.dead).toBe(true);
  wires[0]!.event(compared);
  wires[0]!.crash('late');
  expect(get()).toMatchObject({ phase: 'idle', progress: null, problem: null, benchmark });
  expect(get().result?.comparison.seeds).toEqual([1, 2]);
  slice.compareStrategies(terms);
  expect(wires[1]!.sent).toEqual([open, { type: 'compare', ...terms }]);
});

test('one that was closed before its end is compared again when it opens', () => {
  const { slice, wires, get } = setUp();
  slice.openComparison(terms);
  wires[0]!.event(soFar);
  slice.closeComparison();
  expect(get()).toMatchObject({ phase: 'idle', result: { asked: 3 } });
  slice.openComparison(terms);
  expect(get()).toMatchObject({ phase: 'comparing', result: null });
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
  slice.openComparison(terms);
  fail(wires[0]!);
  expect(get()).toMatchObject({
    phase: 'idle',
    progress: null,
    problem: told,
  });
  slice.openComparison(terms);
  expect(get()).toMatchObject({ phase: 'comparing', problem: null });
  expect(wires).toHaveLength(2);
});
