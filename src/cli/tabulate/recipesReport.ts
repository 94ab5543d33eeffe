import type { Architecture } from '../../space/architecture.ts';
import { type Agreement, agreementOf, largestEffect } from '../../studies/tabulated/agreement.ts';
import { RECIPES, type RecipeId } from '../../studies/tabulated/recipes.ts';
import { tableLines } from '../text/table.ts';
import type { LoggedEntry } from './entries.ts';

/** What is told of one recipe; null what too few trainings tell nothing of. Shares of 1, but for seconds. */
export interface RecipeFigures {
  readonly recipe: RecipeId;
  readonly children: number;
  readonly failed: number;
  readonly coreSeconds: number;
  readonly agreement: Agreement | null;
  readonly perSecond: number | null;
  readonly mean: number | null;
  readonly effect: ReturnType<typeof largestEffect>;
}

/** Of the last rung's accuracies of the first two trainings of each graph. */
export function recipeFigures(
  recipe: RecipeId,
  entries: readonly LoggedEntry[],
  graphs: readonly Architecture[],
): RecipeFigures {
  const pairs: { row: number; pair: [number, number] }[] = [];
  let failed = 0;
  for (const first of entries) {
    if (first.training !== 0) continue;
    const second = entries.find(({ row, training }) => row === first.row && training === 1);
    if (second === undefined) continue;
    const [a, b] = [first.rungs?.at(-1), second.rungs?.at(-1)];
    if (a === undefined || b === undefined) failed++;
    else pairs.push({ row: first.row, pair: [a, b] });
  }
  const coreSeconds = entries.reduce((sum, each) => sum + each.coreSeconds, 0) / entries.length;
  const agreement = agreementOf(
    pairs.map(({ pair }) => pair),
    RECIPES[recipe].settings.validationImages,
  );
  const children = pairs.map(({ row, pair: [a, b] }) => ({
    architecture: graphs[row] as Architecture,
    accuracy: (a + b) / 2,
  }));
  const mean = children.reduce((sum, { accuracy }) => sum + accuracy, 0) / children.length;
  return {
    recipe,
    children: pairs.length,
    failed,
    coreSeconds,
    agreement,
    perSecond: typeof agreement?.correlation === 'number' ? agreement.correlation / coreSeconds : null,
    mean: pairs.length === 0 ? null : mean,
    effect: largestEffect(children),
  };
}

const HEAD = [
  'recipe',
  'graphs',
  'core-s',
  'correlation',
  '95 % interval',
  'better half',
  'a core-s',
  'mean',
  'children ±',
  'training ±',
  'images ±',
  'largest effect',
];

function intervalText(agreement: Agreement | null): string {
  const { low, high } = agreement ?? { low: null, high: null };
  return low === null || high === null ? '' : `${low.toFixed(2)} to ${high.toFixed(2)}`;
}

export function recipesText(figures: readonly RecipeFigures[]): string {
  const percent = (value: number): string => `${(100 * value).toFixed(2)} %`;
  const rows = figures.map(
    ({ recipe, children, failed, coreSeconds, agreement, perSecond, mean, effect }) => [
      recipe,
      failed > 0 ? `${children} (${failed} failed)` : `${children}`,
      coreSeconds.toFixed(1),
      agreement?.correlation?.toFixed(3) ?? '',
      intervalText(agreement),
      agreement?.betterHalf?.toFixed(3) ?? '',
      perSecond?.toFixed(4) ?? '',
      mean === null ? '' : percent(mean),
      agreement === null ? '' : percent(agreement.ofChildren),
      agreement === null ? '' : percent(agreement.training),
      agreement === null ? '' : percent(agreement.binomial),
      effect === null ? '' : `${effect.of} ${Math.round(100 * effect.share)} %`,
    ],
  );
  return tableLines(HEAD, rows, { names: 1 }).join('\n');
}
