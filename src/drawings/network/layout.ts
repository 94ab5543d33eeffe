import type { Size } from '../plot/plot.ts';
import type { NetworkRow } from './rows.ts';

/** The whole network as a table that is drawn, as data: where each row's box, lines, bars and figures stand, in pixels. */

export interface NetworkMeasure {
  readonly width: number;
  /** Room for all rows. They may be higher, where they would be lower than `least`, and lower, where they are few. */
  readonly height: number;
  /** Least height of a row. */
  readonly least: number;
}

export interface PlacedRow {
  readonly row: NetworkRow;
  /** Of its middle. */
  readonly y: number;
  /** Path data: as wide as its map; a reduction narrows from the map that it reads, and the head to a vector. */
  readonly box: string;
  /** Path data of the lines by which it reads h_i and h_{i-1}. */
  readonly reads: string;
  /** Of its parameters and its multiply-adds; null of the image, which has neither. */
  readonly bars: readonly [number, number] | null;
}

export interface NetworkColumns {
  /** Right edge of a cell's number. */
  readonly number: number;
  /** Left edge of its name. */
  readonly name: number;
  /** Middle of the boxes. */
  readonly map: number;
  /** Right edge; null where there is no room for shapes. */
  readonly shape: number | null;
  /** Left edges of the bars. */
  readonly bars: readonly [number, number];
  /** Right edges of the figures after them. */
  readonly figures: readonly [number, number];
}

export interface NetworkLayout extends Size {
  readonly pitch: number;
  /** Of the words in a row, px. */
  readonly font: number;
  readonly columns: NetworkColumns;
  /** From the top of the drawing: the head first, the image last. */
  readonly rows: readonly PlacedRow[];
  /** h_i, straight: path data. */
  readonly straight: string;
  /** h_{i-1}, round a cell: path data. */
  readonly around: string;
}

/** Of a row, px. */
const PITCH = { least: 16, most: 40 } as const;
/** From this width on there is room for shapes. */
export const WITH_SHAPES = 500;
/** Pixels of the drawing a pixel of a map's side, where maps are as small as CIFAR's. */
const SCALE = 3;
const WIDEST = { roomy: 120, narrow: 96 } as const;
const FIGURE = 48;
const BETWEEN = 10;
const LEAST_BAR = 6;
const BAR = 8;

/** How many rows of at least this height there is room for. */
export const mostRows = ({ height, least }: Pick<NetworkMeasure, 'height' | 'least'>): number =>
  Math.floor(height / Math.max(PITCH.least, least));

export function layoutNetwork(rows: readonly NetworkRow[], measure: NetworkMeasure): NetworkLayout {
  const pitch = Math.max(
    PITCH.least,
    measure.least,
    Math.min(PITCH.most, Math.floor(measure.height / rows.length)),
  );
  const height = pitch * rows.length;
  const columns = columnsOf(measure.width);
  const place = placesOf(rows, pitch, height, columns);
  const most = [
    Math.max(...rows.map(({ trainable }) => trainable)),
    Math.max(...rows.map(({ multiplyAdds }) => multiplyAdds)),
  ] as const;
  const bar = barOf(columns);
  const straight = straightLines(rows, place);
  const around = linesAround(rows, place);
  const placed = rows.map((row, index): PlacedRow => {
    const length = (value: number, greatest: number): number =>
      Math.max(1, Math.round((value / greatest) * bar));
    const bars =
      row.kind === 'image'
        ? null
        : ([length(row.trainable, most[0]), length(row.multiplyAdds, most[1])] as const);
    const reads = straight[index]! + around[index]!;
    return { row, y: place.middle(index), box: boxPath(rows, index, place), reads, bars };
  });
  return {
    width: measure.width,
    height,
    pitch,
    font: pitch < 20 ? 11 : 12,
    columns,
    rows: placed.reverse(),
    straight: straight.join(''),
    around: around.join(''),
  };
}

/** What is over the two columns of figures at a width: bars take what is left. */
function columnsOf(width: number): NetworkColumns {
  const hasShapes = width >= WITH_SHAPES;
  const spare = Math.max(0, width - 522);
  const map = Math.round(hasShapes ? 160 + 0.2 * spare : 142);
  const shape = hasShapes ? Math.round(310 + 0.4 * spare) : null;
  const first = shape === null ? 208 : shape + 18;
  const bar = Math.max(LEAST_BAR, Math.floor((width - first - BETWEEN - 2 * FIGURE) / 2));
  const second = width - FIGURE - bar;
  return {
    number: 14,
    name: 22,
    map,
    shape,
    bars: [first, second],
    figures: [second - BETWEEN, width],
  };
}

