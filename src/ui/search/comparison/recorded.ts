import type { ComparisonResult } from '../../../store/comparison.ts';
import { CONTESTANT_IDS, JUDGED_TRIALS } from '../../../studies/comparison/contestants.ts';
import type { ComparisonRecording } from '../../../studies/recorded/comparison/recording.ts';

export interface RecordedResult {
  readonly terms: {
    readonly contestants: typeof CONTESTANT_IDS;
    readonly seeds: number;
    readonly trials: number;
  };
  readonly result: ComparisonResult;
}

/** What `npm run -s compare -- --record` kept: of all strategies, with few seeds and with many. */
export async function loadComparisons(): Promise<readonly RecordedResult[]> {
  const { default: recording } = await import('../../../studies/recorded/comparison/recording.json');
  const { created, comparisons } = recording as unknown as ComparisonRecording;
  return comparisons.map(({ seeds, ...kept }) => ({
    terms: { contestants: CONTESTANT_IDS, seeds, trials: JUDGED_TRIALS },
    result: { ...kept, asked: seeds, recorded: created },
  }));
}
