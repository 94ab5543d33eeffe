import { decode, encode } from 'fast-png';

/**
 * Compares two photographs of one page so that another font rasteriser passes and a moved tile or a lost line does not.
 * A pixel is explained if its neighbourhood of 3 × 3 in the other picture holds its shade or goes past it: softer, harder
 * or shifted edges do. What is not explained must stay in specks the size of a letter's stroke, and few.
 */

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Rows of RGB, 0 to 255. */
  readonly pixels: Uint8Array;
}

/** Where two pictures differ, in px. */
export interface Difference {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels that are not explained. */
  readonly area: number;
}

/** Of 255; the palest hairline stands out by 22 from its ground, by 11 where it lies between two columns. */
const SHADE = 9;
/** A speck is less long than this, in px: the stem of a caption's letter is 9. */
const LENGTH = 14;
/** … and has fewer pixels: a bold figure of a name at a line's end has 28. */
const AREA = 32;
/** Past its neighbourhood by so much of 255, a pixel is lost whatever drew it; … */
const LOST = 100;
/** … lost pixels this near to each other, in px, belong together: a dashed line is gone … */
const DASH = 4;
/** … if they reach this far. */
const DASHED = 28;
/** Share of all pixels that may lie in specks. */
const SHARE = 0.01;

export function decodePicture(png: Uint8Array): Picture {
  const { width, height, data, channels, depth } = decode(png);
  if (depth !== 8 || channels < 3) throw new Error(`a PNG of ${channels} channels of ${depth} bits`);
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    for (let channel = 0; channel < 3; channel++) pixels[3 * at + channel] = data[channels * at + channel]!;
  }
  return { width, height, pixels };
}

/** The same picture in as few bytes as PNG without a palette takes. */
export const packed = (png: Uint8Array): Uint8Array => encode(decode(png), { zlib: { level: 9 } });

/** Null where the pictures are alike, else what to say about them. */
export function comparePictures(before: Picture, after: Picture): readonly Difference[] | string | null {
  if (before.width !== after.width || before.height !== after.height) {
    return `it was ${before.width} × ${before.height} px and is ${after.width} × ${after.height} px`;
  }
  const unexplained = new Uint8Array(before.width * before.height);
  const lost = new Uint8Array(unexplained.length);
  markUnexplained(before, after, unexplained, lost);
  markUnexplained(after, before, unexplained, lost);
  const dashes = regionsOf(lost, before.width, DASH).filter(
    ({ width, height }) => Math.max(width, height) >= DASHED,
  );
  if (dashes.length > 0) return dashes;
  const regions = regionsOf(unexplained, before.width, 1);
  const large = regions.filter(
    ({ width, height, area }) => Math.max(width, height) >= LENGTH || area >= AREA,
  );
  if (large.length > 0) return large;
  const specks = regions.reduce((sum, { area }) => sum + area, 0);
  const most = SHARE * unexplained.length;
  return specks > most ? `${specks} pixels differ in specks, more than ${Math.floor(most)}` : null;
}

function markUnexplained(from: Picture, by: Picture, marks: Uint8Array, lost: Uint8Array): void {
  const { width, height, pixels } = from;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      for (let channel = 0; channel < 3; channel++) {
        const shade = pixels[3 * at + channel]!;
        // Nearly every pixel is the same: the neighbourhood is looked at for the rest.
        if (Math.abs(shade - by.pixels[3 * at + channel]!) <= SHADE) continue;
        const past = distance(by, x, y, channel, shade);
        if (past > SHADE) marks[at] = 1;
        if (past > LOST) lost[at] = 1;
      }
    }
  }
}

/** How far a shade lies past those of the neighbourhood; negative within. */
function distance(
  { width, height, pixels }: Picture,
  x: number,
  y: number,
  channel: number,
  shade: number,
): number {
  let [least, most] = [255, 0];
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
      const other = pixels[3 * (row * width + column) + channel]!;
      least = Math.min(least, other);
      most = Math.max(most, other);
    }
  }
  return Math.max(least - shade, shade - most);
}

/** Marked pixels within `reach` of each other are one region; 1: they touch, at corners too. Takes the marks away. */
function regionsOf(marks: Uint8Array, width: number, reach: number): Difference[] {
  const height = marks.length / width;
  const regions: Difference[] = [];
  for (let start = marks.indexOf(1); start >= 0; start = marks.indexOf(1, start + 1)) {
    const waiting = [start];
    marks[start] = 0;
    let [left, right, top, bottom, area] = [width, 0, height, 0, 0];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      area += 1;
      [left, right, top, bottom] = [
        Math.min(left, x),
        Math.max(right, x),
        Math.min(top, y),
        Math.max(bottom, y),
      ];
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
        for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column++) {
          const next = row * width + column;
          if (marks[next] !== 1) continue;
          marks[next] = 0;
          waiting.push(next);
        }
      }
    }
    regions.push({ x: left, y: top, width: right - left + 1, height: bottom - top + 1, area });
  }
  return regions;
}
