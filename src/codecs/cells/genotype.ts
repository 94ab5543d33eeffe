import { fail, ok, type Result } from '../../base/result.ts';
import {
  type Architecture,
  type Block,
  type Cell,
  type CellKind,
  MAX_BLOCKS,
  outputStates,
  type StateIndex,
  unusedStates,
} from '../../space/architecture.ts';
import type { OperationId } from '../../space/operations/index.ts';
import type { CellsFlawKind, Place } from './flaws.ts';
import type { FoundGenotype } from './genotypes.ts';
import { type Fields, held, isNone, isRange, type Literal } from './literals.ts';
import { type CellsNote, differences } from './notes.ts';
import { DARTS_NAMES, operationNamed } from './operationNames.ts';

/**
 * DARTS's notation (Liu et al. 2019, genotypes.py): a cell is a list of edges, (operation, input), two a block, and the
 * list of states that its output concatenates. Every block adds. Its state 0 is h_{i-1} and its state 1 is h_i: the other
 * way round than here.
 */
const FIELD: Readonly<Record<CellKind, string>> = { normal: 'normal', reduction: 'reduce' };
const KINDS = ['normal', 'reduction'] as const;

/** The same state in the other numbering, either way. */
const turned = (state: StateIndex): StateIndex => (state < 2 ? 1 - state : state);

export interface ReadGenotype {
  readonly architecture: Architecture;
  readonly notes: readonly CellsNote[];
}

export type PlacedFlaw = CellsFlawKind & { readonly place: Place };

class GenotypeFlaw extends Error {
  override readonly name = 'GenotypeFlaw';
  readonly flaw: PlacedFlaw;

  constructor(flaw: PlacedFlaw) {
    super(flaw.kind);
    this.flaw = flaw;
  }
}

export function readGenotype({ fields, at }: FoundGenotype): Result<ReadGenotype, PlacedFlaw> {
  try {
    if (fields.has('recurrent'))
      throw new GenotypeFlaw({ kind: 'foreign', notation: 'darts-rnn', place: at });
    const cellOf = (kind: CellKind): Cell => {
      const edges = fields.get(FIELD[kind]);
      if (edges === undefined || isNone(edges))
        throw new GenotypeFlaw({ kind: 'no-cell', cell: kind, place: at });
      return readCell(kind, edges, fields.get(`${FIELD[kind]}_concat`));
    };
    const architecture = { normal: cellOf('normal'), reduction: cellOf('reduction') };
    const silent = KINDS.filter((kind) => architecture[kind].output === undefined);
    const notes = differences(architecture);
    return ok({
      architecture,
      notes: silent.length > 0 ? [...notes, { kind: 'no-concat', cells: silent }] : notes,
    });
  } catch (thrown) {
    if (thrown instanceof GenotypeFlaw) return fail(thrown.flaw);
    throw thrown;
  }
}

interface Edge {
  readonly operation: OperationId;
  readonly input: StateIndex;
}

function readCell(cell: CellKind, written: Literal, concat: Literal | undefined): Cell {
  const literal = held(written);
  if (literal.kind !== 'list') throw new GenotypeFlaw({ kind: 'no-list', cell, place: literal.at });
  const pairs = pairsOf(cell, literal.items.map(held), literal.at);
  if (pairs.length < 1 || pairs.length > MAX_BLOCKS)
    throw new GenotypeFlaw({
      kind: 'blocks',
      cell,
      blocks: pairs.length,
      most: MAX_BLOCKS,
      place: literal.at,
    });
  const blocks = pairs.map(([one, other], block): Block => {
    const [first, second] = [readEdge(cell, one, block), readEdge(cell, other, block)];
    return {
      inputs: [first.input, second.input],
      operations: [first.operation, second.operation],
      combiner: 'add',
    };
  });
  // Where a program leaves it at None, it does not say.
  return concat === undefined || isNone(concat)
    ? { blocks }
    : { blocks, output: readOutput(cell, concat, { blocks }) };
}

type EdgePair = readonly [Literal, Literal];

/** One edge after the other, or a list of two a block. */
function pairsOf(cell: CellKind, items: readonly Literal[], at: Place): EdgePair[] {
  const isListed = items.every(
    (item) => item.kind === 'list' && item.items.every((edge) => held(edge).kind === 'list'),
  );
  if (isListed) {
    return items.map((item, block) => {
      const edges = item.kind === 'list' ? item.items : [];
      const [first, second] = edges;
      if (edges.length !== 2 || first === undefined || second === undefined)
        throw new GenotypeFlaw({ kind: 'edges', cell, block, edges: edges.length, place: item.at });
      return [first, second];
    });
  }
  if (items.length % 2 !== 0) throw new GenotypeFlaw({ kind: 'odd', cell, edges: items.length, place: at });
  return Array.from({ length: items.length / 2 }, (_, block) => [items[2 * block]!, items[2 * block + 1]!]);
}

/** What follows the two, a weight, is passed over. */
function readEdge(cell: CellKind, written: Literal, block: number): Edge {
  const literal = held(written);
  if (literal.kind !== 'list') throw new GenotypeFlaw({ kind: 'edge', cell, place: literal.at });
  const [named, numbered] = literal.items.map(held);
  if (named === undefined || !('text' in named) || numbered === undefined)
    throw new GenotypeFlaw({ kind: 'edge', cell, place: (numbered === undefined ? literal : named!).at });
  const value = numberIn(numbered);
  if (value === null) throw new GenotypeFlaw({ kind: 'edge', cell, place: numbered.at });
  const name = named.text.trim();
  if (/^none$/i.test(name)) throw new GenotypeFlaw({ kind: 'none', place: named.at });
  const operation = operationNamed(name);
  if (operation === null) throw new GenotypeFlaw({ kind: 'operation', written: named.text, place: named.at });
  const last = block + 1;
  if (!isState(value, last))
    throw new GenotypeFlaw({ kind: 'input', cell, input: value, last, place: numbered.at });
  return { operation, input: turned(value) };
}

