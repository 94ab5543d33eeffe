import type { Combiner, StateIndex } from '../../../space/architecture.ts';
import type { OperationId } from '../../../space/operations/index.ts';
import type { SizeName } from '../sizes.ts';

/** A drawn cell as plain data. Origin at top left, y downward, pixels. */

export type Slot = 0 | 1;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TileBox extends Box {
  /** Null where none was chosen yet. */
  readonly operation: OperationId | null;
  readonly block: number;
  /** First or second operation of the block, whichever side it stands on. */
  readonly slot: Slot;
  /** The state that the operation reads; null where none was chosen yet. */
  readonly input: StateIndex | null;
  readonly row: number;
}

export interface CombinerBox extends Box {
  readonly block: number;
  /** The state that the block makes. */
  readonly state: StateIndex;
  readonly combiner: Combiner;
  readonly row: number;
}

export interface InputBox extends Box {
  readonly state: StateIndex;
}

export interface SegmentBox extends Box {
  readonly state: StateIndex;
  /** Where the state's line arrives. */
  readonly arrival: number;
}

export type LineTarget =
  | { readonly kind: 'tile'; readonly block: number; readonly slot: Slot }
  | { readonly kind: 'lane' }
  | { readonly kind: 'output' };

/** One branch of a state's line through one channel, or its way past a row in a lane. */
export interface Line {
  readonly state: StateIndex;
  readonly target: LineTarget;
  /** Counts from the inputs: 2 r + 1 in the channel above row r, 2 r past row r. */
  readonly level: number;
  /** Lower end. */
  readonly from: { readonly x: number; readonly y: number };
  /** Upper end. */
  readonly to: { readonly x: number; readonly y: number };
  /** Null where the line is straight. */
  readonly bend: Bend | null;
}

export interface Bend {
  /** Height of the horizontal track. */
  readonly y: number;
  /** Radius of the turn off the lower vertical, and of the one into the upper. */
  readonly radii: readonly [number, number];
  /** Where another state's vertical passes: the track is cut there, from x to x. */
  readonly cuts: readonly (readonly [number, number])[];
}

/** Where the line of one state passes over the track of another. */
export interface Bridge {
  readonly x: number;
  readonly y: number;
  readonly over: StateIndex;
  readonly under: StateIndex;
}

export interface CellLayout {
  readonly size: SizeName;
  readonly width: number;
  readonly height: number;
  /** Rows of blocks. */
  readonly rows: number;
  readonly inputs: readonly InputBox[];
  readonly tiles: readonly TileBox[];
  readonly combiners: readonly CombinerBox[];
  readonly lines: readonly Line[];
  readonly bridges: readonly Bridge[];
  readonly output: Box & { readonly segments: readonly SegmentBox[] };
}
