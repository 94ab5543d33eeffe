/** `npm run draw`: cells as a picture in a file, laid out and coloured as on the page, without a browser. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError, messageOf } from '../../base/errors.ts';
import { beside } from '../../drawings/beside.ts';
import { drawCell } from '../../drawings/cell/cellMarks.ts';
import { arrangementOf } from '../../drawings/cell/layout/arrangements.ts';
import { layoutCell } from '../../drawings/cell/layout/layout.ts';
import { SIZE_NAMES } from '../../drawings/cell/sizes.ts';
import { writeSvg } from '../../drawings/svg.ts';
import { readCells } from '../text/arguments.ts';
import { commandOptions } from '../text/help.ts';

const help = `Usage: npm run -s draw -- --cells CELLS --out FILE.svg [options]

Draws cells as the page does and writes them as SVG, with the colours inside.

  --cells CELLS    a preset (nasnet-a, amoebanet-a, darts-v2), a share code, a link, a JSON file or JSON
  --out FILE.svg   the file to write; one that is there is overwritten
  --cell NAME      normal, reduction or both, side by side (default: both)
  --size NAME      from the largest: L, with words on every tile; M, W, with short ones; P, S, with glyphs alone;
                   T, X, D, thumbnails (default: L)
  --theme NAME     light or dark (default: light)
  -h, --help       this text`;

const flags = {
  cells: { type: 'string' },
  out: { type: 'string' },
  cell: { type: 'string', default: 'both' },
  size: { type: 'string', default: 'L' },
  theme: { type: 'string', default: 'light' },
} as const;

const CELLS = { normal: ['normal'], reduction: ['reduction'], both: ['normal', 'reduction'] } as const;
const TITLES = {
  normal: 'Normal cell',
  reduction: 'Reduction cell',
  both: 'Normal and reduction cell',
} as const;
const CELL_NAMES = Object.keys(CELLS) as (keyof typeof CELLS)[];
/** Between two cells, in px, as on the page. */
const GAP = 36;
const MARGIN = 12;

/** Answers the exit code; throws an InputError for a bad argument. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  if (given.cells === undefined) {
    throw new InputError('--cells is missing: give a preset, a share code, a link or a JSON file.');
  }
  const out = svgFile(given.out);
  const chosen = oneOf('cell', given.cell, CELL_NAMES);
  const size = oneOf('size', given.size, SIZE_NAMES);
  const theme = oneOf('theme', given.theme, ['light', 'dark']);
  const architecture = await readCells(given.cells);
  const drawings = CELLS[chosen].map((kind) => {
    const cell = architecture[kind];
    return drawCell(layoutCell(cell, arrangementOf(cell), size), { stride: kind === 'reduction' });
  });
  const svg = writeSvg(beside(drawings, GAP), { theme, title: TITLES[chosen], margin: MARGIN });
  try {
    await writeFile(out, svg);
  } catch (thrown) {
    throw new InputError(`--out ${JSON.stringify(out)}: the file cannot be written (${messageOf(thrown)}).`);
  }
  return 0;
}

function svgFile(out: string | undefined): string {
  if (out === undefined)
    throw new InputError('--out is missing: name the file to write, as in --out cell.svg.');
  if (path.extname(out).toLowerCase() !== '.svg') {
    throw new InputError(
      `--out ${JSON.stringify(out)}: drawings are written as SVG alone; give a name that ends in .svg.`,
    );
  }
  return out;
}

function oneOf<Name extends string>(flag: string, given: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === given);
  if (found !== undefined) return found;
  const listed = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  throw new InputError(`--${flag} ${JSON.stringify(given)}: give ${listed}.`);
}
