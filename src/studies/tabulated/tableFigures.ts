import { ok, type Result } from '../../base/result.ts';
import { mean } from '../../base/statistics.ts';
import { architectureOf } from '../../space/choices.ts';
import type { CostFigure } from '../../strategies/linear/features.ts';
import type { TableFacts } from '../comparison/tabulation.ts';
import { type Agreement, agreementOf, betterHalfOf, type Effect, largestEffect } from './agreement.ts';
import { explainedByChoices, explainedByCosts, type TabulatedChild } from './explained.ts';
import type { ClosedTable } from './table.ts';
import { closedTabulation } from './tabulation.ts';

/** Deviations among some graphs, and how far two trainings agree on them. Shares of 1. */
export interface GroupFigures
  extends Pick<Agreement, 'children' | 'ofChildren' | 'ofTrainings' | 'binomial' | 'training'> {
  /** Pearson's, between the first two trainings; null where nothing varies. */
  readonly correlation: number | null;
  /** Of the mean of those two, by Spearman and Brown's formula. */
  readonly reliability: number | null;
}

/** What a whole table says of itself. Accuracies, deviations and what is explained are shares of 1. */
export interface TableFigures extends Omit<TableFacts, 'correlation' | 'correlationBetterHalf' | 'adapter'> {
  /** Graphs of which a training failed: only the judged ones have them. */
  readonly failed: number;
  /** Of one training; a mean. */
  readonly coreSeconds: number;
  /** Of validation accuracies after the last epoch. */
  readonly mean: number;
  /** Over all graphs; the correlation's 95 % interval is Fisher's. Null under four graphs. */
  readonly all: (GroupFigures & Pick<Agreement, 'low' | 'high'>) | null;
  /** Among those in the better half of the first training. */
  readonly betterHalf: GroupFigures | null;
  /** Shares of the variance of graphs' mean validation accuracies that one thing alone explains: the largest count, */
  readonly largestEffect: Effect | null;
  /** the logarithm of each cost, */
  readonly costs: Readonly<Record<CostFigure, number>>;
  /** and all choices together, if effects add up, without costs and with both. */
  readonly additive: { readonly places: number | null; readonly placesAndCosts: number | null };
  /** By mean test accuracies. */
  readonly best: number;
  readonly noiseFloor: number | null;
  readonly atNoiseFloor: number;
}

/** The failure says why strategies could not be compared on it. */
export function tableFigures(table: ClosedTable): Result<TableFigures, string> {
  const tabulation = closedTabulation(table);
  if (!tabulation.ok) return tabulation;
  const { facts } = tabulation.value.benchmark;
  const { graphs, trainings, engine, engineVersion, commit, date } = facts;
  const { space, rows, recipe } = table;
  const { validationImages } = recipe.settings;
  const known = rows.flatMap(({ choices, trainings: own, trainable, multiplyAdds }) => {
    const figures = own.flatMap((each) => (each ? [(each.rungs.at(-1) ?? 0) / validationImages] : []));
    return figures.length < own.length
      ? []
      : [{ figures, trainable, multiplyAdds, architecture: architectureOf(space, choices) }];
  });
  const pairs = known.map(({ figures }) => [figures[0] as number, figures[1] as number] as const);
  const children = known.map(({ figures, ...child }): TabulatedChild => {
    return { ...child, accuracy: mean(figures) };
  });
  const all = agreementOf(pairs, validationImages);
  const { best, noiseFloor, atNoiseFloor } = tabulation.value.judge({
    ...{ reward: 'accuracy', costTarget: tabulation.value.medianMultiplyAdds, costExponent: 0 },
  });
  return ok({
    ...{ graphs, trainings, engine, engineVersion, commit, date },
    failed: rows.length - known.length,
    coreSeconds: mean(rows.map(({ coreSeconds }) => coreSeconds)),
    mean: mean(children.map(({ accuracy }) => accuracy)),
    all: all && { ...groupOf(all), low: all.low, high: all.high },
    betterHalf: groupOf(agreementOf(betterHalfOf(pairs), validationImages)),
    largestEffect: largestEffect(children),
    costs: explainedByCosts(children),
    additive: {
      places: explainedByChoices(space, children, { costs: false }),
      placesAndCosts: explainedByChoices(space, children, { costs: true }),
    },
    ...{ best, noiseFloor, atNoiseFloor },
  });
}

function groupOf(agreement: Agreement): GroupFigures;
function groupOf(agreement: Agreement | null): GroupFigures | null;
function groupOf(agreement: Agreement | null): GroupFigures | null {
  if (agreement === null) return null;
  const { children, correlation, ofChildren, ofTrainings, binomial, training } = agreement;
  const reliability = correlation === null ? null : (2 * correlation) / (1 + correlation);
  return { children, correlation, reliability, ofChildren, ofTrainings, binomial, training };
}
