import type { Settings } from '../../settings/settings.ts';
import type { Cell, CellKind, StateIndex } from '../../space/architecture.ts';
import type { OperationId } from '../../space/operations/index.ts';
import { type Costs, costsIn } from './rules.ts';

/** Which states the one block reads; the output leaves out the other one. */
const INPUTS = [
  [0, 1],
  [0, 0],
  [1, 1],
] as const satisfies readonly (readonly [StateIndex, StateIndex])[];

/**
 * The least that any pair of a contest's space takes, of either cost for itself. A block more only adds, both branches of a block are
 * alike, and the cells add their costs up: so each cell has one block, whose operation and inputs are chosen one after the
 * other.
 */
export function cheapestIn(settings: Settings): Costs {
  // Networks that were counted lately are known: first all of the normal cell's, then the reduction cell's.
  const normal = {
    parameters: leastOf(settings, 'normal', 'parameters'),
    multiplyAdds: leastOf(settings, 'normal', 'multiplyAdds'),
  };
  const reduction = {
    parameters: leastOf(settings, 'reduction', 'parameters'),
    multiplyAdds: leastOf(settings, 'reduction', 'multiplyAdds'),
  };
  const of = (cost: keyof Costs): number =>
    costsIn({ settings }, { normal: normal[cost], reduction: reduction[cost] })[cost];
  return { parameters: of('parameters'), multiplyAdds: of('multiplyAdds') };
}

/** The cheapest cell of its kind. */
function leastOf(settings: Settings, kind: CellKind, cost: keyof Costs): Cell {
  const { operations } = settings;
  const [first = 'identity'] = operations;
  const other = cellOf(first, INPUTS[0]);
  const costs = (cells: readonly Cell[]): number[] =>
    cells.map((cell) => costsIn({ settings }, { normal: other, reduction: other, [kind]: cell })[cost]);
  const cheapest = operations[leastAt(costs(operations.map((one) => cellOf(one, INPUTS[0]))))] ?? first;
  const cells = INPUTS.map((inputs) => cellOf(cheapest, inputs));
  return cells[leastAt(costs(cells))] ?? other;
}

const cellOf = (operation: OperationId, inputs: readonly [StateIndex, StateIndex]): Cell => ({
  blocks: [{ inputs, operations: [operation, operation], combiner: 'add' }],
  output: [2],
});

const leastAt = (costs: readonly number[]): number => costs.indexOf(Math.min(...costs));
