import type { Architecture, Cell, CellKind } from '../../space/architecture.ts';
import { beside } from '../beside.ts';
import { outlined } from '../outlines/outlines.ts';
import type { Drawing } from '../plot/marks.ts';
import { writeSvg } from '../svg.ts';
import type { Theme } from '../tokens.ts';
import { drawCell } from './cellMarks.ts';
import { arrangementOf } from './layout/arrangements.ts';
import { layoutCell } from './layout/layout.ts';
import { sentenceOf } from './sentences.ts';
import type { SizeName } from './sizes.ts';

/** Which cells of a pair a picture shows. */
export const CELL_CHOICES = ['normal', 'reduction', 'both'] as const;
export type CellChoice = (typeof CELL_CHOICES)[number];

const KINDS: Readonly<Record<CellChoice, readonly CellKind[]>> = {
  normal: ['normal'],
  reduction: ['reduction'],
  both: ['normal', 'reduction'],
};
const TITLES: Readonly<Record<CellChoice, string>> = {
  normal: 'Normal cell',
  reduction: 'Reduction cell',
  both: 'Normal and reduction cell',
};
/** Between two cells, in px, as on the page. */
const GAP = 36;
const MARGIN = 12;

export interface PictureOptions {
  readonly cells: CellChoice;
  readonly theme: Theme;
  /** L if left out. */
  readonly size?: SizeName;
  /** Whether the page's colour lies under the cells, which paper has none of; so it does if left out. */
  readonly ground?: boolean;
}

export interface Picture {
  /** SVG 1.1 that names nothing outside itself: no style sheet, no font, no text but its title and what it says in words. */
  readonly svg: string;
  /** In px, margins included. */
  readonly width: number;
  readonly height: number;
}

/** A pair's cells as a picture that is whole in any program, on the page's ground. */
export function cellPicture(
  architecture: Architecture,
  { cells, theme, size = 'L', ground = true }: PictureOptions,
): Picture {
  const drawing = outlined(drawn(architecture, cells, size));
  const description = KINDS[cells].map((kind) => inWords(kind, architecture[kind])).join(' ');
  return {
    svg: writeSvg(drawing, { theme, title: TITLES[cells], description, margin: MARGIN, ground }),
    ...roomOf(drawing),
  };
}

/** What such a picture takes in px, margins included, without making it: its letters are most of the work. */
export const pictureRoom = (architecture: Architecture, cells: CellChoice, size: SizeName): Room =>
  roomOf(drawn(architecture, cells, size));

export type Room = Pick<Picture, 'width' | 'height'>;

const roomOf = ({ width, height }: Drawing): Room => ({
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN,
});

function drawn(architecture: Architecture, cells: CellChoice, size: SizeName): Drawing {
  const drawings = KINDS[cells].map((kind) => {
    const cell = architecture[kind];
    return drawCell(layoutCell(cell, arrangementOf(cell), size), { stride: kind === 'reduction' });
  });
  return beside(drawings, GAP);
}

function inWords(kind: CellKind, cell: Cell): string {
  const blocks = cell.blocks.map((_, block) => sentenceOf(cell, { kind: 'combiner', block }));
  return `${TITLES[kind]}: ${[...blocks, sentenceOf(cell, { kind: 'output' })].join('; ')}.`;
}
