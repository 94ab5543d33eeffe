import { type CellDraft, outputStates, type StateIndex } from '../../../space/architecture.ts';

/** A cell as rows of items with channels between them: what a layout orders, places and routes. */

export type ItemKind = 'input' | 'block' | 'lane';

/** Something that takes room in a row: an input, a block, or a lane (a state passing the row on its way up). */
export interface Item {
  readonly kind: ItemKind;
  readonly state: StateIndex;
  readonly row: number;
}

/** The centre of an item, or the tile of its first or second operation. */
export type Port = -1 | 0 | 1;

export interface Reader {
  /** Index into `items`; OUTPUT for the output bar, which any line reaches straight. */
  readonly item: number;
  readonly port: Port;
}

export const OUTPUT = -1;

/** A state's line within one channel, from an item of the row below to its readers in the row above. */
export interface Net {
  readonly state: StateIndex;
  readonly source: number;
  readonly readers: readonly Reader[];
}

export interface CellRows {
  readonly items: readonly Item[];
  /** Item indices in the order that they start with; row 0 holds h_{i-1} left of h_i and never changes. */
  readonly rows: readonly (readonly number[])[];
  /** Channel r lies above row r; the last one lies under the output bar. */
  readonly channels: readonly (readonly Net[])[];
}

/** An order of every row, and which blocks show their second operation at left. */
export interface Arrangement {
  readonly rows: readonly (readonly number[])[];
  /** By item: 1 where flipped. */
  readonly flips: readonly number[];
}

/** Row of each state: 1 + the highest row among its block's inputs, so far as they are chosen. */
function rowOfStates(cell: CellDraft): number[] {
  const rows = [0, 0];
  const rowOf = (state: StateIndex | null): number => (state === null ? 0 : rows[state]!);
  for (const { inputs } of cell.blocks) rows.push(1 + Math.max(rowOf(inputs[0]), rowOf(inputs[1])));
  return rows;
}

/** The highest row in which a state's line arrives. */
function lastRows(cell: CellDraft, rowOf: readonly number[], top: number): number[] {
  const last = [...rowOf];
  cell.blocks.forEach(({ inputs }, block) => {
    for (const state of inputs) {
      if (state !== null) last[state] = Math.max(last[state]!, rowOf[block + 2]!);
    }
  });
  for (const state of outputStates(cell)) last[state] = top + 1;
  return last;
}

function placeItemsInRows(cell: CellDraft): { items: Item[]; rows: number[][] } {
  const rowOf = rowOfStates(cell);
  const top = Math.max(...rowOf);
  const last = lastRows(cell, rowOf, top);
  const items: Item[] = [];
  const rows: number[][] = Array.from({ length: top + 1 }, () => []);
  const add = (kind: ItemKind, state: StateIndex, row: number): void => {
    rows[row]!.push(items.length);
    items.push({ kind, state, row });
  };
  add('input', 1, 0);
  add('input', 0, 0);
  for (let state = 2; state < rowOf.length; state++) add('block', state, rowOf[state]!);
  rowOf.forEach((own, state) => {
    for (let row = own + 1; row < last[state]!; row++) add('lane', state, row);
  });
  return { items, rows };
}

function readersAbove(
  cell: CellDraft,
  item: Item,
  items: readonly Item[],
  above: readonly number[],
): Reader[] {
  const readers: Reader[] = [];
  for (const index of above) {
    const reader = items[index]!;
    if (reader.kind === 'lane' && reader.state === item.state) readers.push({ item: index, port: -1 });
    if (reader.kind !== 'block') continue;
    const { inputs } = cell.blocks[reader.state - 2]!;
    if (inputs[0] === item.state) readers.push({ item: index, port: 0 });
    if (inputs[1] === item.state) readers.push({ item: index, port: 1 });
  }
  return readers;
}

export function rowsOf(cell: CellDraft): CellRows {
  const { items, rows } = placeItemsInRows(cell);
  const outputs = outputStates(cell);
  const channels = rows.map((row, r) => {
    const above = rows[r + 1];
    return row.flatMap((source): Net[] => {
      const item = items[source]!;
      const toOutput: Reader[] = outputs.includes(item.state) ? [{ item: OUTPUT, port: -1 }] : [];
      const readers = above ? readersAbove(cell, item, items, above) : toOutput;
      return readers.length > 0 ? [{ state: item.state, source, readers }] : [];
    });
  });
  return { items, rows, channels };
}
