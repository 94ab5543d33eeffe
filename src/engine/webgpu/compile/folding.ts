import { groupsOf } from '../../lowering/channelLayout.ts';
import type { MapOperation, MapRead, Value } from '../../lowering/operations.ts';
import { folds } from '../ir/grain.ts';
import { floatBits, LANES, NONE, type Word } from '../ir/job.ts';
import type { Emitter, MomentWords } from './emitter.ts';

/**
 * Batch norms folded into their readers: each joins partial sums itself, so that none waits for a kernel that does nothing else.
 * Those kernels remain for what is kept of the sums, and go when many of them can go together.
 */

const NO_MOMENTS: MomentWords = [NONE, 0, 1, 0, 0, 0, 0, 0];

/**
 * Whether the readers of a value join moments themselves, where it is a batch norm. Those of other values are of the same
 * kernels, so that their jobs go together; a workgroup holds only so many groups.
 */
export const isFolded = (e: Emitter, { layout }: Value): boolean =>
  folds(e.grain) && groupsOf(layout) <= LANES;

function momentsOf(e: Emitter, { id, norm }: Value): MomentWords {
  if (!norm) return NO_MOMENTS;
  const moments = e.moments.get(norm.index);
  if (!moments) throw new Error(`value ${id} is read before its norm has moments`);
  return moments;
}

/** Keeps what the readers of a norm join, where norms are folded. */
export function foldMoments(
  e: Emitter,
  { out, gamma, beta, epsilon }: Extract<MapOperation, { kind: 'norm' }>,
  { partial, blocks, lanes }: { readonly partial: Word; readonly blocks: number; readonly lanes: number },
): void {
  if (!isFolded(e, out)) return;
  const norm = [gamma / 4, beta / 4, floatBits(epsilon), 0] as const;
  e.moments.set(out.norm!.index, [partial, blocks, lanes, e.pixels(out), ...norm]);
}

/** By what a kernel reads, and its list; `folded`: it has to be the one that joins moments. */
interface Reading {
  readonly words: ReturnType<Emitter['reading']>;
  readonly list: readonly Word[];
  readonly folded: boolean;
}

export function readingOf(e: Emitter, read: MapRead): Reading {
  const words = e.reading(read);
  if (!isFolded(e, read.value)) return { words, list: [], folded: false };
  // The record is not waited for.
  return { words: { ...words, norm: NONE }, list: momentsOf(e, read.value), folded: true };
}

/** The list of a combine (listOf) with the moments of its operands, whose words of the norm say where in the list they are. */
export function listWithMoments(
  e: Emitter,
  list: readonly Word[],
  operands: readonly { readonly value: Value }[],
): readonly Word[] {
  const all = [...list];
  for (const [k, { value }] of operands.entries()) {
    all[8 * k + 2] = all.length / 4;
    all.push(...momentsOf(e, value));
  }
  return all;
}
