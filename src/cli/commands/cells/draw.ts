/** `npm run draw`: cells as a picture in a file, laid out and coloured as on the page, without a browser. */
import path from 'node:path';
import { InputError } from '../../../base/errors.ts';
import { CELL_CHOICES, cellPicture } from '../../../drawings/cell/picture.ts';
import { SIZE_NAMES } from '../../../drawings/cell/sizes.ts';
import { cellsHelp, givenCells } from '../../text/arguments.ts';
import { integerFlag, numberFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { checkOutFile, writeOutFile } from '../../text/outFile.ts';

const help = `Usage: npm run -s draw -- --cells CELLS --out FILE [options]

Draws cells as the page does and writes them as SVG or PNG, by the end of the file's name. Either is whole by itself: colours
are inside, and words are outlines, so that no program needs the page's fonts.

${cellsHelp(19)}
  --out FILE       the file to write, .svg or .png; one that is there is overwritten
  --cell NAME      normal, reduction or both, side by side (default: both)
  --size NAME      from the largest: L, with words on every tile; M, W, with short ones; P, S, with glyphs alone;
                   T, X, D, thumbnails (default: L)
  --theme NAME     light or dark (default: light)
  --scale N        of a PNG: its pixels for each of the drawing's, 0.1 to 16 (default: 2)
  --width PIXELS   of a PNG, instead of --scale: how wide it is, up to 16,384 pixels
  -h, --help       this text`;

const flags = {
  cells: { type: 'string' },
  out: { type: 'string' },
  cell: { type: 'string', default: 'both' },
  size: { type: 'string', default: 'L' },
  theme: { type: 'string', default: 'light' },
  scale: { type: 'string' },
  width: { type: 'string' },
} as const;

/** What common programs still open, in px. */
const MOST_PIXELS = 16_384;
const USUAL_SCALE = 2;

/** Answers the exit code; throws an InputError for a bad argument. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  if (given.cells === undefined) {
    throw new InputError('--cells is missing: give a preset, a share code, a link or a file.');
  }
  const { out, isPng } = outFile(given.out);
  const cells = oneOf('cell', given.cell, CELL_CHOICES);
  const size = oneOf('size', given.size, SIZE_NAMES);
  const theme = oneOf('theme', given.theme, ['light', 'dark']);
  const scaleFor = pixelsOf(given, isPng);
  await checkOutFile({ option: '--out', file: out }, isPng ? 'cell.png' : 'cell.svg');
  const { svg, width, height } = cellPicture(await givenCells(given.cells), { cells, size, theme });
  const scale = scaleFor(width, height);
  const bytes = isPng ? await (await import('../../text/rasterise.ts')).rasterise(svg, scale) : svg;
  await writeOutFile({ option: '--out', file: out }, bytes);
  return 0;
}

function outFile(out: string | undefined): { readonly out: string; readonly isPng: boolean } {
  if (out === undefined)
    throw new InputError('--out is missing: name the file to write, as in --out cell.svg.');
  const extension = path.extname(out).toLowerCase();
  if (extension !== '.svg' && extension !== '.png') {
    throw new InputError(
      `--out ${JSON.stringify(out)}: drawings are written as SVG or PNG; give a name that ends in .svg or .png.`,
    );
  }
  return { out, isPng: extension === '.png' };
}

/** A PNG's pixels for each of a drawing's of these measures. */
function pixelsOf(
  given: { readonly scale?: string | undefined; readonly width?: string | undefined },
  isPng: boolean,
): (width: number, height: number) => number {
  const scale = numberFlag('scale', given.scale, { min: 0.1, max: 16 });
  const wanted = integerFlag('width', given.width, { min: 16, max: MOST_PIXELS });
  if (!isPng && (scale ?? wanted) !== undefined) {
    const flag = scale === undefined ? 'width' : 'scale';
    throw new InputError(
      `--${flag} counts the pixels of a PNG: an SVG has none; leave it out, or name a .png file.`,
    );
  }
  if (scale !== undefined && wanted !== undefined)
    throw new InputError('--scale and --width both say how many pixels a PNG has: give one of them.');
  return (width, height) => {
    const chosen = wanted === undefined ? (scale ?? USUAL_SCALE) : wanted / width;
    const side = Math.ceil(chosen * Math.max(width, height));
    if (side <= MOST_PIXELS) return chosen;
    throw new InputError(
      `The picture would be ${side.toLocaleString('en-US')} pixels on its longer side, more than ${MOST_PIXELS.toLocaleString('en-US')}: give a smaller --scale or --width.`,
    );
  };
}

function oneOf<Name extends string>(flag: string, given: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === given);
  if (found !== undefined) return found;
  const listed = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  throw new InputError(`--${flag} ${JSON.stringify(given)}: give ${listed}.`);
}
