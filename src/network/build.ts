/** From an architecture to its network: stem, trunk of cells, head (NASNet, section 4 and appendix A). */
import { InputError } from '../base/errors.ts';
import type { Architecture, CellKind } from '../space/architecture.ts';
import type { Ref } from '../space/layers.ts';
import { AUXILIARY_WINDOW } from './auxiliary.ts';
import { GraphBuilder } from './builder.ts';
import { appendCell, cellStride } from './cell.ts';
import type { CellSummary, LayerGraph, Shape } from './graph.ts';

export interface CifarOptions {
  /** N: normal cells in each of the three stages. */
  readonly cellsPerStage: number;
  /** F: filters of the first stage's cells; they double at each reduction. */
  readonly filters: number;
  /** Height and width of the images in pixels; 32 where left out. */
  readonly size?: number;
  /** 10 where left out. */
  readonly classes?: number;
  /** Adds the auxiliary head before the second reduction; false where left out. */
  readonly auxiliary?: boolean;
}

/** Defaults: 224 pixels, 1,000 classes. */
export interface ImagenetOptions extends CifarOptions {
  /** Filters of the first convolution: 32 (mobile, and where left out) or 96 (large). */
  readonly stemFilters?: number;
  /** The first cell after a reduction of the trunk takes as h_{i-1} what the reduction itself took (large). */
  readonly skipReductionInput?: boolean;
}

/**
 * The CIFAR network: a 3 x 3 convolution to 3 F channels, then N normal, reduction, N normal, reduction, N normal.
 * Throws an InputError for options out of range or a map too small for the auxiliary head.
 */
export function buildCifar(architecture: Architecture, options: CifarOptions): LayerGraph {
  const { cellsPerStage, filters, size = 32, classes = 10, auxiliary = false } = options;
  checkCounts({ cellsPerStage, filters, size, classes });
  const input: Shape = [size, size, 3];
  const builder = new GraphBuilder({ decay: 0.9, epsilon: 1e-5 });
  const image = builder.input(input);
  const convolved = builder.from({ part: 'stem' }).conv2d(image, 3 * filters, [3, 3]);
  const stack = new CellStack(builder, architecture, 3 * cellsPerStage + 2, builder.batchNorm(convolved));
  const beforeSecond = appendTrunk(stack, cellsPerStage, filters, false);
  const logits = appendHead(builder, stack.output, classes, 0);
  return finish(stack, { logits, classes, input, auxiliaryAt: auxiliary ? beforeSecond : undefined });
}

/**
 * The ImageNet network: a 3 x 3 convolution of stride 2, two reduction cells at floor(F/4) and floor(F/2), then the
 * trunk as for CIFAR, dropout 0.5 before the dense layer. Throws an InputError for options out of range, filters
 * below 4 (the stem would have none), images below 3 pixels, or a map too small for the auxiliary head.
 */
export function buildImagenet(architecture: Architecture, options: ImagenetOptions): LayerGraph {
  const { cellsPerStage, filters, size = 224, classes = 1000, stemFilters = 32 } = options;
  const { skipReductionInput = false, auxiliary = false } = options;
  checkCounts({ cellsPerStage, filters, size, classes, stemFilters });
  if (filters < 4) {
    throw new InputError(
      `${filters} filters leave the first cell of the ImageNet stem, at a quarter of them, none: give at least 4.`,
    );
  }
  if (size < 3) {
    throw new InputError(
      `Images of ${size} x ${size} pixels are too small for the ImageNet stem's 3 x 3 convolution: give at least 3.`,
    );
  }
  const input: Shape = [size, size, 3];
  const builder = new GraphBuilder({ decay: 0.9997, epsilon: 1e-3 });
  const image = builder.input(input);
  const convolved = builder
    .from({ part: 'stem' })
    .conv2d(image, stemFilters, [3, 3], { strides: [2, 2], padding: 'valid' });
  const stack = new CellStack(builder, architecture, 3 * cellsPerStage + 4, builder.batchNorm(convolved));
  stack.append('reduction', Math.floor(filters / 4));
  stack.append('reduction', Math.floor(filters / 2));
  const beforeSecond = appendTrunk(stack, cellsPerStage, filters, skipReductionInput);
  const logits = appendHead(builder, stack.output, classes, 0.5);
  return finish(stack, { logits, classes, input, auxiliaryAt: auxiliary ? beforeSecond : undefined });
}

