import type { ComparisonTerms } from '../../../store/comparison.ts';
import { CONTESTANT_IDS, JUDGED_SEEDS, JUDGED_TRIALS } from '../../../studies/comparison/contestants.ts';

/** What is compared before a person asks for something else: all that `npm run compare` does. */
export const USUAL_TERMS: ComparisonTerms = {
  contestants: CONTESTANT_IDS,
  seeds: JUDGED_SEEDS,
  trials: JUDGED_TRIALS,
};

/** What a lesson begins with: few seeds prove nothing. */
export const LESSON_TERMS: ComparisonTerms = { ...USUAL_TERMS, seeds: 3 };
