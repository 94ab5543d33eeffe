import type { MapOperation, Value } from '../../lowering/operations.ts';
import type { Grain } from '../ir/grain.ts';
import type { Address } from '../ir/job.ts';
import type { Emitter } from './emitter.ts';

/** Where the moments of a map's pixels are (kernels/norm/moments.wgsl): in `partial`, of `lanes` of its `blocks` together. */
export interface Moments {
  readonly partial: Address;
  readonly blocks: number;
  readonly lanes: number;
}

/**
 * In a training step, where the grain has it so, the convolutions that write the moments of what they make: those whose output
 * a batch norm reads. Pools, sums, depthwise convolutions and concatenations leave theirs to a kernel that reads the map again.
 */
export class ProducedMoments {
  /** Ids of the maps that batch norms read. */
  readonly #normed: ReadonlySet<number>;
  readonly #places = new Map<number, Moments>();

  constructor(operations: readonly MapOperation[], { joined, producedMoments }: Grain) {
    const sources = operations.flatMap((operation) =>
      operation.kind === 'norm' ? [operation.source.id] : [],
    );
    this.#normed = new Set(joined && producedMoments ? sources : []);
  }

  /** Whether the convolution that makes this value is to write its moments. */
  wants({ id }: Value): boolean {
    return this.#normed.has(id);
  }

  /** The place where it writes them, `lanes` of so many blocks of pixels together. */
  place(e: Emitter, value: Value, blocks: number, lanes: number): Address {
    const partial = e.allocate((2 * blocks * e.view(value).groups) / lanes);
    this.#places.set(value.id, { partial, blocks, lanes });
    return partial;
  }

  /** Those of a value, where its convolution has written them. */
  of({ id }: Value): Moments | undefined {
    return this.#places.get(id);
  }
}
