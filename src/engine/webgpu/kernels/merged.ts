import type { WindowGeometry } from '../../../network/windows.ts';
import type { Precision } from '../../executor.ts';
import { folds, type Grain } from '../ir/grain.ts';
import { atPrecision, type Family, type HalfMaps, JOB_WORDS } from '../ir/job.ts';
import { depthwise } from './depthwise/depthwise.ts';
import { depthwiseBackward, isDepthwiseBackward } from './depthwise/depthwiseBackward.ts';
import { depthwiseFilter } from './depthwise/depthwiseFilter.ts';
import { depthwiseSpread } from './depthwise/depthwiseSpread.ts';
import { moments } from './norm/moments.ts';
import { normalise } from './norm/normalise.ts';
import { foldedGradient, normaliseGradient } from './norm/normaliseGradient.ts';
import { foldedInput, normaliseInput } from './norm/normaliseInput.ts';
import { averagePool } from './pool/averagePool.ts';
import { maxPool } from './pool/maxPool.ts';
import { foldedMean, mean } from './pool/mean.ts';
import { poolGradient } from './pool/poolGradient.ts';
import { type ConvolveKind, convolve, convolveMoments } from './product/convolve.ts';
import { convolveGradient } from './product/convolveGradient.ts';
import { filterGradient } from './product/filterGradient.ts';
import { type PointwiseKind, pointwise, pointwiseMoments } from './product/pointwise.ts';
import { isPointwiseBackward, pointwiseBackward } from './product/pointwiseBackward.ts';
import { pointwiseFilter } from './product/pointwiseFilter.ts';
import { clip } from './step/clip.ts';
import { gather } from './step/gather.ts';
import { loss } from './step/loss.ts';
import { squares } from './step/squares.ts';
import { tally } from './step/tally.ts';
import { update } from './step/update.ts';
import { COLLECT_MOST, collect, collectMap, collectSpecial, collectSums } from './sum/collect.ts';
import { combine } from './sum/combine.ts';
import { reduce } from './sum/reduce.ts';

/** A kernel's pipeline, and which of those that it holds the kernel is. */
export interface PlacedKernel {
  readonly pipeline: Family;
  readonly kind: number;
}

export type PipelineOf = (family: Family) => PlacedKernel;

/** Which pipeline runs a kernel: one of its own, or one of the grain's few where it has such. */
export function pipelinesOf(grain: Grain): PipelineOf {
  let known = placed.get(grain.merged);
  if (!known) {
    known = new Map(grain.merged.flatMap(placedIn));
    placed.set(grain.merged, known);
  }
  const merged = known;
  return (family) => merged.get(family.name) ?? { pipeline: family, kind: 0 };
}

const placed = new WeakMap<readonly Family[], ReadonlyMap<string, PlacedKernel>>();

const placedIn = (pipeline: Family): readonly (readonly [string, PlacedKernel])[] =>
  pipeline.members!.map(({ name }, kind) => [name, { pipeline, kind }] as const);

/** For what a set is made. */
interface Way {
  readonly grain: Grain;
  readonly precision: Precision;
}

/**
 * The fixed set: all kernels of the search space, whatever the child and its filters, in few pipelines. Those stand together
 * that hold about as many registers, since every job of a pipeline pays for the largest. Kernels of other networks (windows
 * that no operation of the space has) keep pipelines of their own. At 16 bits throws a RangeError for a grain whose numbers are
 * single channels.
 */
export function mergedPipelines(grain: Grain, precision: Precision = 32): readonly Family[] {
  const way: Way = { grain, precision };
  const { joined } = grain;
  return [
    ...pipeline(
      way,
      'light kernels',
      kernels(way, 'activations', [
        ...[moments[joined], normalise[joined], normaliseGradient[joined], normaliseInput],
        ...(folds(grain) ? [foldedGradient, foldedInput] : []),
        ...Array.from({ length: COLLECT_MOST }, (_, i) => collect(i + 1)[joined]),
        ...[collectMap[joined], collectSums[joined], collectSpecial[joined]],
        ...[combine(false, grain), combine(true, grain), mean],
        ...(folds(grain) ? [combine(false, grain, true), combine(true, grain, true), foldedMean] : []),
        ...[reduceFamily(grain), tally[joined], clip[joined]],
      ]),
    ),
    ...productPipelines(way),
    ...pipeline(way, 'depthwise convolutions', depthwiseOf(way)),
    ...pipeline(way, 'pools', poolsOf(way)),
    ...pipeline(way, 'batch and loss', kernels(way, 'activations', [gather, loss])),
    ...pipeline(way, 'optimiser', kernels(way, 'activations', [squares[joined], update])),
  ];
}

