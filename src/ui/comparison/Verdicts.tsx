import type { ReactElement } from 'react';
import type { Comparison, ContestantFigures } from '../../studies/comparison/compare.ts';
import { verdicts } from '../../studies/comparison/words.ts';
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
    <section className="comparison-verdicts" aria-label="Against random search">
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}.</li>
        ))}
      </ul>
      <p className="hint">
        Compared is the mean of the top 5, seed by seed, after equally many trained children: a graph that is
        proposed again is not trained again. p says how often luck alone would share the seeds out at least
        this unevenly if neither were better (sign test, two-sided); under 0.05 it hardly is luck.
      </p>
    </section>
  );
}
