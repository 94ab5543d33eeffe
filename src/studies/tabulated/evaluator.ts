import { InputError } from '../../base/errors.ts';
import type { ArchitectureCost, Evaluation, Evaluator, TrainingStep } from '../../search/trial.ts';
import type { Architecture } from '../../space/architecture.ts';
import { type RowOf, rowLookup } from './lookup.ts';
import type { ClosedRow, ClosedTable } from './table.ts';

/** What is known of single images: of a row and a training, where the table's predictions are of it. */
export type SaidOf = (row: number, training: number) => Pick<Evaluation, 'right' | 'shown'>;

/**
 * Answers the validation accuracy that one training of a graph had, the same whenever it is asked. The budget is the
 * epochs after which a child pauses (all of them without one), and has to be one of the table's rungs; to the table
 * itself it matters not where a child began, so that a child that is trained on is answered like one from its start, its
 * seconds included. Seconds are the processor's, all threads together, the share of the epochs that were asked for. There
 * are no curves: the table keeps none. A finalist is looked up in the trainings that the search does not see, its final figure
 * on the test images. Throws an InputError for an architecture outside the table's space.
 */
export function closedEvaluator(
  table: ClosedTable,
  training: number,
  rowOf: RowOf = rowLookup(table.space, table.rows),
  said?: SaidOf,
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
    async *evaluate(architecture, _trial, { until = settings.epochs, again } = {}) {
      const row = rowOf(architecture);
      const { trainings, coreSeconds } = table.rows[row] as ClosedRow;
      const rung = rungs.indexOf(until);
      if (rung < 0)
        throw new InputError(
          `The table knows its children after ${rungs.join(', ')} epochs, not after ${until}: choose one of these as the epochs and as every budget of successive halving.`,
        );
      yield* NO_STEPS;
      const seconds = (coreSeconds * until) / settings.epochs;
      const seen = again === undefined ? training : otherThan(training, again.training, known);
      const judged = trainings[seen];
      const right = judged?.rungs[rung];
      if (!judged || right === undefined) {
        const reason = 'Its training failed when the table was made.';
        return { accuracy: null, reason, seconds, epochs: [] };
      }
      if (again?.isFinal) {
        const { testImages } = table;
        const on = { on: 'test', images: testImages } as const;
        return { accuracy: judged.test / testImages, judged: on, seconds, epochs: [] };
      }
      const { validationImages } = settings;
      return {
        accuracy: right / validationImages,
        judged: { on: 'validation', images: validationImages },
        seconds,
        epochs: [],
        rungs: rungs
          .slice(0, rung + 1)
          .map((epoch, index) => [epoch, (judged.rungs[index] ?? 0) / validationImages] as const),
        ...said?.(row, seen),
      };
    },
  };
}

/**
 * The training of a finalist's how-manieth look: those that the search did not see, in turn, so that with two trainings both
 * its looks are at the other one.
 */
function otherThan(seen: number, look: number, known: number): number {
  const others = Array.from({ length: known }, (_, index) => index).filter((index) => index !== seen);
  return others[(look - 1) % others.length] ?? seen;
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
