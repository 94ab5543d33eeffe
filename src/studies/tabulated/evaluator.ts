import { InputError } from '../../base/errors.ts';
import type { ArchitectureCost, Evaluator, TrainingStep } from '../../search/trial.ts';
import type { Architecture } from '../../space/architecture.ts';
import { type RowOf, rowLookup } from './lookup.ts';
import type { ClosedRow, ClosedTable } from './table.ts';

/**
 * Answers the validation accuracy that one training of a graph had, the same whenever it is asked. The budget is the
 * epochs after which a child pauses (all of them without one), and has to be one of the table's rungs; to the table
 * itself it matters not where a child began, so that a child that is trained on is answered like one from its start, its
 * seconds included. Seconds are the processor's, all threads together, the share of the epochs that were asked for. There
 * are no curves: the table keeps none. Throws an InputError for an architecture outside the table's space.
 */
export function closedEvaluator(
  table: ClosedTable,
  training: number,
  rowOf: RowOf = rowLookup(table.space, table.rows),
): Evaluator {
  const { settings, rungs } = table.recipe;
  const known = table.rows[0]?.trainings.length ?? 0;
  if (!Number.isInteger(training) || training < 0 || training >= known)
    throw new InputError(
      `The table has ${known} trainings of a graph, so that there is no number ${training + 1}.`,
    );
  const of = (architecture: Architecture): ClosedRow => table.rows[rowOf(architecture)] as ClosedRow;
  return {
    cost: (architecture) => costIn(table, of(architecture)),
    async *evaluate(architecture, _trial, { until = settings.epochs } = {}) {
      const { trainings, coreSeconds } = of(architecture);
      const rung = rungs.indexOf(until);
      if (rung < 0)
        throw new InputError(
          `The table knows its children after ${rungs.join(', ')} epochs, not after ${until}: choose one of these as the epochs and as every budget of successive halving.`,
        );
      yield* NO_STEPS;
      const seconds = (coreSeconds * until) / settings.epochs;
      const right = trainings[training]?.rungs[rung];
      const failed = { accuracy: null, reason: 'Its training failed when the table was made.' };
      const accuracy = right === undefined ? null : right / settings.validationImages;
      return { ...(accuracy === null ? failed : { accuracy }), seconds, epochs: [] };
    },
  };
}

/** A look-up has nothing to tell of on the way. */
const NO_STEPS: readonly TrainingStep[] = [];

/** With the steps that each training of it took. */
export function costIn(
  { recipe }: Pick<ClosedTable, 'recipe'>,
  { trainable, multiplyAdds }: Pick<ClosedRow, 'trainable' | 'multiplyAdds'>,
): ArchitectureCost {
  const { trainImages, batch, epochs } = recipe.settings;
  return { trainable, multiplyAdds, steps: Math.floor(trainImages / batch) * epochs };
}
