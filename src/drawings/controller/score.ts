import { entropyBits } from '../../base/statistics.ts';
import { COMBINERS, type Combiner } from '../../space/architecture.ts';
import { type OperationId, operationOf } from '../../space/operations/index.ts';
import type { OpenDecision } from '../../space/searchSpace.ts';
import type { Size } from '../plot/plot.ts';
import { heatOf } from './heat.ts';
import { operationRows } from './rows.ts';

/**
 * The decisions of one cell as a score (VISUAL.md, "Controller"): a column each, in the order in which they are made, and in three
 * staves a row for each state, operation and combiner. The sampled path joins choice to choice, because each is the next
 * step's input. Pure: pixels, y downward.
 */

export interface ScoreDecision extends Pick<OpenDecision, 'block' | 'slot' | 'kind'> {
  readonly probabilities: readonly number[];
  readonly choice: number;
}

export interface ScoreInput {
  /** Of one cell, in the order in which they are made. */
  readonly decisions: readonly ScoreDecision[];
  /** Those that the choices of an operation number. */
  readonly operations: readonly OperationId[];
  /** How many of them are made so far; of the others only the places are drawn. */
  readonly made: number;
}

export type RowOf =
  | { readonly kind: 'input'; readonly state: number }
  | { readonly kind: 'operation'; readonly operation: OperationId }
  | { readonly kind: 'combiner'; readonly combiner: Combiner };

export interface ScoreRow {
  readonly of: RowOf;
  /** Of its middle. */
  readonly y: number;
}

export interface ScoreSquare {
  readonly y: number;
  /** 0 to 1, from heat0 to heat1. */
  readonly heat: number;
}

export interface ScoreColumn {
  readonly x: number;
  readonly block: number;
  /** Its number in its block, from 1 in the order of NASNet: first and second input, their operations, combiner. */
  readonly step: number;
  readonly isMade: boolean;
  /** Empty where it isn't made yet. */
  readonly squares: readonly ScoreSquare[];
  /** Top of its squares, and their height together. */
  readonly top: number;
  readonly height: number;
  /** Top of the square that was sampled; null where it isn't made yet. */
  readonly chosen: number | null;
  /** In bits; null where it isn't made yet. */
  readonly entropy: number | null;
  /** Heights of the bar and of its greatest possible. */
  readonly bar: number;
  readonly most: number;
}

export interface ScoreBlock {
  readonly block: number;
  readonly x: number;
  readonly width: number;
}

export interface ScoreLayout extends Size {
  readonly rows: readonly ScoreRow[];
  readonly columns: readonly ScoreColumn[];
  readonly blocks: readonly ScoreBlock[];
  /** Path data of the rail through the choices that are made. */
  readonly rail: string;
  /** Of a square, its row's share without the gap. */
  readonly square: Size;
  /** From one column to the next of its block. */
  readonly pitch: number;
  /** Font size of the rows' names; where the names end, and where the swatches begin and how wide they are. */
  readonly label: {
    readonly size: number;
    readonly end: number;
    readonly swatch: number;
    readonly at: number;
  };
  /** Baselines and hairlines. */
  readonly heads: { readonly text: number; readonly line: number };
  readonly entropy: { readonly foot: number; readonly text: number };
  readonly numbers: number;
  /** What a chosen column's ground covers. */
  readonly ground: { readonly top: number; readonly height: number };
}

/** Below the blocks' names. */
const HEAD = 23;
const STAVES_APART = 9;
/** Between the lowest stave and the entropy, and of its bars, its figures and the decisions' numbers. */
const ABOVE_BARS = 9;
const BARS = { least: 22, most: 44 } as const;
const FIGURES = 14;
const NUMBERS = 13;
const FOOT = 3;
const ROW = { least: 9, most: 24 } as const;
/** Of the choices of VISUAL.md: 20 wide, 8 apart, blocks 20 apart; more where decisions are few. */
const PITCH = { least: 5, most: 60 } as const;
const GAP_SHARE = 8 / 28;
const BLOCK_SHARE = 12 / 28;
/** Corner of the rail's turns. */
const TURN = 3;
const RIGHT = 6;

