import type { Comparison, ContestantFigures } from '../../comparison/compare.ts';
import type { RegretCourses } from '../../comparison/curves.ts';

/** The comparison that lesson 7 shows, as `npm run -s compare -- --record` keeps it: with few seeds, and with many. */
export interface ComparisonRecording {
  /** As `Date.prototype.toISOString` writes it. */
  readonly created: string;
  /** The one with fewer seeds first; both begin with the same ones. */
  readonly comparisons: readonly RecordedComparison[];
}

export interface RecordedComparison {
  readonly seeds: number;
  /** Of one core, that it took: what else the machine did meanwhile doesn’t count. */
  readonly seconds: number;
  readonly comparison: Comparison<ContestantFigures>;
  readonly regrets: RegretCourses;
}

/** Seeds of the first of the two. */
export const RECORDED_FEW = 3;

/** Of a figure; nothing that the page writes has as many. */
const DIGITS = 6;

export const recordingText = (recording: ComparisonRecording): string =>
  JSON.stringify(recording, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value,
  );
