import { useMemo } from 'react';
import { cellKey, useArrangements } from '../../../charts/cell/useCellLayout.ts';
import type { Room } from '../../../drawings/cell/fit.ts';
import { type Arranged, type FittedPairs, fitPairs } from '../../../drawings/cell/fitPairs.ts';
import type { Architecture } from '../../../space/architecture.ts';

/** The cells of a wave for rooms of one size; null where there is no room yet, and while they are searched in the worker. */
export function useFittedPairs(pairs: readonly Architecture[], room: Room | null): FittedPairs | null {
  const cells =
    room === null ? [] : [...pairs.map(({ normal }) => normal), ...pairs.map(({ reduction }) => reduction)];
  const arrangements = useArrangements(cells);
  const { width = 0, height = 0 } = room ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: cells are compared by what they say
  return useMemo(() => {
    if (arrangements === undefined || cells.length === 0) return null;
    const arranged = cells.map((cell, index): Arranged => [cell, arrangements[index]!]);
    const half = cells.length / 2;
    return fitPairs(arranged.slice(0, half), arranged.slice(half), { width, height });
  }, [cells.map(cellKey).join('\n'), arrangements === undefined, width, height]);
}