const STAVES = ['input', 'operation', 'combiner'] as const;

/** `size` is the room; the drawing is as wide, and higher where rows would be too low to be told apart. */
export function layoutScore({ decisions, operations, made }: ScoreInput, size: Size): ScoreLayout {
  const staves = STAVES.map((kind) => rowsOf(kind, decisions, operations)).filter((rows) => rows.length > 0);
  const count = staves.reduce((sum, rows) => sum + rows.length, 0);
  const around = HEAD + Math.max(0, staves.length - 1) * STAVES_APART + ABOVE_BARS + FIGURES + NUMBERS + FOOT;
  const free = size.height - around - BARS.least;
  const row = clamp(Math.floor((2 * free) / Math.max(1, count)) / 2, ROW.least, ROW.most);
  const bars = clamp(Math.floor(free + BARS.least - count * row), BARS.least, BARS.most);

  const label = labelOf(row, staves.flat());
  const left = label.at + label.swatch + 8;
  const blocks = [...new Set(decisions.map(({ block }) => block))];
  const columns = decisions.length;
  const parts = columns + BLOCK_SHARE * (blocks.length - 1) - GAP_SHARE;
  const pitch = clamp(Math.floor((size.width - left - RIGHT) / Math.max(1, parts)), PITCH.least, PITCH.most);
  const gap = Math.max(2, Math.round(pitch * GAP_SHARE));
  const square = { width: pitch - gap, height: row - 1 };
  const apart = Math.round(pitch * BLOCK_SHARE);

  const rows: (ScoreRow & { readonly key: string })[] = [];
  let y = HEAD;
  for (const [index, stave] of staves.entries()) {
    if (index > 0) y += STAVES_APART;
    for (const of of stave) {
      rows.push({ of, y: y + row / 2, key: keyOf(of) });
      y += row;
    }
  }
  const rowAt = new Map(rows.map(({ key, y: middle }) => [key, middle - row / 2]));
  const foot = y + ABOVE_BARS + bars;
  const most = Math.max(1, ...decisions.map(({ probabilities }) => Math.log2(probabilities.length)));

  const drawn = decisions.map((decision, index): ScoreColumn => {
    const { block, kind, slot, probabilities, choice } = decision;
    const isMade = index < made;
    const tops = probabilities.map((_, at) => rowAt.get(keyOf(choiceOf(kind, at, operations))) ?? HEAD);
    const top = Math.min(...tops);
    const bits = entropyBits(probabilities);
    const scale = bars / most;
    return {
      x: left + index * pitch + blocks.indexOf(block) * apart,
      block,
      step: kind === 'combiner' ? 5 : (kind === 'input' ? 1 : 3) + slot,
      isMade,
      squares: isMade ? tops.map((at, place) => ({ y: at, heat: heatOf(probabilities[place]!) })) : [],
      top,
      height: Math.max(...tops) + row - 1 - top,
      chosen: isMade ? (tops[choice] ?? null) : null,
      entropy: isMade ? bits : null,
      bar: isMade ? tenth(bits * scale) : 0,
      most: tenth(Math.log2(probabilities.length) * scale),
    };
  });
  return {
    width: size.width,
    height: foot + FIGURES + NUMBERS + FOOT,
    rows: rows.map(({ of, y: middle }) => ({ of, y: middle })),
    columns: drawn,
    blocks: blocks.map((block) => {
      const own = drawn.filter((column) => column.block === block);
      const x = own[0]!.x;
      return { block, x, width: own.at(-1)!.x + square.width - x };
    }),
    rail: railOf(drawn, square),
    square,
    pitch,
    label,
    heads: { text: 12, line: 17.5 },
    entropy: { foot, text: foot + 11 },
    numbers: foot + FIGURES + 10,
    ground: { top: HEAD - 4, height: foot + FIGURES + NUMBERS - HEAD + 8 },
  };
}

