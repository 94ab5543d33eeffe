import type { Drawing, Mark, PathMark, TextMark } from '../plot/marks.ts';
import glyphs from './glyphs.json' with { type: 'json' };

/**
 * Text as outlines. Slide programs and vector editors ignore fonts that a file brings along, so that a drawing which is to
 * look the same everywhere has none. Figures are tabular, as on the page.
 */

export interface FaceOutlines {
  readonly unitsPerEm: number;
  /** By character: its advance, a space, and its path with y upward, in units. */
  readonly glyphs: Readonly<Record<string, string>>;
  /** By two characters, in units; 0 where they are not named. */
  readonly kerns: Readonly<Record<string, number>>;
}

/** What glyphs.json holds; `npx vitest run src/drawings/outlines -u` writes it anew. */
export interface Outlines {
  readonly source: string;
  readonly licence: string;
  /** By family and weight. */
  readonly faces: Readonly<Record<string, FaceOutlines>>;
}

const { faces }: Outlines = glyphs;

/** The same drawing without text; a text with a character that has no outline here stays one. */
export const outlined = (drawing: Drawing): Drawing => ({
  ...drawing,
  marks: drawing.marks.map(outlinedMark),
});

function outlinedMark(mark: Mark): Mark {
  if (mark.kind === 'group') return { ...mark, marks: mark.marks.map(outlinedMark) };
  return mark.kind === 'text' ? (pathOf(mark) ?? mark) : mark;
}

interface Run {
  readonly text: string;
  readonly size: number;
  readonly drop: number;
}

function pathOf({
  kind: _,
  x,
  y,
  size,
  weight = 400,
  anchor,
  face = 'sans',
  text,
  index,
  ...rest
}: TextMark): PathMark | null {
  const outlines = faces[`${face} ${weight}`];
  if (outlines === undefined) return null;
  const runs: readonly Run[] = [{ text, size, drop: 0 }, ...(index ? [index] : [])];
  if (runs.some((run) => [...run.text].some((sign) => !Object.hasOwn(outlines.glyphs, sign)))) return null;
  const width = runs.reduce((sum, run) => sum + placesOf(run, outlines).width, 0);
  let left = x - { start: 0, middle: width / 2, end: width }[anchor];
  const parts: string[] = [];
  for (const run of runs) {
    const placed = placesOf(run, outlines);
    const scale = run.size / outlines.unitsPerEm;
    for (const { path, at } of placed.glyphs) parts.push(moved(path, left + at, y + run.drop, scale));
    left += placed.width;
  }
  return { ...rest, kind: 'path', d: parts.join('') };
}

interface Placed {
  readonly width: number;
  readonly glyphs: readonly { readonly path: string; readonly at: number }[];
}

/** In px, from the run's left. */
function placesOf({ text, size }: Run, { unitsPerEm, glyphs: all, kerns }: FaceOutlines): Placed {
  const scale = size / unitsPerEm;
  let width = 0;
  let before = '';
  const placed = [...text].map((sign) => {
    const [advance = '', path = ''] = all[sign]!.split(/ (.*)/s);
    const at = width + (kerns[before + sign] ?? 0) * scale;
    width = at + Number(advance) * scale;
    before = sign;
    return { path, at };
  });
  return { width, glyphs: placed };
}

/** All commands of these paths take pairs of absolute coordinates. */
function moved(path: string, left: number, top: number, scale: number): string {
  let isX = false;
  return path.replace(/-?\d+(?:\.\d+)?/g, (unit) => {
    isX = !isX;
    const px = isX ? left + Number(unit) * scale : top - Number(unit) * scale;
    return String(Math.round(px * 100) / 100);
  });
}