/** The kernels at the way's precision; `y`: of what those are that go both ways. */
const kernels = ({ precision }: Way, y: HalfMaps, families: readonly Family[]): readonly Family[] =>
  families.map((family) => atPrecision(family, precision, y));

/** One pipeline; where some kernels' numbers are single channels, two, since buffers are bound as the one or the other. */
function pipeline(way: Way, name: string, all: readonly Family[]): readonly Family[] {
  const members = [...new Map(all.map((kernel) => [kernel.name, kernel])).values()];
  const suffix = suffixOf(way);
  const [scalar, vector] = [true, false].map((one) =>
    members.filter((member) => (member.scalar ?? false) === one),
  );
  return [
    ...(vector!.length > 0 ? [pipelineOf(`${name}${suffix}`, vector!)] : []),
    ...(scalar!.length > 0 ? [pipelineOf(`${name}, by channel`, scalar!)] : []),
  ];
}

/** What tells a way's pipelines from those of the same kernels in another. */
const suffixOf = ({ grain, precision }: Way): string =>
  [
    ...(precision === 16 ? ['16-bit'] : []),
    ...(produces(grain) ? ['moments'] : []),
    ...(folds(grain) ? ['folded'] : []),
    ...(isFused(grain) ? ['fused'] : []),
  ]
    .map((word) => `, ${word}`)
    .join('');

/** Of kernels that bind the same. */
export function pipelineOf(name: string, members: readonly Family[]): Family {
  const { extra, scalar } = members[0]!;
  const binds = (one: Family): string =>
    JSON.stringify([one.extra, one.scalar ?? false, one.half !== undefined]);
  const other = members.find(
    (member) => binds(member) !== binds(members[0]!) || member.fields.length > JOB_WORDS - 2,
  );
  if (other)
    throw new RangeError(`${other.name} binds otherwise than ${members[0]!.name}, or has too many words`);
  return {
    name,
    source: '',
    fields: [],
    writes: [],
    ...(extra && { extra }),
    ...(scalar && { scalar }),
    members,
  };
}

const reduceFamily = (grain: Grain): Family =>
  reduce({ buffer: { id: 0, groups: 0 }, offset: 0 }, 0, 0, 0, grain).family;

const UP_TO_FOUR = [1, 2, 3, 4];
const UP_TO_TWO = [1, 2];

/** What products and convolutions read in a forward pass. */
const readsOf = (grain: Grain): readonly ConvolveKind[] => [
  ...(['plain', 'normalised'] as const),
  ...(folds(grain) ? (['folded'] as const) : []),
];

/** Whether both gradients of a product come in one pass. */
const isFused = ({ joined, fused }: Grain): boolean => joined === 1 && fused === 1;

/** Whether they write the moments of what they make. */
const produces = ({ joined, producedMoments }: Grain): boolean => joined === 1 && producedMoments === 1;

/** Gradients in one pass hold more registers: those of all products stand apart then. */
function productPipelines(way: Way): readonly Family[] {
  const { grain } = way;
  const forward = [...productsOf(way), ...kernels(way, 'activations', convolutionsOf(grain))];
  const backward = [...productGradientsOf(way), ...kernels(way, 'activations', CONVOLUTION_GRADIENTS)];
  return isFused(grain)
    ? [...pipeline(way, 'products', forward), ...pipeline(way, 'product gradients', backward)]
    : pipeline(way, 'products', [...forward, ...backward]);
}

/** Products of many pixels have kernels by their groups, those of few and of many groups one for all. */
const [FEW, MANY] = [1, 2 ** 20];

function kernelsOf(kind: PointwiseKind, { grain, precision }: Way): readonly Family[] {
  const isHalf = precision === 16;
  const wide = isHalf ? { in: false, out: false } : null;
  /** Scores and their gradient are 32-bit. */
  const isBack = kind === 'gradient';
  return [
    ...UP_TO_FOUR.flatMap((ins) => [
      pointwise(kind, FEW, ins, 2, grain, wide).family,
      ...UP_TO_TWO.map((outs) => pointwise(kind, MANY, ins, outs, grain, wide).family),
    ]),
    ...(isHalf ? [pointwise(kind, FEW, 1, 2, grain, { in: isBack, out: !isBack }).family] : []),
  ];
}

