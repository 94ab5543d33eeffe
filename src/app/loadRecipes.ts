import { decodeMeasured, MEASURED_FILE } from '../studies/recipes/measured.ts';
import type { KnownRecipes } from '../ui/hooks/recipes.ts';
import { recipesOf } from '../ui/search/reward/measuredRecipes.ts';

/** What was measured of recipes beforehand, from the file beside the page; rejects with a sentence where it cannot be used. */
export async function loadRecipes(baseUrl: string): Promise<KnownRecipes> {
  const response = await fetch(new URL(MEASURED_FILE, baseUrl));
  if (!response.ok) throw new Error(`${MEASURED_FILE} is missing: the server answers ${response.status}.`);
  const read = decodeMeasured(await response.json());
  if (!read.ok) throw new Error(read.error);
  return recipesOf(read.value);
}
