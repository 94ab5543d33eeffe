/** Where the latest held-out result is named in a curve: wherever it lies on nothing. */

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface NoteGround {
  /** Left and right end, top and bottom of the plot. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly rings: readonly Spot[];
  readonly smooth: readonly Spot[];
  readonly raw: readonly Spot[];
}

/** A ring and "held out 37.4", in px: from the ring's middle rightwards, and half the height. */
const WIDTH = 92;
const HALF = 8;
const RING = 5;
const STEP = 4;

/** Of one covered spot; a ring or the line itself is never covered where another place is left. */
const COST = { ring: 1000, smooth: 100, raw: 1 } as const;

/**
 * The middle of the note's ring. Right of the curve's end while there is room, else the freest place, the rightmost of those
 * that are as free. Null before the first ring.
 */
export function noteOf(ground: NoteGround): Spot | null {
  const { left, right, top, bottom, rings, smooth } = ground;
  const last = rings.at(-1);
  if (last === undefined) return null;
  const [highest, lowest] = [top + HALF - 4, bottom - HALF - 1];
  const free = Math.max(last.x, smooth.at(-1)?.x ?? 0) + 16;
  if (free + WIDTH <= right + 1) return { x: free, y: Math.max(highest, Math.min(last.y, lowest)) };
  let best: { readonly spot: Spot; readonly cost: number } | null = null;
  for (let x = right - WIDTH; x >= left + RING; x -= STEP) {
    for (const y of [lowest, highest, (lowest + highest) / 2]) {
      const cost = coveredBy({ x, y }, ground);
      if (best === null || cost < best.cost) best = { spot: { x, y }, cost };
    }
    if (best?.cost === 0) break;
  }
  return best?.spot ?? { x: left + RING, y: lowest };
}

function coveredBy(note: Spot, { rings, smooth, raw }: NoteGround): number {
  const under = (spots: readonly Spot[], margin: number): number =>
    spots.filter(
      ({ x, y }) =>
        x > note.x - RING - margin && x < note.x + WIDTH + margin && Math.abs(y - note.y) < HALF + margin,
    ).length;
  return COST.ring * under(rings, RING) + COST.smooth * under(smooth, 1) + COST.raw * under(raw, 0);
}
