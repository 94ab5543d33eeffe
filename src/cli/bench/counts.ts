/** `npm run bench -- --counts`: what the compiler of the graphics engine answers for named children. Needs no device. */
import { createRandom } from '../../base/random.ts';
import { MINI_RECIPE } from '../../engine/recipe.ts';
import { compileGraph, launchesOf } from '../../engine/webgpu/compile/compile.ts';
import { leastBytes } from '../../engine/webgpu/compile/traffic.ts';
import { COARSE, type Grain } from '../../engine/webgpu/ir/grain.ts';
import { bufferSizes } from '../../engine/webgpu/memory.ts';
import { USUAL_WAYS, WAY_LIST, type Way } from '../../engine/webgpu/ways.ts';
import { buildCifar } from '../../network/build.ts';
import type { Architecture } from '../../space/architecture.ts';
import { PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { findCellPreset } from '../../space/presets.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { commandOptions } from '../text/help.ts';
import { tableLines } from '../text/table.ts';

const help = `Usage: npm run -s bench -- --counts [--json]

Counts of a training step as it is compiled for graphics cards (fine) and software adapters (coarse): NASNet-A and sixteen
random children of five blocks, N = 1, F = 8, batches of 64. Needs no device.

  dispatches  dispatches of a training step
  jobs        pieces of work that they hold
  pipelines   different pipelines of a training step and an evaluation
  arena       MiB in which activations, gradients and sums lie
  least       MiB that all jobs of a step read and write there at the least
  default     no: a way of working that is switched off until it has been measured

  --json      one JSON object, in bytes`;

const [N, F, BATCH, RANDOM_CHILDREN, BLOCKS] = [1, 8, 64, 16, 5];

const kindOf = ({ name, precision, grain }: Way) => ({
  ...{ way: name, precision, how: grain },
  grain: grain === COARSE ? ('coarse' as const) : ('fine' as const),
});

/** Ways of working: those of today, and others that are off. */
const KINDS: readonly (Pick<CountsRow, 'grain' | 'precision' | 'default' | 'way'> & {
  readonly how: Grain;
})[] = [
  ...USUAL_WAYS.map((way) => ({ ...kindOf(way), default: true })),
  ...WAY_LIST.map((way) => ({ ...kindOf(way), default: false })),
];

export interface CountsRow {
  readonly child: string;
  readonly n: number;
  readonly f: number;
  readonly batch: number;
  readonly grain: 'fine' | 'coarse';
  readonly precision: 32 | 16;
  /** Its name, by which `bench --way` takes it. */
  readonly way: string;
  /** Whether it is what trains unless somebody asks for something else. */
  readonly default: boolean;
  readonly dispatches: number;
  readonly jobs: number;
  readonly pipelines: number;
  readonly arenaBytes: number;
  readonly leastBytes: number;
}

/** The published cells and random ones of the paper's thirteen operations, whose seeds are their numbers. */
function children(): readonly (readonly [child: string, architecture: Architecture])[] {
  const space = { blocks: BLOCKS, operations: PAPER_OPERATION_IDS };
  const random = Array.from({ length: RANDOM_CHILDREN }, (_, i) => {
    return [`random-${i + 1}`, sampleArchitecture(space, createRandom(i + 1))] as const;
  });
  return [['nasnet-a', findCellPreset('nasnet-a')!.architecture], ...random];
}

/** Of the first `most` children; all where it is left out. */
export function countRows(most = 1 + RANDOM_CHILDREN): readonly CountsRow[] {
  return children()
    .slice(0, most)
    .flatMap(([child, architecture]) => {
      const graph = buildCifar(architecture, { cellsPerStage: N, filters: F });
      return KINDS.map(({ how, ...kind }) => {
        const options = { ...MINI_RECIPE, batch: BATCH, precision: kind.precision };
        const compiled = compileGraph(graph, options, how);
        const { training, evaluation } = compiled;
        const { launches } = launchesOf(graph, options, how).training;
        const names = [training, evaluation].flatMap((plan) =>
          plan.dispatches.map(({ family }) => family.name),
        );
        return {
          ...{ child, n: N, f: F, batch: BATCH, ...kind },
          dispatches: training.dispatches.length,
          jobs: training.layers.length,
          pipelines: new Set(names).size,
          arenaBytes: bufferSizes(compiled, BATCH).arena,
          leastBytes: launches.flat().reduce((sum, task) => sum + leastBytes(task), 0),
        };
      });
    });
}

export function countsLines(rows: readonly CountsRow[]): string[] {
  const head = [
    ...['child', 'way', 'bits', 'default', 'dispatches', 'jobs', 'pipelines', 'arena MiB', 'least MiB'],
  ];
  const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
  const cells = rows.map((row) => [
    ...[row.child, row.way, String(row.precision), row.default ? 'yes' : 'no'],
    ...[row.dispatches, row.jobs, row.pipelines].map(String),
    ...[mebibytes(row.arenaBytes), mebibytes(row.leastBytes)],
  ]);
  return tableLines(head, cells, { names: 2 });
}

/** The command behind --counts. */
export async function countChildren(args: string[]): Promise<number> {
  const given = commandOptions(help, args, { counts: { type: 'boolean' }, json: { type: 'boolean' } });
  if (given === null) return 0;
  const rows = countRows();
  console.log(given.json ? JSON.stringify({ rows }) : countsLines(rows).join('\n'));
  return 0;
}
