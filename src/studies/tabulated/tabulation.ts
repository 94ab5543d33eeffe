import { fail, ok, type Result } from '../../base/result.ts';
import { median } from '../../base/statistics.ts';
import { rewardOf } from '../../search/reward.ts';
import { judgeOf } from '../comparison/judge.ts';
import type { Tabulation } from '../comparison/tabulation.ts';
import { correlationsOf } from './agreement.ts';
import { closedEvaluator, costIn } from './evaluator.ts';
import { rowLookup } from './lookup.ts';
import { spreadOf } from './spread.ts';
import type { ClosedRow, ClosedTable } from './table.ts';

/**
 * A closed table to compare strategies on (docs/BENCHMARK.md, "What is judged on it"): a search with an odd seed sees the
 * validation accuracies of each graph's first training, one with an even seed those of the second, and what it finds is
 * judged by test accuracies in the other trainings. A graph's worth is its mean test accuracy over all of them. The
 * failure is a sentence.
 */
export function closedTabulation(table: ClosedTable): Result<Tabulation, string> {
  const { space, rows, recipe, stamp, testImages } = table;
  const trainings = rows[0]?.trainings.length ?? 0;
  const uneven = rows.findIndex((row) => row.trainings.length !== trainings);
  if (uneven >= 0)
    return fail(
      `Row ${uneven + 1} of the table has another number of trainings than row 1; strategies are compared where all graphs have as many.`,
    );
  if (trainings < 2)
    return fail(
      'The table has one training of each graph; to compare strategies takes two, one to search on and one to judge by.',
    );
  const { settings } = recipe;
  const validated = rows.map((row) =>
    row.trainings.map((each) => each && (each.rungs.at(-1) ?? 0) / settings.validationImages),
  );
  const rowOf = rowLookup(space, rows);
  const evaluators = [0, 1].map((training) => closedEvaluator(table, training, rowOf));
  const { engine, engineVersion, commit, date } = stamp;
  return ok({
    benchmark: {
      facts: {
        ...{ graphs: rows.length, trainings, ...correlationsOf(validated) },
        ...{ engine, engineVersion, commit, date, adapter: null },
      },
      ...{ space, settings, spread: spreadOf(validated) },
    },
    medianMultiplyAdds: median(rows.map(({ multiplyAdds }) => multiplyAdds)),
    cost: (architecture) => costIn(table, rows[rowOf(architecture)] as ClosedRow),
    evaluator: (seed) => evaluators[searchedBy(seed)]!,
    judge(reward) {
      const rewards = rows.map(({ trainings: own, multiplyAdds }) =>
        own.map((each) => each && rewardOf(reward, each.test / testImages, multiplyAdds)),
      );
      return judgeOf(rewards, rowOf, (seed, training) => training !== searchedBy(seed));
    },
  });
}

/** The training that a search with this seed sees: odd seeds the first, even ones the second. */
export const searchedBy = (seed: number): 0 | 1 => (seed % 2 === 0 ? 1 : 0);
