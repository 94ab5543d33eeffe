import type { Feature } from '../../strategies/linear/features.ts';
import type { Comparison } from '../../studies/comparison/compare.ts';
import { toldWorths, worthRows } from '../../studies/comparison/worthRows.ts';
import type { Worths } from '../../studies/comparison/worths.ts';
import { tableLines } from './table.ts';

/** What each choice is worth by one search of a comparison, for a reader at a terminal; nothing where none is told. */
export function worthsLines(comparison: Comparison): string[] {
  const told = toldWorths(comparison);
  if (told === null || told.worths.effects.length === 0) return [];
  const { strategy, seed, worths } = told;
  const rows = worthRows(worths).map(({ feature, mean, low, high, seen }) => {
    const { cell, what, where } = choiceWords(feature);
    return [cell, what, where, signed(mean), `${signed(low)} to ${signed(high)}`, `${seen}`];
  });
  return [
    '',
    `What each choice is worth in points, if effects add up: the linear model, fitted to the ${worths.children} children of ${strategy} with seed ${seed}.`,
    fitWords(worths),
    ...tableLines(['cell', 'choice', 'where', 'worth', '95 % interval', 'seen'], rows, { names: 3 }),
    ...(worths.hidden > 0 ? [`Seen fewer than five times, so hidden: ${worths.hidden}.`] : []),
  ];
}

const signed = (points: number): string => `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(2)}`;

function fitWords({ fit: { children, correlation } }: Worths): string {
  if (children === 0)
    return 'It foretold none of them before it was trained: how well it fits unseen ones is not known.';
  return correlation === null
    ? `It foretold ${children} of them before they were trained: too few to tell how well.`
    : `On the ${children} that it foretold before they were trained, the fit is r = ${correlation.toFixed(2)}.`;
}

const SIDES = ['first', 'second'] as const;

function choiceWords(feature: Feature): Readonly<Record<'cell' | 'what' | 'where', string>> {
  switch (feature.kind) {
    case 'operation':
      return { cell: feature.cell, what: feature.choice, where: 'any place' };
    case 'operationAt':
      return {
        cell: feature.cell,
        what: feature.choice,
        where: `block ${feature.block + 1}, ${SIDES[feature.slot]} operation`,
      };
    case 'inputAt':
      return {
        cell: feature.cell,
        what: `state ${feature.choice}`,
        where: `block ${feature.block + 1}, ${SIDES[feature.slot]} input`,
      };
    case 'combinerAt':
      return { cell: feature.cell, what: feature.choice, where: `block ${feature.block + 1}` };
    case 'trainable':
      return { cell: '', what: 'twice the parameters', where: '' };
    case 'multiplyAdds':
      return { cell: '', what: 'twice the multiply-adds', where: '' };
    default:
      return feature satisfies never;
  }
}