/** Also where JSON was written with numbers as strings; null for anything else. */
function numberIn(literal: Literal): number | null {
  if (literal.kind === 'number') return literal.value;
  return literal.kind === 'text' && /^\s*\d+\s*$/.test(literal.text) ? Number(literal.text) : null;
}

const isState = (value: number, last: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= last;

/** In rising order, which is how outputs are written here: the order of a concatenation is no decision. */
function readOutput(cell: CellKind, literal: Literal, { blocks }: Cell): readonly StateIndex[] {
  const last = blocks.length + 1;
  const output = new Set<StateIndex>();
  for (const { state, place } of statesIn(cell, literal)) {
    if (!isState(state, last)) throw new GenotypeFlaw({ kind: 'concat-state', cell, state, last, place });
    if (output.has(turned(state))) throw new GenotypeFlaw({ kind: 'concat-twice', cell, state, place });
    output.add(turned(state));
  }
  const lost = unusedStates({ blocks }).find((state) => state >= 2 && !output.has(state));
  if (lost !== undefined) throw new GenotypeFlaw({ kind: 'left-out', cell, state: lost, place: literal.at });
  return [...output].sort((a, b) => a - b);
}

interface WrittenState {
  readonly state: number;
  readonly place: Place;
}

/** Of [2, 3], of range(2, 4) and of what holds either. */
function statesIn(cell: CellKind, written: Literal): WrittenState[] {
  const literal = held(written);
  if (literal.kind === 'fields' && isRange(literal)) return statesOfRange(cell, literal);
  if (literal.kind !== 'list') throw new GenotypeFlaw({ kind: 'concat', cell, place: literal.at });
  return literal.items.flatMap((item) => {
    const inner = held(item);
    if (inner.kind === 'fields' && isRange(inner)) return statesOfRange(cell, inner);
    return { state: numberOf(cell, inner), place: inner.at };
  });
}

function numberOf(cell: CellKind, literal: Literal): number {
  const value = numberIn(literal);
  if (value === null) throw new GenotypeFlaw({ kind: 'concat', cell, place: literal.at });
  return value;
}

/** range(4), range(2, 6) and range(2, 6, 1). */
function statesOfRange(cell: CellKind, { items, at }: Fields): WrittenState[] {
  const bounds = items.map((item) => numberOf(cell, held(item)));
  const [from, to, step = 1] = bounds.length === 1 ? [0, bounds[0]!] : bounds;
  if (from === undefined || to === undefined || bounds.length > 3 || !(step > 0))
    throw new GenotypeFlaw({ kind: 'concat', cell, place: at });
  // Beyond any cell the first state that is too high says it.
  const count = Math.min(Math.max(0, Math.ceil((to - from) / step)), MAX_BLOCKS + 3);
  return Array.from({ length: count }, (_, i) => ({ state: from + i * step, place: at }));
}

/** What DARTS's notation can't express. */
export type GenotypeLack =
  | { readonly kind: 'concat'; readonly cell: CellKind; readonly block: number }
  | {
      readonly kind: 'operation';
      readonly cell: CellKind;
      readonly block: number;
      readonly operation: OperationId;
    };

/** One line, as DARTS writes it; `output` is written out. The architecture must be valid. */
export function writeGenotype(architecture: Architecture): Result<string, GenotypeLack> {
  const { normal, reduction } = architecture;
  const lack = lackOf(architecture);
  if (lack !== null) return fail(lack);
  const fields = (kind: CellKind, cell: Cell): string =>
    `${FIELD[kind]}=[${edgesOf(cell).join(', ')}], ${FIELD[kind]}_concat=[${concatOf(cell).join(', ')}]`;
  return ok(`Genotype(${fields('normal', normal)}, ${fields('reduction', reduction)})`);
}

function lackOf(architecture: Architecture): GenotypeLack | null {
  for (const cell of KINDS) {
    for (const [block, { combiner, operations }] of architecture[cell].blocks.entries()) {
      if (combiner !== 'add') return { kind: 'concat', cell, block };
      const operation = operations.find((id) => !DARTS_NAMES.has(id));
      if (operation !== undefined) return { kind: 'operation', cell, block, operation };
    }
  }
  return null;
}

const edgesOf = ({ blocks }: Cell): string[] =>
  blocks.flatMap(({ inputs, operations }) =>
    operations.map((operation, slot) => `('${DARTS_NAMES.get(operation)}', ${turned(inputs[slot]!)})`),
  );

const concatOf = (cell: Cell): StateIndex[] =>
  outputStates(cell)
    .map(turned)
    .sort((a, b) => a - b);

/** One sentence. */
export function describeGenotypeLack(lack: GenotypeLack): string {
  switch (lack.kind) {
    case 'concat':
      return `A DARTS genotype can't express these cells: block ${lack.block} of the ${lack.cell} cell concatenates, and there every block adds.`;
    case 'operation':
      return `A DARTS genotype can't express these cells: it has no name for ${lack.operation}, in block ${lack.block} of the ${lack.cell} cell.`;
    default:
      return lack satisfies never;
  }
}
