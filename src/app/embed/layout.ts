import {
  CELL_CHOICES,
  type CellChoice,
  cellPicture,
  type Picture,
  pictureRoom,
  type Room,
} from '../../drawings/cell/picture.ts';
import type { SizeName } from '../../drawings/cell/sizes.ts';
import type { Theme } from '../../drawings/tokens.ts';
import type { Architecture } from '../../space/architecture.ts';

/** Sizes whose tiles name their operations, with the height of those letters in px. */
const NAMED = [
  ['L', 12.5],
  ['M', 9.5],
  ['W', 9],
] as const satisfies readonly (readonly [SizeName, number])[];
/** Smaller letters can't be read, in px. */
const LEAST_LETTERS = 6;
/** Without names, the largest first; what does not fit at the last one scrolls. */
const NAMELESS = ['P', 'S', 'T', 'X', 'D'] as const satisfies readonly SizeName[];

export interface Frame {
  readonly width: number;
  readonly height: number;
}

export interface Fitted {
  /** Width and height as they are to be shown, in px. */
  readonly pictures: readonly Picture[];
  /** Below each other, else side by side. */
  readonly isStacked: boolean;
}

/** Which cells an address asks for; both where it says nothing that is known. */
export const choiceOf = (asked: string | null | undefined): CellChoice =>
  CELL_CHOICES.find((one) => one === asked) ?? 'both';

/** The cells of a pair whole, with the largest names that a frame has room for: a drawing may be shown smaller to keep its names. */
export function fitFrame(
  architecture: Architecture,
  { cells, theme }: { readonly cells: CellChoice; readonly theme: Theme },
  frame: Frame,
): Fitted {
  const kinds: readonly CellChoice[] = cells === 'both' ? ['normal', 'reduction'] : [cells];
  const fitAt = (size: SizeName): Fit =>
    bestFit(
      kinds.map((kind) => pictureRoom(architecture, kind, size)),
      frame,
    );
  const drawn = (size: SizeName, { scale, isStacked }: Fit): Fitted => ({
    pictures: kinds.map((kind) => scaled(cellPicture(architecture, { cells: kind, theme, size }), scale)),
    isStacked,
  });
  const named = NAMED.map(([size, letters]) => {
    const { scale, isStacked } = fitAt(size);
    const fit = { scale: Math.min(1, scale), isStacked };
    return { size, fit, letters: letters * fit.scale };
  });
  const best = named.reduce((one, other) => (other.letters > one.letters ? other : one));
  if (best.letters >= LEAST_LETTERS) return drawn(best.size, best.fit);
  const nameless = NAMELESS.find((size) => fitAt(size).scale >= 1);
  return nameless === undefined
    ? drawn('D', { scale: 1, isStacked: true })
    : drawn(nameless, { ...fitAt(nameless), scale: 1 });
}

/** `scale`: by how much pictures could be larger. */
interface Fit {
  readonly scale: number;
  readonly isStacked: boolean;
}

/** The better of both ways to put them. */
function bestFit(rooms: readonly Room[], frame: Frame): Fit {
  const [widths, heights] = [rooms.map(({ width }) => width), rooms.map(({ height }) => height)];
  const beside = Math.min(frame.width / sum(widths), frame.height / Math.max(...heights));
  const stacked = Math.min(frame.width / Math.max(...widths), frame.height / sum(heights));
  const isStacked = stacked > beside && beside < 1;
  return { scale: isStacked ? stacked : beside, isStacked };
}

const scaled = (picture: Picture, scale: number): Picture =>
  scale === 1
    ? picture
    : {
        ...picture,
        width: Math.floor(picture.width * scale),
        height: Math.floor(picture.height * scale),
      };

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
