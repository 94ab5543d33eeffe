import type { Interval } from '../comparison/statistics.ts';
import { probability } from '../comparison/words.ts';
import type { ContenderOutcome, Verdict } from './outcome.ts';
import { RESULT_SEEDS } from './terms.ts';

/** What is printed of an outcome, fixed before there was one (docs/RESULTS.md). */

const percent = (share: number): string => (100 * share).toFixed(2);
const points = (share: number): string => percent(share).replace('-', '−');

const HEAD = [
  'network',
  'F',
  'parameters',
  'multiply-adds',
  `test accuracy, seeds ${RESULT_SEEDS[0]} to ${RESULT_SEEDS.at(-1)}`,
  'mean (95 %)',
  'PPO’s less it (95 %)',
  'p by Holm',
];

/** The table as docs/RESULTS.md has it. */
export function outcomeTable(outcome: readonly ContenderOutcome[]): string {
  const rows = outcome.map(({ contender, accuracies, against, ...interval }) => [
    sentenceCase(contender.title),
    String(contender.filters),
    contender.trainable.toLocaleString('en-US'),
    `${(contender.multiplyAdds / 1e6).toFixed(1)} M`,
    accuracies.map(percent).join(', '),
    ranged(interval, percent),
    against === null ? '' : ranged(against, points),
    against === null ? '' : probability(against.pHolm).replace(/^p = /, '').replace(/^p /, ''),
  ]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** One sentence on published cells, one on random search. */
export function outcomeSentences(outcome: readonly ContenderOutcome[]): readonly [string, string] {
  const random = outcome.find(({ contender }) => contender.id === 'random');
  const published = outcome.filter(({ contender, against }) => against !== null && contender.id !== 'random');
  if (random?.against == null) throw new RangeError('there is no random search to compare with');
  return [againstPublished(published), AGAINST_RANDOM[random.against.verdict]];
}

const AGAINST_RANDOM: Readonly<Record<Verdict, string>> = {
  better: 'The best of 40 children by PPO is better than the best of 40 random children.',
  worse: 'The best of 40 random children is better than the best of 40 children by PPO.',
  alike: 'The best of 40 children by PPO cannot be told from the best of 40 random children.',
};

function againstPublished(published: readonly ContenderOutcome[]): string {
  const named = (verdict: Verdict): string =>
    listed(published.filter(({ against }) => against?.verdict === verdict).map((one) => one.contender.title));
  const [better, worse, alike] = [named('better'), named('worse'), named('alike')];
  if (worse !== '')
    return `Searching did not pay: ${worse}, taken as published with no more parameters, ${isPlural(worse) ? 'are' : 'is'} better than the best of 40 children by PPO.`;
  if (alike === '')
    return `Searching paid: the best of 40 children by PPO is better than ${better} with no more parameters.`;
  const than = better === '' ? '' : ` is better than ${better} with no more parameters, but`;
  return `It cannot be told whether searching paid: the best of 40 children by PPO${than} cannot be told from ${alike}${better === '' ? ' with no more parameters' : ''}.`;
}

const isPlural = (names: string): boolean => names.includes(' and ');

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const ranged = ({ mean, low, high }: Interval, written: (share: number) => string): string =>
  `${written(mean)} (${written(low)} to ${written(high)})`;

const sentenceCase = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);
