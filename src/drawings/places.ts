/** A value of the x axis at which a chart is read, and where it stands, px. */
export interface Place {
  readonly at: number;
  readonly x: number;
}

/** The index of the place nearest to a pointer. */
export function nearestPlace(places: readonly Place[], x: number): number | null {
  let nearest: number | null = null;
  places.forEach((place, index) => {
    const least = nearest === null ? Number.POSITIVE_INFINITY : Math.abs((places[nearest]?.x ?? 0) - x);
    if (Math.abs(place.x - x) < least) nearest = index;
  });
  return nearest;
}
