import type { RecipeId } from '../../studies/tabulated/recipes.ts';
import type { GroupFigures, TableFigures } from '../../studies/tabulated/tableFigures.ts';
import { tableLines } from '../text/table.ts';

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const share = (of: number | null): string => (of === null ? '-' : `${Math.round(100 * of)} %`);
const ratio = (value: number | null | undefined): string => value?.toFixed(3) ?? '-';

/** What a table says of itself, for a reader at a terminal. */
export function tableReportLines(recipe: RecipeId, figures: TableFigures): string[] {
  const { graphs, trainings, failed, engine, engineVersion, commit, date, all, betterHalf } = figures;
  const { largestEffect: effect, costs, additive, best, noiseFloor, atNoiseFloor } = figures;
  const made = `${engine} ${engineVersion}, commit ${commit.slice(0, 10)}, ${date}`;
  const failures =
    failed === 0 ? '' : ` Of ${failed} a training failed: they are left out but for the best graph.`;
  const low = ratio(all?.low);
  const interval = all === null || all.low === null ? '' : ` (95 % interval ${low} to ${ratio(all.high)})`;
  const floor =
    noiseFloor === null
      ? 'the noise of a graph is not known'
      : `the noise floor, 1.96 standard errors below, ${percent(noiseFloor)}; ${atNoiseFloor} ${atNoiseFloor === 1 ? 'graph reaches' : 'graphs reach'} it`;
  return [
    `The table of recipe ${recipe}: ${graphs} graphs, each trained ${trainings === 2 ? 'twice' : `${trainings} times`}, ${figures.coreSeconds.toFixed(1)} core-seconds a training (${made}).${failures}`,
    `Validation accuracies after the last epoch have a mean of ${percent(figures.mean)}; two trainings correlate at ${ratio(all?.correlation)}${interval}, in the better half of the first at ${ratio(betterHalf?.correlation)}.`,
    '',
    ...tableLines(
      [
        '',
        'graphs',
        'correlation',
        'reliability of both',
        'children ±',
        'a training ±',
        'its luck ±',
        'its images ±',
      ],
      [groupRow('all', all), groupRow('better half', betterHalf)],
      { names: 1 },
    ),
    '',
    'Of the variance of mean validation accuracies is explained by',
    ...tableLines(
      ['', 'share'],
      [
        [`the largest effect, the number of ${effect?.of ?? '-'}`, share(effect?.share ?? null)],
        ['log multiply-adds alone', share(costs.multiplyAdds)],
        ['log parameters alone', share(costs.trainable)],
        ['all choices at their places, if effects add up', share(additive.places)],
        ['those and both costs', share(additive.placesAndCosts)],
      ],
      { names: 1 },
    ),
    '',
    `By test accuracies the best graph has ${percent(best)}; ${floor}.`,
  ];
}

function groupRow(name: string, group: GroupFigures | null): string[] {
  if (group === null) return [name, '-', '-', '-', '-', '-', '-', '-'];
  const { children, correlation, reliability, ofChildren, ofTrainings, training, binomial } = group;
  const deviations = [ofChildren, ofTrainings, training, binomial].map(percent);
  return [name, `${children}`, ratio(correlation), ratio(reliability), ...deviations];
}
