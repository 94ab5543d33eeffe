/** One cell of the network: its two entries, its blocks, its output (NASNet, section 3 and appendix A). */
import { type Block, type Cell, type CellKind, outputStates } from '../space/architecture.ts';
import type { Ref } from '../space/layers.ts';
import { reluConvBatchNorm } from '../space/operations/convolution.ts';
import { operationOf } from '../space/operations/index.ts';
import type { GraphBuilder } from './builder.ts';

export interface CellPlace {
  readonly kind: CellKind;
  /** Its number from 0, stem and reduction cells included. */
  readonly index: number;
  /** How many cells the network has. */
  readonly cells: number;
  /** F: the channels of every operation's output. */
  readonly filters: number;
  /** h_i. */
  readonly input: Ref;
  /** h_{i-1}; the first cell has none. */
  readonly previous: Ref | undefined;
}

/** Stride of a cell's operations on hidden states 0 and 1. */
export function cellStride(kind: CellKind): 1 | 2 {
  return kind === 'reduction' ? 2 : 1;
}

/** Appends a cell and answers its output, h_{i+1}. The cell must be valid (a RangeError else). */
export function appendCell(builder: GraphBuilder, cell: Cell, place: CellPlace): Ref {
  const { index, filters } = place;
  const states: Ref[] = enter(builder, place);
  const state = (number: number): Ref => {
    const ref = states[number];
    if (ref === undefined) {
      throw new RangeError(
        `cell ${index}: hidden state ${number} does not exist yet (there are 0 to ${states.length - 1})`,
      );
    }
    return ref;
  };
  cell.blocks.forEach((block, b) => {
    states.push(appendBlock(builder, block, b, state, place));
  });
  const blockState = state(2);
  const parts = outputStates(cell).map((number) => {
    if (number >= 2) return state(number);
    builder.from({ part: 'output', cell: index, state: number });
    return matchBlocks(builder, state(number), blockState, filters);
  });
  return builder.from({ part: 'output', cell: index }).concat(parts);
}

/** Hidden states 0 and 1. Both are built even if no block reads them: the published counts include them. */
function enter(builder: GraphBuilder, { index, filters, input, previous }: CellPlace): [Ref, Ref] {
  builder.from({ part: 'entry', cell: index, state: 0 });
  const first = reluConvBatchNorm(builder, input, filters, [1, 1]);
  if (previous === undefined) return [first, input];
  builder.from({ part: 'entry', cell: index, state: 1 });
  if (!sameSize(builder, previous, input)) {
    return [first, factorisedReduction(builder, builder.relu(previous), filters)];
  }
  if (builder.channels(previous) === filters) return [first, previous];
  return [first, reluConvBatchNorm(builder, previous, filters, [1, 1])];
}

function appendBlock(
  builder: GraphBuilder,
  block: Block,
  number: number,
  state: (number: number) => Ref,
  { kind, index, cells, filters }: CellPlace,
): Ref {
  const operate = (slot: 0 | 1): Ref => {
    const operation = operationOf(block.operations[slot]);
    const stride = block.inputs[slot] < 2 ? cellStride(kind) : 1;
    builder.from({ part: 'operation', cell: index, block: number, slot });
    const output = operation.expand(builder, state(block.inputs[slot]), filters, stride);
    return operation.family === 'identity' ? output : builder.dropPath(output, index, cells);
  };
  const operands = [operate(0), operate(1)] as const;
  builder.from({ part: 'combiner', cell: index, block: number });
  return block.combiner === 'add' ? builder.add(...operands) : builder.concat(operands);
}

/** Brings hidden state 0 or 1 to the size and channels of the blocks for the cell's output (no relu before it). */
function matchBlocks(builder: GraphBuilder, x: Ref, like: Ref, filters: number): Ref {
  if (!sameSize(builder, x, like)) return factorisedReduction(builder, x, filters);
  if (builder.channels(x) === filters) return x;
  return builder.batchNorm(builder.conv2d(x, filters, [1, 1]));
}

/** Halves a map without dropping a pixel: even and odd ones each give half of the filters. */
function factorisedReduction(builder: GraphBuilder, x: Ref, filters: number): Ref {
  const even = Math.floor(filters / 2);
  const halves = [
    { offset: 0, channels: even },
    { offset: 1, channels: filters - even },
  ] as const;
  const parts = halves
    .filter(({ channels }) => channels > 0) // a single filter leaves the first half empty
    .map(({ offset, channels }) => builder.conv2d(builder.subsample(x, offset), channels, [1, 1]));
  return builder.batchNorm(builder.concat(parts));
}

/** Sizes are compared as they are: on 1 x 1 maps stride 2 changes nothing. */
function sameSize(builder: GraphBuilder, a: Ref, b: Ref): boolean {
  const [height, width] = builder.shape(a);
  const [h, w] = builder.shape(b);
  return height === h && width === w;
}