function productsOf(way: Way): readonly Family[] {
  const { grain, precision } = way;
  const wide = precision === 16 ? { in: false, out: false } : null;
  const moments = (kind: ConvolveKind): Family[] =>
    UP_TO_FOUR.flatMap((ins) => [
      pointwiseMoments(kind, FEW, ins, 2, grain, wide).family,
      ...UP_TO_TWO.map((outs) => pointwiseMoments(kind, MANY, ins, outs, grain, wide).family),
    ]);
  return kernels(way, 'activations', [
    ...readsOf(grain).flatMap((kind) => kernelsOf(kind, way)),
    ...(produces(grain) ? readsOf(grain).flatMap(moments) : []),
  ]);
}

function productGradientsOf(way: Way): readonly Family[] {
  const { grain, precision } = way;
  const filters = [false, ...(precision === 16 ? [true] : [])].flatMap((isWide) =>
    UP_TO_FOUR.flatMap((ins) =>
      UP_TO_TWO.map((outs) => pointwiseFilter(MANY, ins, outs, grain, isWide).family),
    ),
  );
  const both = UP_TO_FOUR.flatMap((ins) =>
    UP_TO_FOUR.filter((outs) => isPointwiseBackward(ins, outs, grain)).map(
      (outs) => pointwiseBackward(MANY, ins, outs, grain).family,
    ),
  );
  return kernels(way, 'gradients', [...kernelsOf('gradient', way), ...filters, ...both]);
}

const CONVOLUTION_GRADIENTS: readonly Family[] = [
  convolveGradient,
  filterGradient(false),
  filterGradient(true),
];

const convolutionsOf = (grain: Grain): readonly Family[] => [
  ...readsOf(grain).map(convolve),
  ...(produces(grain) ? readsOf(grain).map(convolveMoments) : []),
];

/** Side and stride of the space's depthwise convolutions and max pools. */
const WINDOWS = [3, 5, 7].flatMap((side) => [1, 2].map((stride) => [side, stride] as const));

const windowOf = (side: number, stride: number, before = Math.floor((side - 1) / 2)): WindowGeometry => ({
  kernel: [side, side],
  strides: [stride, stride],
  rate: 1,
  before: [before, before],
  diagonal: false,
});

const ONE_PIXEL = [1, 1] as const;

function depthwiseOf(way: Way): readonly Family[] {
  const { grain } = way;
  return WINDOWS.flatMap(([side, stride]) => {
    const window = windowOf(side, stride);
    const spread = [0, 1].map((before) => windowOf(side, stride, before));
    const filter = depthwiseFilter(window, 1, ONE_PIXEL, 1, grain).family;
    const apart =
      stride === 1
        ? [depthwise(window, grain), filter]
        : [filter, ...spread.map((one) => depthwiseSpread(one, 1, ONE_PIXEL, 1, grain).family)];
    const isBoth = isDepthwiseBackward(window, grain);
    const back = isBoth ? [depthwiseBackward(window, 1, ONE_PIXEL, 1, grain).family] : apart;
    const reads = [false, ...(folds(grain) ? [true] : [])].map((folded) => depthwise(window, grain, folded));
    return [...kernels(way, 'activations', reads), ...kernels(way, 'gradients', back)];
  });
}

/** Average pools of the space, and the one of an auxiliary head. */
const AVERAGE_POOLS = [
  [3, 1],
  [3, 2],
  [5, 3],
] as const;

function poolsOf(way: Way): readonly Family[] {
  const { grain } = way;
  return [
    ...WINDOWS.flatMap(([side, stride]) => {
      const window = windowOf(side, stride);
      return kernels(way, 'activations', [
        maxPool(window, 1, ONE_PIXEL, 1, grain).family,
        ...(folds(grain) ? [maxPool(window, 1, ONE_PIXEL, 1, grain, true).family] : []),
        poolGradient('max', window, 1, ONE_PIXEL, 1, grain).family,
      ]);
    }),
    ...AVERAGE_POOLS.flatMap(([side, stride]) => {
      const window = windowOf(side, stride);
      const pool = averagePool(window, 1, ONE_PIXEL, 1, grain).family;
      const folded = folds(grain) ? [averagePool(window, 1, ONE_PIXEL, 1, grain, true).family] : [];
      // Of stride 1 it is an average pool too.
      const back = stride === 1 ? pool : poolGradient('average', window, 1, ONE_PIXEL, 1, grain).family;
      return [...kernels(way, 'activations', [pool, ...folded]), ...kernels(way, 'gradients', [back])];
    }),
  ];
}
