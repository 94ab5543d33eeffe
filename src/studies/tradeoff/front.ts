import { log } from '../../base/exactMath/log.ts';

/** Which children are worth their cost: those of which none is both better and cheaper. */

export interface Priced {
  /** Multiply-adds, parameters or time: more is worse. */
  readonly cost: number;
  /** 0 to 1: more is better. */
  readonly accuracy: number;
}

/**
 * The Pareto front, by rising cost and rising accuracy. Of several that are equal in both, the first one given. A child that
 * costs as much as another and is better keeps that one off it, and so does one that is as good and cheaper.
 */
export function paretoFront<Child extends Priced>(children: readonly Child[]): Child[] {
  const order = children
    .map((child, index) => ({ child, index }))
    .sort((a, b) => a.child.cost - b.child.cost || b.child.accuracy - a.child.accuracy || a.index - b.index);
  const front: Child[] = [];
  for (const { child } of order)
    if (child.accuracy > (front.at(-1)?.accuracy ?? Number.NEGATIVE_INFINITY)) front.push(child);
  return front;
}

/**
 * Children behind the front that may as well lie on it: each can't be told from any child of the front that is better and costs
 * no more. `isApart` says whether two figures differ by more than their noise.
 */
export function withinNoise<Child extends Priced>(
  children: readonly Child[],
  front: readonly Child[],
  isApart: (ofFront: Child, other: Child) => boolean,
): Child[] {
  const on = new Set(front);
  return children.filter(
    (child) =>
      !on.has(child) &&
      front.every((one) => one.cost > child.cost || one.accuracy <= child.accuracy || !isApart(one, child)),
  );
}

/** What a front is measured against. */
export interface CostBox {
  readonly cheapest: number;
  readonly dearest: number;
  /** What guessing gets. */
  readonly floor: number;
}

/**
 * The share of a box that a front dominates (Zitzler and Thiele 1999): the box reaches from `floor` to 1 in accuracy and from
 * `cheapest` to `dearest` in the logarithm of cost. It grows when the front moves, never else, whatever is added to the
 * children. Null where all cost the same: the box has no width. Throws a RangeError on costs that have no logarithm.
 */
export function hypervolume(front: readonly Priced[], { cheapest, dearest, floor }: CostBox): number | null {
  if (!(cheapest > 0 && dearest >= cheapest))
    throw new RangeError(
      `Costs from ${cheapest} to ${dearest} make no box: the first must be above 0 and no more.`,
    );
  const width = log(dearest / cheapest);
  if (width === 0) return null;
  let area = 0;
  front.forEach(({ cost, accuracy }, index) => {
    const from = Math.max(cost, cheapest);
    const to = Math.min(front[index + 1]?.cost ?? dearest, dearest);
    if (to > from) area += log(to / from) * Math.max(0, accuracy - floor);
  });
  return area / (width * (1 - floor));
}

/** Of the first child, the first two and so on, in the order given; null of one that has no figure stands for none. */
export function hypervolumes(children: readonly (Priced | null)[], box: CostBox): (number | null)[] {
  let front: Priced[] = [];
  let volume = hypervolume(front, box);
  return children.map((child) => {
    if (child === null || front.some((one) => one.cost <= child.cost && one.accuracy >= child.accuracy))
      return volume;
    front = paretoFront([...front, child]);
    volume = hypervolume(front, box);
    return volume;
  });
}
