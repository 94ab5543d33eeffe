import type { PlacedDot } from './layout.ts';

/** Dots of earlier trials, drawn as one. Path data; empty where the group has none of the kind. */
export interface DotGroup {
  /** Its corners are the middles of the dots. */
  readonly plain: string;
  /** The crosses themselves. */
  readonly failed: string;
}

export interface Crowd {
  /** The oldest trials first; as a run grows, a group that is full stays what it is. */
  readonly groups: readonly DotGroup[];
  /** Drawn one by one: the latest trials, and whatever was the best or chosen. */
  readonly single: readonly PlacedDot[];
}

/** Trials of a group; at least as many are drawn one by one. A browser takes milliseconds for them, not for thousands. */
const GROUP = 200;

/** `radius` of a dot, px. */
export function crowdOf(dots: readonly PlacedDot[], radius: number): Crowd {
  const full = Math.max(0, Math.floor(dots.length / GROUP) - 1);
  const early = dots.slice(0, full * GROUP);
  const groups = Array.from({ length: full }, (_, index): DotGroup => {
    const group = early.slice(index * GROUP, (index + 1) * GROUP);
    const of = (wanted: PlacedDot['kind']) => group.filter(({ kind }) => kind === wanted);
    const plain = of('plain').map(({ x, y }) => `${x},${y}`);
    return {
      plain: plain.length === 0 ? '' : `M${plain.join('L')}`,
      failed: of('failed')
        .map((dot) => crossPath(dot, radius))
        .join(''),
    };
  });
  const apart = early.filter(({ kind }) => kind === 'best' || kind === 'chosen');
  return { groups, single: [...apart, ...dots.slice(early.length)] };
}

/** The cross of what failed; `r`: half its width. */
export const crossPath = ({ x, y }: Pick<PlacedDot, 'x' | 'y'>, r: number): string =>
  `M${x - r},${y - r}l${2 * r},${2 * r}m0,${-2 * r}l${-2 * r},${2 * r}`;
