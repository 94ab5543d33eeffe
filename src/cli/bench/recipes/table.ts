import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../../base/errors.ts';
import { parseJson } from '../../../base/fields.ts';
import { createRandom, shuffle } from '../../../base/random.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { type MeasuredRecipe, measuredKey } from '../../../studies/recipes/measured.ts';
import { CLOSED_FILE } from '../../../studies/tabulated/space.ts';
import { type ClosedTable, decodeClosedTable } from '../../../studies/tabulated/table.ts';
import { root } from '../../bootstrap/folders.mjs';

const CHILDREN = 60;
const SEED = 1;

/** What the tabulated benchmark tells of its own recipe: of 60 of its graphs at random, the first two trainings. */
export function tableRecipe({ rows, stamp, recipe }: ClosedTable): MeasuredRecipe {
  const drawn = shuffle([...rows], createRandom(SEED)).slice(0, CHILDREN);
  const right = drawn.map(({ trainings: [first, second] }): [number | null, number | null] => [
    first?.rungs.at(-1) ?? null,
    second?.rungs.at(-1) ?? null,
  ]);
  const { engine, engineVersion, date } = stamp;
  const { validationImages } = recipe.settings;
  const key = measuredKey(PRESET_SETTINGS.table.settings);
  return { rung: 'table', key, engine, engineVersion, date, validationImages, right };
}

/** The benchmark that the page ships, or another folder has; null where there is none. Throws an InputError where it cannot be read. */
export function shippedTable(folder = path.join(root, 'public')): ClosedTable | null {
  const file = path.join(folder, CLOSED_FILE);
  if (!existsSync(file)) return null;
  const parsed = parseJson(readFileSync(file, 'utf8'));
  const table = parsed.ok ? decodeClosedTable(parsed.value) : parsed;
  if (!table.ok) throw new InputError(`${file}: ${table.error}`);
  return table.value;
}
