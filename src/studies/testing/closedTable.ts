import { createRandom } from '../../base/random.ts';
import { choicesOf } from '../../space/choices.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { distinctGraphs } from '../tabulated/closedSpace.ts';
import { RECIPES } from '../tabulated/recipes.ts';
import { TABULATED_SPACE } from '../tabulated/space.ts';
import type { ClosedRow, ClosedTable } from '../tabulated/table.ts';

/** 165 graphs: enough to search, few enough for a test. */
export const SMALL_SPACE: SearchSpace = { ...TABULATED_SPACE, operations: ['identity', 'conv_3x3'] };

export const TEST_IMAGES = 10_000;

export interface SimulatedClosedTable {
  readonly table: ClosedTable;
  /** True accuracy of each row, which no table knows. */
  readonly truths: readonly number[];
}

/**
 * A made-up closed table whose truth is known. A graph's true accuracy is a sum of what its operations are worth (a
 * deviation of `ofOperations` each) and of a part of its own (`own`); each training has its luck (`noise`), which its
 * rungs and its test share, and each judgement the chance of its images. Nothing was trained: it says nothing of CIFAR-10.
 */
export function simulatedClosedTable(
  seed: number,
  { ofOperations = 0.01, own = 0.02, noise = 0.01, trainings = 2, space = SMALL_SPACE } = {},
): SimulatedClosedTable {
  const random = createRandom(seed);
  const recipe = RECIPES.plain;
  const { validationImages } = recipe.settings;
  const graphs = distinctGraphs(space);
  const worth = new Map(space.operations.map((operation) => [operation, ofOperations * random.normal()]));
  const truths = graphs.map(({ normal }) => {
    const used = normal.blocks.flatMap(({ operations }) => operations);
    const added = used.reduce((sum, operation) => sum + (worth.get(operation) ?? 0), 0);
    return 0.4 + added + own * random.normal();
  });
  const judgedOn = (accuracy: number, images: number): number => {
    const chance = Math.sqrt((accuracy * (1 - accuracy)) / images) * random.normal();
    return Math.min(images, Math.max(0, Math.round(images * (accuracy + chance))));
  };
  const rows = graphs.map((graph, row): ClosedRow => {
    const choices = choicesOf(space, graph);
    return {
      choices,
      trainable: 3000 + row,
      multiplyAdds: 50_000 + 10_000 * choices.reduce((sum, choice) => sum + choice, 0),
      coreSeconds: 12,
      trainings: Array.from({ length: trainings }, () => {
        const trained = truths[row]! + noise * random.normal();
        return {
          rungs: recipe.rungs.map((_, rung) =>
            judgedOn(trained - 0.05 * (recipe.rungs.length - 1 - rung), validationImages),
          ),
          test: judgedOn(trained, TEST_IMAGES),
        };
      }),
    };
  });
  const table: ClosedTable = {
    space,
    recipe,
    stamp: { commit: '0123456789abcdef', engine: 'wasm', engineVersion: 1, date: '2026-11-29' },
    testImages: TEST_IMAGES,
    predictions: { training: 0, images: 0, shown: 0, bytes: 0 },
    rows,
  };
  return { table, truths };
}
