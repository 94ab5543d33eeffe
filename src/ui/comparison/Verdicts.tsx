import type { ReactElement } from 'react';
import type { Comparison, ContestantFigures } from '../../studies/comparison/compare.ts';
import { verdicts } from '../../studies/comparison/words.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { contestantName } from './names.ts';
import './Verdicts.css';

/** Who beat random search, in words, and what the p means. */
export function Verdicts({
  comparison,
}: {
  readonly comparison: Comparison<ContestantFigures>;
}): ReactElement | null {
  const sentences = verdicts(comparison, contestantName);
  if (sentences.length === 0) return null;
  return (
    <section className="comparison-verdicts" aria-label={comparisonTexts.outcome.verdicts}>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{comparisonTexts.outcome.sentence(sentence)}</li>
        ))}
      </ul>
      <p className="hint">{comparisonTexts.outcome.test(comparison.table.heldAfter)}</p>
    </section>
  );
}
