import { encode } from 'uqr';

/** A QR code as a picture: dark on white in any theme, with two modules of rest, since it is read by cameras. */

/** Modules of rest on each side. */
const REST = 2;
/** Of a module in the SVG, in px. */
const UNIT = 8;

export interface QrPicture {
  /** SVG 1.1, whole by itself. */
  readonly svg: string;
  /** Width and height, in px. */
  readonly side: number;
}

/** Null where the text is longer than a code can hold (about 2,900 characters). */
export function qrPicture(text: string, title: string): QrPicture | null {
  const modules = modulesOf(text);
  if (modules === null) return null;
  const side = (modules.length + 2 * REST) * UNIT;
  const d = modules.flatMap((row, y) => barsOf(row).map(([x, length]) => barPath(x, y, length))).join('');
  return {
    side,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">
  <title>${title}</title>
  <rect width="${side}" height="${side}" fill="#ffffff"/>
  <path d="${d}" fill="#000000" shape-rendering="crispEdges"/>
</svg>
`,
  };
}

/** Level M, which bears a scratch or a fold of the paper; rows from the top, true is dark. */
function modulesOf(text: string): readonly (readonly boolean[])[] | null {
  try {
    return encode(text, { ecc: 'M', border: 0 }).data;
  } catch {
    return null;
  }
}

/** Dark modules that touch are one bar: between rectangles of their own programs leave hairlines. */
function barsOf(row: readonly boolean[]): (readonly [x: number, length: number])[] {
  const bars: (readonly [number, number])[] = [];
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const end = row.indexOf(false, x);
    const length = (end < 0 ? row.length : end) - x;
    bars.push([x, length]);
    x += length;
  }
  return bars;
}

const barPath = (x: number, y: number, length: number): string =>
  `M${(x + REST) * UNIT} ${(y + REST) * UNIT}h${length * UNIT}v${UNIT}h${-length * UNIT}z`;