/** The decision whose column is nearest to an x. */
export function nearestDecision({ columns, square }: ScoreLayout, x: number): number | null {
  let nearest: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, column] of columns.entries()) {
    const distance = Math.abs(column.x + square.width / 2 - x);
    if (distance < least) [nearest, least] = [index, distance];
  }
  return nearest;
}

function rowsOf(
  kind: (typeof STAVES)[number],
  decisions: readonly ScoreDecision[],
  operations: readonly OperationId[],
): RowOf[] {
  const own = decisions.filter((decision) => decision.kind === kind);
  if (own.length === 0) return [];
  switch (kind) {
    case 'input': {
      const states = Math.max(...own.map(({ probabilities }) => probabilities.length));
      return Array.from({ length: states }, (_, state) => ({ kind, state }));
    }
    case 'operation':
      return operationRows(operations).map((index) => ({ kind, operation: operations[index]! }));
    case 'combiner':
      return COMBINERS.map((combiner) => ({ kind, combiner }));
    default:
      return kind satisfies never;
  }
}

function choiceOf(kind: ScoreDecision['kind'], choice: number, operations: readonly OperationId[]): RowOf {
  switch (kind) {
    case 'input':
      return { kind, state: choice };
    case 'operation':
      return { kind, operation: operations[choice]! };
    case 'combiner':
      return { kind, combiner: COMBINERS[choice]! };
    default:
      return kind satisfies never;
  }
}

function keyOf(row: RowOf): string {
  switch (row.kind) {
    case 'input':
      return `state ${row.state}`;
    case 'operation':
      return row.operation;
    case 'combiner':
      return row.combiner;
    default:
      return row satisfies never;
  }
}

/** Names of 9.5 to 12 px, right aligned left of a swatch; as wide as the longest of them and the words below. */
function labelOf(row: number, rows: readonly RowOf[]): ScoreLayout['label'] {
  const size = clamp(Math.round(2 * (row * 0.66 + 2.3)) / 2, 9.5, 12);
  const letters = Math.max(0, ...rows.map((of) => lettersOf(of)));
  const end = Math.max(WORDS, Math.ceil(size * letters * LETTER));
  return { size, end, swatch: Math.min(13, Math.floor(row) - 2), at: end + 6 };
}

/** Mean width of a letter over the font's size, and of the widest word below the staves, px. */
const LETTER = 0.6;
const WORDS = 44;

const lettersOf = (of: RowOf): number =>
  of.kind === 'operation' ? operationOf(of.operation).label.join(' ').length : 'state 2'.length;

/** Out of a choice at its right, along the gap before the next column, into the next at its left. */
function railOf(columns: readonly ScoreColumn[], { width, height }: Size): string {
  let path = '';
  for (const [index, column] of columns.entries()) {
    const next = columns[index + 1];
    if (next === undefined || column.chosen === null || next.chosen === null) continue;
    const from = { x: column.x + width, y: column.chosen + height / 2 };
    const to = { x: next.x, y: next.chosen + height / 2 };
    const middle = (from.x + to.x) / 2;
    const turn = Math.min(TURN, (to.x - from.x) / 2, Math.abs(to.y - from.y) / 2);
    path += `M${tenth(from.x)},${tenth(from.y)}`;
    if (turn === 0) {
      path += `H${tenth(to.x)}`;
      continue;
    }
    const down = to.y > from.y ? turn : -turn;
    path += `H${tenth(middle - turn)}`;
    path += `q${tenth(turn)},0,${tenth(turn)},${tenth(down)}`;
    path += `V${tenth(to.y - down)}`;
    path += `q0,${tenth(down)},${tenth(turn)},${tenth(down)}`;
    path += `H${tenth(to.x)}`;
  }
  return path;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
