import { log } from '../../base/exactMath/log.ts';
import { mean, pearson } from '../../base/statistics.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { inverse } from '../../strategies/linear/cholesky.ts';
import {
  type ChildCost,
  type CostFigure,
  featureOf,
  featureReader,
  isCost,
} from '../../strategies/linear/features.ts';

/** A child of a table: its accuracy is a share of 1, the mean of its trainings. */
export interface TabulatedChild extends ChildCost {
  readonly architecture: Architecture;
  readonly accuracy: number;
}

/** Share of the variance of accuracies that a straight line on the logarithm of each cost explains; 0 where it does not vary. */
export function explainedByCosts(children: readonly TabulatedChild[]): Readonly<Record<CostFigure, number>> {
  const explained = (cost: CostFigure): number => {
    const correlation = pearson(children.map((child) => [log(child[cost]), child.accuracy]));
    return correlation === null ? 0 : correlation * correlation;
  };
  return { trainable: explained('trainable'), multiplyAdds: explained('multiplyAdds') };
}

/**
 * Of what is added to a feature's variance: choices at a place add up to 1, so that one of them follows from the others, and least
 * squares alone would have no single answer.
 */
const RIDGE = 1e-9;

/**
 * R² of the additive model, fitted by least squares to all children: each choice of the canonical spelling at its place (one-hot),
 * and with `costs` the logarithms of both costs. Null where accuracies do not vary.
 */
export function explainedByChoices(
  space: SearchSpace,
  children: readonly TabulatedChild[],
  { costs }: { readonly costs: boolean },
): number | null {
  const centre = mean(children.map(({ accuracy }) => accuracy));
  const target = children.map(({ accuracy }) => accuracy - centre);
  const total = target.reduce((sum, each) => sum + each * each, 0);
  // Their mean may be rounded away from all of them.
  if (children.every(({ accuracy }) => accuracy === children[0]?.accuracy)) return null;
  const columns = columnsOf(space, children, costs);
  const size = columns.length;
  const gram = new Float64Array(size * size);
  const products = new Float64Array(size);
  for (const [i, column] of columns.entries()) {
    for (const [row, value] of column.entries()) products[i]! += value * target[row]!;
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (const [row, value] of column.entries()) sum += value * columns[j]![row]!;
      gram[i * size + j] = sum;
      gram[j * size + i] = sum;
    }
    gram[i * size + i]! += RIDGE * children.length;
  }
  const solved = inverse(gram, size);
  const left = [...target];
  for (const [i, column] of columns.entries()) {
    let weight = 0;
    for (let j = 0; j < size; j++) weight += solved[i * size + j]! * products[j]!;
    for (const [row, value] of column.entries()) left[row]! -= weight * value;
  }
  return 1 - left.reduce((sum, each) => sum + each * each, 0) / total;
}

/** One a feature that varies, each with mean 0 over the children; costs, in logarithms, likewise. */
function columnsOf(
  space: SearchSpace,
  children: readonly TabulatedChild[],
  costs: boolean,
): readonly Float64Array[] {
  const costOf = new Map(children.map((child) => [child.architecture, child]));
  const valuesOf = featureReader(space, (architecture) => costOf.get(architecture) as ChildCost);
  const columns = new Map<string, Float64Array>();
  for (const [row, { architecture }] of children.entries()) {
    for (const [name, value] of valuesOf(architecture)) {
      // How often an operation is there wherever is what it adds up to over the places.
      if (featureOf(name).kind === 'operation' || (isCost(name) && !costs)) continue;
      const column = columns.get(name) ?? new Float64Array(children.length);
      column[row] = value;
      columns.set(name, column);
    }
  }
  return [...columns.values()].flatMap((column) => {
    const centre = mean([...column]);
    return column.every((value) => value === column[0]) ? [] : [column.map((value) => value - centre)];
  });
}