/** The cells built so far and what the next one reads. */
class CellStack {
  readonly builder: GraphBuilder;
  readonly summaries: CellSummary[] = [];
  readonly #architecture: Architecture;
  readonly #cells: number;
  /** The stem's output, then every cell's. */
  readonly #outputs: Ref[];

  constructor(builder: GraphBuilder, architecture: Architecture, cells: number, stem: Ref) {
    this.builder = builder;
    this.#architecture = architecture;
    this.#cells = cells;
    this.#outputs = [stem];
  }

  /** h_i of the next cell. */
  get output(): Ref {
    return this.#outputs.at(-1)!;
  }

  /** h_{i-1} of the next cell; the first has none. */
  get previous(): Ref | undefined {
    return this.#outputs.at(-2);
  }

  append(kind: CellKind, filters: number, previous = this.previous): void {
    const place = {
      kind,
      index: this.summaries.length,
      cells: this.#cells,
      filters,
      input: this.output,
      previous,
    };
    const output = appendCell(this.builder, this.#architecture[kind], place);
    this.#outputs.push(output);
    this.summaries.push({ kind, filters, stride: cellStride(kind), shape: this.builder.shape(output) });
  }
}

/** Three stages of normal cells with a reduction before the second and third; answers what the second reduction took. */
function appendTrunk(
  stack: CellStack,
  cellsPerStage: number,
  filters: number,
  skipReductionInput: boolean,
): Ref {
  let beforeReduction = stack.output;
  for (let stage = 0; stage < 3; stage++) {
    const stageFilters = filters * (1 << stage);
    let skipped: Ref | undefined;
    if (stage > 0) {
      beforeReduction = stack.output;
      if (skipReductionInput) skipped = stack.previous;
      stack.append('reduction', stageFilters);
    }
    for (let n = 0; n < cellsPerStage; n++) {
      stack.append('normal', stageFilters, n === 0 ? skipped : undefined);
    }
  }
  return beforeReduction;
}

function appendHead(builder: GraphBuilder, x: Ref, classes: number, dropout: number): Ref {
  builder.from({ part: 'head' });
  const pooled = builder.globalAvgPool(builder.relu(x));
  return builder.dense(dropout > 0 ? builder.dropout(pooled, dropout) : pooled, classes);
}

function appendAuxiliaryHead(builder: GraphBuilder, x: Ref, classes: number): Ref {
  const [height, width] = builder.shape(x);
  if (Math.min(height, width) < AUXILIARY_WINDOW) {
    throw new InputError(
      `The map before the second reduction is ${height} x ${width}, too small for the auxiliary head, which needs ${AUXILIARY_WINDOW} x ${AUXILIARY_WINDOW}: give larger images or leave the head out.`,
    );
  }
  builder.from({ part: 'auxiliary' });
  const pooled = builder.avgPool(builder.relu(x), AUXILIARY_WINDOW, 3, 'valid');
  const narrow = builder.relu(builder.batchNorm(builder.conv2d(pooled, 128, [1, 1])));
  const [h, w] = builder.shape(narrow);
  const whole = builder.conv2d(narrow, 768, [h, w], { padding: 'valid' });
  return builder.dense(builder.relu(builder.batchNorm(whole)), classes);
}

/** The auxiliary head comes last, so that every other layer has the same id with and without it. */
function finish(
  stack: CellStack,
  parts: Pick<LayerGraph, 'logits' | 'classes' | 'input'> & { readonly auxiliaryAt: Ref | undefined },
): LayerGraph {
  const { logits, classes, input, auxiliaryAt } = parts;
  const { builder, summaries: cells } = stack;
  const base = { layers: builder.layers, logits, classes, input, cells };
  if (auxiliaryAt === undefined) return base;
  return { ...base, auxiliaryLogits: appendAuxiliaryHead(builder, auxiliaryAt, classes) };
}

function checkCounts(counts: Record<string, number>): void {
  for (const [name, value] of Object.entries(counts)) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new InputError(`${name} is ${value}: give a whole number of at least 1.`);
    }
  }
}
