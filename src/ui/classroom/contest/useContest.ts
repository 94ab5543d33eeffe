import { useMemo } from 'react';
import { type ContestFigure, contestFigures } from '../../../run/contest/figures.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { wholeOf } from '../../../space/edit/draft.ts';
import type { History } from '../../../space/edit/history.ts';
import type { OpenContest } from '../../../store/contest/contest.ts';
import { usePlayground } from '../../../store/context.ts';

/** Of the changes before, so many are looked through. */
const MOST_BEFORE = 30;

export interface ContestStanding {
  /** The best that is known of the very pair; null: it has none that can be claimed. */
  readonly figure: ContestFigure | null;
  /** Where it has none: the latest of a pair before it; null: none has. */
  readonly before: ContestFigure | null;
}

/** What the shown run knows of the edited pair and of those before it. */
export function useStanding(
  open: OpenContest | null,
  architecture: Architecture | null,
  { start, steps, at }: History,
): ContestStanding {
  const run = usePlayground((state) => state.run);
  const [settings, trials, made, trainedOn] = [run?.settings, run?.trials, run?.made, run?.trainedOn];
  return useMemo(() => {
    if (open === null || !settings || !trials || !made) return NONE;
    const known = { settings, trials, made, trainedOn: trainedOn ?? null };
    const best = (pair: Architecture | null): ContestFigure | null =>
      (pair && contestFigures(open.contest, known, pair)[0]) ?? null;
    const figure = best(architecture);
    if (figure !== null) return { figure, before: null };
    const drafts = [start, ...steps.slice(0, at).map(({ draft }) => draft)].slice(0, -1);
    for (const draft of drafts.slice(-MOST_BEFORE).reverse()) {
      const before = best(wholeOf(draft));
      if (before !== null) return { figure: null, before };
    }
    return NONE;
  }, [open, settings, trials, made, trainedOn, architecture, start, steps, at]);
}

const NONE: ContestStanding = { figure: null, before: null };
