import { log } from '../../base/exactMath/log.ts';
import type { Architecture, CellKind, Combiner } from '../../space/architecture.ts';
import { canonicalArchitecture } from '../../space/canonical.ts';
import type { OperationId } from '../../space/operations/index.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';

/** What a linear model sees of a child, so that graphs that are the same look the same: their canonical spelling. */
export type Feature =
  /** How often a cell has an operation, wherever; */
  | { readonly kind: 'operation'; readonly cell: CellKind; readonly choice: OperationId }
  /** whether it has it at a place; */
  | ({ readonly kind: 'operationAt'; readonly choice: OperationId } & Place)
  /** what the operation there reads; */
  | ({ readonly kind: 'inputAt'; readonly choice: number } & Place)
  /** how a block joins its operands; */
  | ({ readonly kind: 'combinerAt'; readonly choice: Combiner } & Omit<Place, 'slot'>)
  /** and the natural logarithm of what the child costs. */
  | { readonly kind: CostFigure };

interface Place {
  readonly cell: CellKind;
  readonly block: number;
  readonly slot: 0 | 1;
}

export type CostFigure = 'trainable' | 'multiplyAdds';
export const COST_FIGURES = ['trainable', 'multiplyAdds'] as const satisfies readonly CostFigure[];

/** What a child costs before it is trained: parameters, and multiply-adds of one image. */
export type ChildCost = Readonly<Record<CostFigure, number>>;

/** A child's features that are not 0, by the text that names each. */
export type FeatureValues = ReadonlyMap<string, number>;

export const nameOf = (feature: Feature): string => JSON.stringify(feature);
export const featureOf = (name: string): Feature => JSON.parse(name) as Feature;
export const isCost = (name: string): boolean => COST_FIGURES.some((kind) => name === nameOf({ kind }));

/**
 * The features of any child of a space: those of a kind of decision (input, operation, combiner) only for a cell that
 * leaves one such open. A fixed one would be the same for all.
 */
export function featureReader(
  space: SearchSpace,
  cost: (architecture: Architecture) => ChildCost,
): (architecture: Architecture) => FeatureValues {
  const open = openDecisions(space).filter(({ choices }) => choices > 1);
  const isOpen = (cell: CellKind, kind: string): boolean =>
    open.some((one) => one.cell === cell && one.kind === kind);
  const cells = (['normal', 'reduction'] as const).map((cell) => ({
    cell,
    inputs: isOpen(cell, 'input'),
    operations: isOpen(cell, 'operation'),
    combiners: isOpen(cell, 'combiner'),
  }));
  return (architecture) => {
    const values = new Map<string, number>();
    const add = (feature: Feature, value = 1): void => {
      const name = nameOf(feature);
      values.set(name, (values.get(name) ?? 0) + value);
    };
    const canonical = canonicalArchitecture(architecture);
    for (const { cell, inputs, operations, combiners } of cells) {
      for (const [block, own] of canonical[cell].blocks.entries()) {
        for (const slot of [0, 1] as const) {
          if (inputs) add({ kind: 'inputAt', cell, block, slot, choice: own.inputs[slot] });
          if (!operations) continue;
          add({ kind: 'operation', cell, choice: own.operations[slot] });
          add({ kind: 'operationAt', cell, block, slot, choice: own.operations[slot] });
        }
        if (combiners) add({ kind: 'combinerAt', cell, block, choice: own.combiner });
      }
    }
    const figures = cost(architecture);
    for (const kind of COST_FIGURES) add({ kind }, log(figures[kind]));
    return values;
  };
}
