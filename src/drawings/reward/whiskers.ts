import { type HalfWidths, reach } from './input.ts';
import { type RewardScale, tenth } from './scale.ts';

/** From top to bottom, px. */
type Stretch = readonly [top: number, bottom: number];

/** The whisker of a dot: no caps, the thick part over the images, the thin one over all of it. */
export interface PlacedWhisker {
  readonly x: number;
  readonly images: Stretch;
  readonly whole: Stretch;
}

/** How a dot is drawn, px: smaller where trials stand close. */
export interface DotLook {
  readonly radius: number;
  readonly thick: number;
  /** Else only the best, the newest and the touched one have a whisker. */
  readonly all: boolean;
}

export function lookAt(pitch: number): DotLook {
  return pitch < 9 ? { radius: 2.5, thick: 2, all: pitch >= 5 } : { radius: 3.5, thick: 3, all: true };
}

export function placedWhisker(
  value: number | null,
  whisker: HalfWidths | null,
  x: number,
  { y, most }: Pick<RewardScale, 'y' | 'most'>,
): PlacedWhisker | null {
  if (value === null || whisker === null) return null;
  const stretch = (half: number): Stretch => {
    const [low, high] = reach(value, half, most);
    return [y(high), y(low)];
  };
  return { x, images: stretch(whisker.images), whole: stretch(whisker.whole) };
}

/** Path data of whiskers that are drawn alike. */
export interface WhiskerPaths {
  readonly images: string;
  readonly whole: string;
}

export const whiskerPaths = (whiskers: readonly PlacedWhisker[]): WhiskerPaths => ({
  images: whiskers.map(({ x, images }) => stroke(x, images)).join(''),
  whole: whiskers.map(({ x, whole }) => stroke(x, whole)).join(''),
});

const stroke = (x: number, [top, bottom]: Stretch): string => `M${x},${top}v${tenth(bottom - top)}`;
