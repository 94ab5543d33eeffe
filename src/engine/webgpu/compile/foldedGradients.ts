import type { MapOperation } from '../../lowering/operations.ts';
import { foldedEach } from '../ir/grain.ts';
import { LANES, task, type Word } from '../ir/job.ts';
import { ceilDiv } from '../ir/split.ts';
import { normWorkgroups } from '../kernels/norm/normalise.ts';
import { foldedGradient } from '../kernels/norm/normaliseGradient.ts';
import { foldedInput } from '../kernels/norm/normaliseInput.ts';
import { blocksOf } from './blocks.ts';
import type { Sums } from './convolutionGradients.ts';
import type { Emitter, View } from './emitter.ts';

/** The gradients of a norm's gamma and beta by the sums of its gradient. */
export function emitFoldedGradient(
  e: Emitter,
  { gamma, beta }: Extract<MapOperation, { kind: 'norm' }>,
  sums: Sums,
  groups: number,
): void {
  const words = { ...sums, groups, gamma: gamma / 4, beta: beta / 4 };
  e.emit(task(foldedGradient, normWorkgroups(groups, e.grain), words));
}

/** The gradient `y` of what a norm read, `x`, from that of what it made, `g`, which may lie in the same place, and its sums. */
export function emitFoldedInput(
  e: Emitter,
  { x, g, y }: Readonly<Record<'x' | 'g' | 'y', View>>,
  { norm, pixels, ...sums }: Sums & { readonly norm: Word; readonly pixels: number },
): void {
  const { groups } = x;
  const { columns } = blocksOf(pixels, groups, e.grain, 1);
  const rows = Math.floor(LANES / columns);
  const stride = ceilDiv(pixels, foldedEach(pixels, groups, e.grain));
  e.emit(
    task(foldedInput, ceilDiv(stride, rows) * ceilDiv(groups, columns), {
      ...{ g: g.at, gStride: g.stride, x: x.at, xStride: x.stride, norm, ...sums },
      ...{ groups, columns, y: y.at, pixels, stride },
    }),
  );
}
