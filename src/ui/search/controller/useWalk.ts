import type { Decision } from '../../../strategies/strategy.ts';
import { useControllerView, useControllerViewStore } from './view.ts';

/** A walk through the decisions of one child; another child ends it. */
export interface Walk {
  /** How many are made, from 1; null while nobody walks. */
  readonly made: number | null;
  readonly next: () => void;
  readonly back: () => void;
  readonly end: () => void;
}

export function useWalk(decisions: readonly Decision[]): Walk {
  const walk = useControllerView((view) => view.walk);
  const { setState } = useControllerViewStore();
  const made = walk !== null && walk.of === decisions ? walk.made : null;
  const go = (to: number): void =>
    setState({ walk: { of: decisions, made: Math.max(1, Math.min(decisions.length, to)) } });
  return {
    made,
    next: () => go((made ?? 0) + 1),
    back: () => go((made ?? 1) - 1),
    end: () => setState({ walk: null }),
  };
}
