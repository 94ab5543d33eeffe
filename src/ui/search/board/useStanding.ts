import { useDeferredValue, useEffect, useMemo, useReducer, useRef } from 'react';
import type { Finalist } from '../../../search/finalists.ts';
import type { MadeChild } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import { usePlayground } from '../../../store/context.ts';
import type { DeviationOf } from './groups/deviation.ts';
import { createStandings, type Standing, type StandingInput } from './groups/standing.ts';

/** A task's share of comparing children, ms: a run that is opened may have hundreds, and all pairs of them. */
const SHARE = 10;

const NO_TRIALS: readonly Trial[] = [];
const NO_MADE: readonly MadeChild[] = [];
const NO_FINALISTS: readonly Finalist[] = [];

export interface Followed {
  readonly input: StandingInput;
  readonly standing: Standing;
}

/** The standing of the run that is shown; while a long one is worked out, the last one stays. */
export function useStanding(deviationOf: DeviationOf): Followed {
  // Drawn in a task of its own, after the cells of the next child.
  const trials = useDeferredValue(usePlayground((state) => state.run?.trials ?? NO_TRIALS));
  const finalists = useDeferredValue(usePlayground((state) => state.run?.finalists ?? NO_FINALISTS));
  const settings = useDeferredValue(usePlayground((state) => state.run?.settings ?? state.settings));
  const made = useDeferredValue(usePlayground((state) => state.run?.made ?? NO_MADE));
  const input = useMemo(() => ({ settings, trials, finalists, made }), [settings, trials, finalists, made]);
  return useStandingOf(input, deviationOf);
}

/** Of any trials; `input` stays the same object as long as what it holds does. */
export function useStandingOf(input: StandingInput, deviationOf: DeviationOf): Followed {
  const standings = useMemo(() => createStandings(deviationOf), [deviationOf]);
  const [turn, goOn] = useReducer((count: number) => count + 1, 0);
  const last = useRef<Followed | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn goes on where the one before was late
  const found = useMemo(() => {
    const end = performance.now() + SHARE;
    const standing = standings.before(input, () => performance.now() > end);
    return standing && { input, standing };
  }, [standings, input, turn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn that was late again asks for the next
  useEffect(() => {
    if (found !== null) last.current = found;
    else {
      const timer = setTimeout(goOn);
      return () => clearTimeout(timer);
    }
  }, [found, turn]);
  // Of none, as a run begins.
  const none = useMemo(() => emptyOf(input, deviationOf), [input, deviationOf]);
  return found ?? last.current ?? none;
}

function emptyOf({ settings }: StandingInput, deviationOf: DeviationOf): Followed {
  const input = { settings, trials: NO_TRIALS, finalists: NO_FINALISTS };
  return { input, standing: createStandings(deviationOf).of(input) };
}
