import { useMemo } from 'react';
import { fitCells, type Room } from '../../drawings/cell/fit.ts';
import { keepPair, keptPair, pairKey, pairOf } from '../../drawings/cell/layout/pairs.ts';
import type { Cell } from '../../space/architecture.ts';
import { searchesElsewhere } from './layoutClient.ts';
import { cellKey, type DrawnCell, useRequest } from './useCellLayout.ts';

export interface DrawnPair {
  readonly first: DrawnCell<Cell>;
  readonly second: DrawnCell<Cell>;
  /** Whether the second one stands in the arrangement of the first. */
  readonly isShared: boolean;
}

/** Two cells for boxes of one size, drawn at one size; undefined while they are searched in the worker. */
export function useCellPair(first: Cell, second: Cell, room: Room): DrawnPair | undefined {
  const key = pairKey(first, second);
  const pair = keptPair(key) ?? (searchesElsewhere() ? undefined : pairOf(first, second));
  const cells = [first, second] as const;
  const asked = { key, cells, answerHere: () => pairOf(first, second), keep: keepPair };
  useRequest(asked, pair === undefined, true);
  const { width, height } = room;
  // biome-ignore lint/correctness/useExhaustiveDependencies: cells are compared by what they say
  return useMemo(() => {
    if (!pair) return undefined;
    const arranged = [
      [first, pair.first],
      [second, pair.second],
    ] as const;
    const layouts = fitCells(arranged, { width, height });
    const [one, other] = [layouts[0]!, layouts[1]!];
    const { isShared } = pair;
    return { first: { cell: first, layout: one }, second: { cell: second, layout: other }, isShared };
  }, [cellKey(first), cellKey(second), pair, width, height]);
}