/** Of the longest bar. */
const barOf = ({ bars: [, second], figures: [, end] }: NetworkColumns): number => end - FIGURE - second;

/** Height of a bar, px. */
export const BAR_HEIGHT = BAR;

interface Places {
  readonly pitch: number;
  readonly box: number;
  readonly map: number;
  middle(index: number): number;
  top(index: number): number;
  bottom(index: number): number;
  /** Half the width of the map that a row makes. */
  half(index: number): number;
}

function placesOf(
  rows: readonly NetworkRow[],
  pitch: number,
  height: number,
  { map, shape }: NetworkColumns,
): Places {
  const box = pitch >= 24 ? pitch - 14 : pitch - 7;
  const largest = Math.max(...rows.map((row) => row.shape[1]));
  const scale = Math.min(SCALE, (shape === null ? WIDEST.narrow : WIDEST.roomy) / largest);
  const middle = (index: number): number => height - Math.round((index + 0.5) * pitch);
  const top = (index: number): number => middle(index) - Math.floor(box / 2);
  return {
    pitch,
    box,
    map,
    middle,
    top,
    bottom: (index) => top(index) + box,
    half: (index) => Math.max(2, tenth((rows[index]!.shape[1] * scale) / 2)),
  };
}

function boxPath(rows: readonly NetworkRow[], index: number, { map, top, bottom, half }: Places): string {
  const { kind } = rows[index]!;
  const narrows = kind === 'reduction' || kind === 'head';
  const low = narrows ? half(Math.max(0, index - 1)) : half(index);
  const high = half(index);
  const x = map + 0.5;
  const corners = [
    go('M', x - low, bottom(index) - 0.5),
    go('H', x + low),
    go('L', x + high, top(index) + 0.5),
    go('H', x - high),
  ];
  return `${corners.join('')}Z`;
}

/** Of each row; the image reads nothing. */
function straightLines(rows: readonly NetworkRow[], { map, top, bottom }: Places): readonly string[] {
  return rows.map((_, index) => (index === 0 ? '' : `M${map + 0.5},${top(index - 1)}V${bottom(index)}`));
}

/**
 * Each h_{i-1} leaves the state under the cells that it passes by, goes round them and enters inside the corner of its
 * cell, by turns right and left, so that none cross. One that is read twice leaves once.
 */
function linesAround(rows: readonly NetworkRow[], place: Places): readonly string[] {
  let side = -1;
  let before = -1;
  return rows.map((row, index) => {
    if (row.passes === 0) return '';
    const source = index - 1 - row.passes;
    if (source !== before) side = -side;
    before = source;
    return lineAround(index, row.passes, side, place);
  });
}

const CLEAR = 8;

function lineAround(index: number, passes: number, side: number, place: Places): string {
  const { pitch, box, map, top, bottom, half } = place;
  const gap = pitch - box;
  const turn = Math.min(6, Math.floor(gap / 2) - 1);
  const passed = Array.from({ length: passes }, (_, step) => index - 1 - step);
  const reach = Math.max(...passed.flatMap((one) => [half(one), half(Math.max(0, one - 1))]));
  const out = reach + Math.max(CLEAR, turn + 3);
  const into = Math.max(2, half(index - 1) - (pitch >= 24 ? 6 : 4));
  const leave = bottom(index - passes) + Math.ceil(gap / 2) - 0.5;
  const arrive = top(index - 1) - Math.floor(gap / 2) - 0.5;
  const x = (distance: number): number => map + 0.5 + side * tenth(distance);
  return [
    go('M', x(0), leave + turn),
    go('Q', x(0), leave, x(turn), leave),
    go('H', x(out - turn)),
    go('Q', x(out), leave, x(out), leave - turn),
    go('V', arrive + turn),
    go('Q', x(out), arrive, x(out - turn), arrive),
    go('H', x(into + turn)),
    go('Q', x(into), arrive, x(into), arrive - turn),
    go('V', bottom(index)),
  ].join('');
}

/** A command of path data. */
const go = (command: string, ...to: readonly number[]): string => command + to.map(tenth).join();

const tenth = (value: number): number => Math.round(value * 10) / 10;
