import { heatOf } from '../controller/heat.ts';

/** A confusion matrix as data: a row a true class, a column what its images are taken for. Pixels, y downward. */

export interface ConfusionInput {
  /** [true class, class that it is taken for], images of each. */
  readonly counts: ArrayLike<number>;
  /** In about seven letters each; longer ones are cut. */
  readonly names: readonly string[];
  /** Of the whole drawing. */
  readonly width: number;
}

/** A square by its classes. */
export interface ConfusionPlace {
  readonly truth: number;
  readonly taken: number;
}

export interface ConfusionSquare extends ConfusionPlace {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  /** Between heat0 and heat1, 0 to 1, by its share of the true class. */
  readonly heat: number;
  /** Its figure is in the page's colour: the ground is too dark for ink, or too light in the dark theme. */
  readonly isOnHeat: boolean;
}

export interface ConfusionLayout {
  readonly width: number;
  readonly height: number;
  /** Of a square, without the hairline to the next one. */
  readonly square: { readonly width: number; readonly height: number };
  readonly rows: readonly { readonly name: string; readonly x: number; readonly y: number }[];
  readonly columns: readonly { readonly name: string; readonly x: number; readonly y: number }[];
  /** Row by row. */
  readonly squares: readonly ConfusionSquare[];
}

const NAMES = 48;
/** Of the names of rows at most, where they are long. */
const NAMES_MOST = 96;
const HEADS = 20;
const MOST = 32;
const PITCH = 24;
/** Of a letter of a name at 11 px, about; and what a second line of names takes. */
const LETTER = 5.8;
const LINE = 12;
/** Between a row's name and its squares. */
const GAP = 8;
const HAIRLINE = 1;
/** From here on a figure stands out better in the page's colour. */
const DARK = 0.66;

export function layoutConfusion({ counts, names, width }: ConfusionInput): ConfusionLayout {
  const classes = names.length;
  if (counts.length !== classes ** 2)
    throw new RangeError(`${counts.length} counts are no matrix of ${classes} classes`);
  const longest = Math.max(...names.map((name) => name.length)) * LETTER;
  const left = Math.min(NAMES_MOST, Math.max(NAMES, Math.floor(longest) + GAP));
  const pitch = Math.min(MOST, Math.floor((width - left) / classes));
  // Names that are wider than their columns stand on two lines by turns.
  const isTight = longest > pitch;
  const heads = HEADS + (isTight ? LINE : 0);
  const totals = names.map((_, truth) => totalOf(counts, classes, truth));
  return {
    width: left + classes * pitch,
    height: heads + classes * PITCH,
    square: { width: pitch - HAIRLINE, height: PITCH - HAIRLINE },
    rows: names.map((name, row) => ({
      name: cut(name, left - GAP),
      x: left - GAP,
      y: heads + row * PITCH + 16,
    })),
    columns: names.map((name, column) => ({
      name: cut(name, isTight ? 2 * pitch : pitch),
      x: left + (column + 0.5) * pitch - 0.5,
      y: isTight && column % 2 === 1 ? 12 + LINE : 12,
    })),
    squares: names.flatMap((_, truth) =>
      names.map((_, taken) => {
        const count = counts[truth * classes + taken]!;
        const heat = heatOf(totals[truth] === 0 ? 0 : count / totals[truth]!);
        return {
          ...{ truth, taken, count, heat, isOnHeat: heat > DARK },
          ...{ x: left + taken * pitch, y: heads + truth * PITCH },
        };
      }),
    ),
  };
}

/** A name, or as much of it as stands in so many pixels. */
function cut(name: string, width: number): string {
  const letters = Array.from(name);
  const most = Math.floor(width / LETTER);
  return letters.length <= most
    ? name
    : `${letters
        .slice(0, Math.max(1, most - 1))
        .join('')
        .trimEnd()}…`;
}

/** Images of a true class. */
export function totalOf(counts: ArrayLike<number>, classes: number, truth: number): number {
  let total = 0;
  for (let taken = 0; taken < classes; taken++) total += counts[truth * classes + taken]!;
  return total;
}
