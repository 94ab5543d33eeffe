import { fromBase64 } from '../../base/bytes/bits.ts';
import { SHOWN_IMAGES } from '../../data/shown.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { choicesOf } from '../../space/choices.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { fittedPredictions } from '../../studies/tabulated/predictions.ts';
import type { TabulatedRecipe } from '../../studies/tabulated/recipes.ts';
import type { ClosedRow, ClosedTable, Stamp } from '../../studies/tabulated/table.ts';
import { countsOf } from '../../worker/laboratory/entry.ts';
import type { LoggedEntry } from './entries.ts';

/** The training whose predictions ship. */
const TOLD = 0;

/** Most bytes of the file of predictions. */
export const MOST_BYTES = 400_000;

export interface Assembled {
  readonly table: ClosedTable;
  readonly predictions: Uint8Array<ArrayBuffer>;
}

/** A table and its predictions of a log that is complete; throws a RangeError where it is not. */
export function assembleTable(
  space: SearchSpace,
  recipe: TabulatedRecipe,
  entries: readonly LoggedEntry[],
  {
    stamp,
    trainings,
    testImages,
  }: { readonly stamp: Stamp; readonly trainings: number; readonly testImages: number },
): Assembled {
  const byName = new Map(entries.map((entry) => [`${entry.row} ${entry.training}`, entry]));
  const entryOf = (row: number, training: number): LoggedEntry => {
    const entry = byName.get(`${row} ${training}`);
    if (entry === undefined)
      throw new RangeError(`training ${training + 1} of graph ${row + 1} is not logged`);
    return entry;
  };
  const graphs = distinctGraphs(space);
  const rows = graphs.map((architecture, row): ClosedRow => {
    const own = Array.from({ length: trainings }, (_, training) => entryOf(row, training));
    const { trainable, multiplyAdds } = childCounts(architecture, recipe.settings);
    return {
      choices: choicesOf(space, architecture),
      trainable,
      multiplyAdds,
      coreSeconds: own.reduce((sum, { coreSeconds }) => sum + coreSeconds, 0) / trainings,
      trainings: own.map(({ rungs, test }) =>
        rungs && test !== undefined ? countsOf({ rungs, testAccuracy: test }, recipe, testImages) : null,
      ),
    };
  });
  const images = recipe.settings.validationImages;
  const told = graphs.map((_, row) => entryOf(row, TOLD));
  const fitted = fittedPredictions(
    {
      images,
      // A child that failed has nothing right, and takes all for the first class.
      right: told.map(({ right }) => (right && fromBase64(right)) || new Uint8Array(Math.ceil(images / 8))),
      classes: told.map(({ classes }) => classes ?? new Array<number>(SHOWN_IMAGES).fill(0)),
    },
    MOST_BYTES,
  );
  const { length: bytes } = fitted.bytes;
  const predictions = { training: TOLD, images: fitted.images, shown: SHOWN_IMAGES, bytes };
  return { table: { space, recipe, stamp, testImages, predictions, rows }, predictions: fitted.bytes };
}
