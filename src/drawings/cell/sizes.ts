/**
 * The sizes of a cell's drawing, in pixels. A drawing is never scaled: a smaller size is chosen instead. D is for
 * cells of six or seven rows in a list: tiles are dots of colour there, without glyphs.
 */

export const SIZE_NAMES = ['L', 'M', 'W', 'P', 'S', 'T', 'X', 'D'] as const;
export type SizeName = (typeof SIZE_NAMES)[number];

export interface CellSize {
  readonly tile: { readonly width: number; readonly height: number; readonly gap: number };
  /** Between blocks of a row. */
  readonly blockGap: number;
  /** A combiner's bar and its distance from the tiles under it. */
  readonly bar: { readonly gap: number; readonly height: number };
  /** A lane is a state that passes a row on its way up. */
  readonly lane: { readonly width: number; readonly gap: number; readonly blockGap: number };
  readonly channel: {
    readonly pad: number;
    readonly track: number;
    /** Height of a channel whose lines are all straight. */
    readonly minGap: number;
    /** The same under the output bar. */
    readonly topGap: number;
    /** What spare height may add to a channel at most. */
    readonly grow: number;
    /** What pad and minGap may shrink to where the drawing is too tall. */
    readonly leastPad: number;
    readonly leastGap: number;
  };
  readonly input: { readonly width: number; readonly height: number; readonly gap: number };
  /** The output bar: its height and the least width of a segment of a block's state, of an input's state. */
  readonly output: { readonly height: number; readonly segment: number; readonly inputSegment: number };
  /** `cut` is the whole width of a bridge's gap; 0: lines simply cross. */
  readonly line: { readonly width: number; readonly radius: number; readonly cut: number };
  /** The glyph's lattice: distance and side of its squares; 0 where glyphs are set pixel by pixel. */
  readonly glyph: { readonly unit: number; readonly square: number };
}

export const SIZES: Readonly<Record<SizeName, CellSize>> = {
  L: {
    tile: { width: 68, height: 92, gap: 4 },
    blockGap: 20,
    bar: { gap: 3, height: 24 },
    lane: { width: 4, gap: 18, blockGap: 16 },
    channel: { pad: 15, track: 14, minGap: 36, topGap: 28, grow: 44, leastPad: 15, leastGap: 36 },
    input: { width: 96, height: 32, gap: 40 },
    output: { height: 32, segment: 34, inputSegment: 52 },
    line: { width: 2, radius: 9, cut: 6 },
    glyph: { unit: 5, square: 4 },
  },
  M: {
    tile: { width: 36, height: 57, gap: 2 },
    blockGap: 8,
    bar: { gap: 2, height: 15 },
    lane: { width: 2, gap: 11, blockGap: 7 },
    channel: { pad: 10, track: 9, minGap: 22, topGap: 18, grow: 26, leastPad: 10, leastGap: 22 },
    input: { width: 46, height: 20, gap: 24 },
    output: { height: 17, segment: 18, inputSegment: 32 },
    line: { width: 1, radius: 6, cut: 5 },
    glyph: { unit: 3, square: 2 },
  },
  W: {
    tile: { width: 52, height: 30, gap: 2 },
    blockGap: 10,
    bar: { gap: 2, height: 14 },
    lane: { width: 2, gap: 10, blockGap: 8 },
    channel: { pad: 8, track: 7, minGap: 18, topGap: 14, grow: 12, leastPad: 6, leastGap: 9 },
    input: { width: 46, height: 20, gap: 22 },
    output: { height: 16, segment: 18, inputSegment: 32 },
    line: { width: 1, radius: 5, cut: 5 },
    glyph: { unit: 3, square: 2 },
  },
  P: {
    tile: { width: 30, height: 32, gap: 2 },
    blockGap: 8,
    bar: { gap: 2, height: 10 },
    lane: { width: 2, gap: 9, blockGap: 7 },
    channel: { pad: 9, track: 8, minGap: 18, topGap: 14, grow: 16, leastPad: 7, leastGap: 12 },
    input: { width: 40, height: 20, gap: 18 },
    output: { height: 12, segment: 14, inputSegment: 14 },
    line: { width: 1, radius: 5, cut: 5 },
    glyph: { unit: 3, square: 2 },
  },
  S: {
    tile: { width: 26, height: 26, gap: 2 },
    blockGap: 8,
    bar: { gap: 2, height: 8 },
    lane: { width: 2, gap: 8, blockGap: 7 },
    channel: { pad: 7, track: 6, minGap: 15, topGap: 12, grow: 12, leastPad: 5, leastGap: 8 },
    input: { width: 34, height: 18, gap: 16 },
    output: { height: 10, segment: 12, inputSegment: 12 },
    line: { width: 1, radius: 4, cut: 5 },
    glyph: { unit: 2, square: 2 },
  },
  // Every width is odd from here on, so that all centres lie on a half and one-pixel lines are crisp.
  T: {
    tile: { width: 13, height: 13, gap: 1 },
    blockGap: 4,
    bar: { gap: 1, height: 4 },
    lane: { width: 1, gap: 4, blockGap: 3 },
    channel: { pad: 4, track: 3, minGap: 8, topGap: 6, grow: 0, leastPad: 2, leastGap: 4 },
    input: { width: 15, height: 7, gap: 6 },
    output: { height: 5, segment: 6, inputSegment: 6 },
    line: { width: 1, radius: 2, cut: 3 },
    glyph: { unit: 0, square: 0 },
  },
  X: {
    tile: { width: 7, height: 7, gap: 1 },
    blockGap: 3,
    bar: { gap: 1, height: 2 },
    lane: { width: 1, gap: 3, blockGap: 2 },
    channel: { pad: 3, track: 2, minGap: 5, topGap: 4, grow: 0, leastPad: 2, leastGap: 3 },
    input: { width: 9, height: 4, gap: 4 },
    output: { height: 3, segment: 4, inputSegment: 4 },
    line: { width: 1, radius: 1.5, cut: 0 },
    glyph: { unit: 0, square: 0 },
  },
  D: {
    tile: { width: 5, height: 4, gap: 1 },
    blockGap: 3,
    bar: { gap: 0, height: 1 },
    lane: { width: 1, gap: 3, blockGap: 2 },
    channel: { pad: 2, track: 2, minGap: 4, topGap: 4, grow: 0, leastPad: 1, leastGap: 2 },
    input: { width: 7, height: 3, gap: 4 },
    output: { height: 2, segment: 4, inputSegment: 4 },
    line: { width: 1, radius: 1, cut: 0 },
    glyph: { unit: 0, square: 0 },
  },
};

export const blockWidth = (size: CellSize): number => 2 * size.tile.width + size.tile.gap;
export const rowHeight = (size: CellSize): number => size.tile.height + size.bar.gap + size.bar.height;
/** From a block's centre to the centre of either of its tiles. */
export const portOffset = (size: CellSize): number => (size.tile.width + size.tile.gap) / 2;
/** Thumbnails have square corners, no outlines on tiles and no text. */
export const isThumbnail = (name: SizeName): boolean => name === 'T' || name === 'X' || name === 'D';
