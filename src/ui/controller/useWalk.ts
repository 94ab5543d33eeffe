import { useState } from 'react';
import type { Decision } from '../../strategies/strategy.ts';

/** A walk through the decisions of one child; another child ends it. */
export interface Walk {
  /** How many are made, from 1; null while nobody walks. */
  readonly made: number | null;
  readonly next: () => void;
  readonly back: () => void;
  readonly end: () => void;
}

export function useWalk(decisions: readonly Decision[]): Walk {
  const [walk, setWalk] = useState<{ readonly of: readonly Decision[]; readonly made: number } | null>(null);
  const made = walk !== null && walk.of === decisions ? walk.made : null;
  const go = (to: number): void =>
    setWalk({ of: decisions, made: Math.max(1, Math.min(decisions.length, to)) });
  return {
    made,
    next: () => go((made ?? 0) + 1),
    back: () => go((made ?? 1) - 1),
    end: () => setWalk(null),
  };
}
