import { useEffect, useState } from 'react';
import type { CellKind, DraftPair } from '../../../../space/architecture.ts';
import { choicesAt, type DraftNode } from '../../../../space/edit/choices.ts';
import { wholeOf } from '../../../../space/edit/draft.ts';
import { edited } from '../../../../space/edit.ts';
import type { OperationId } from '../../../../space/operations/index.ts';
import { type CostSettings, pairCost } from '../../cells/pairCost.ts';

/** What is counted of a network. */
export type Measure = 'trainable' | 'multiplyAdds';

/** How each operation would change the network, a number a measure; one that is not counted yet is not there. */
export type Deltas = ReadonlyMap<OperationId, readonly number[]>;

/** How long counting may keep the page, in ms, before it has a frame. */
const SLICE = 6;

const NONE: Deltas = new Map();

/** Counts a few networks a frame: a large recipe takes milliseconds for each. */
export function useDeltas(
  draft: DraftPair,
  cell: CellKind,
  node: DraftNode,
  { cellsPerStage, filters, imageSize, dataset }: CostSettings,
  measures: readonly Measure[],
): Deltas {
  const [{ of, deltas }, set] = useState<{ of: unknown; deltas: Deltas }>({ of: null, deltas: NONE });
  const told = measures.join();
  const key = node.kind === 'tile' ? `${cell} ${node.block} ${node.slot}` : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which node
  useEffect(() => {
    const before = wholeOf(draft);
    if (node.kind !== 'tile' || before === null) return;
    const settings = { cellsPerStage, filters, imageSize, dataset };
    const own = pairCost(before, settings);
    const waiting = choicesAt(draft, cell, node).operations.filter(({ isNow }) => !isNow);
    const counted = new Map<OperationId, readonly number[]>();
    let timer: ReturnType<typeof setTimeout>;
    const count = (): void => {
      const end = performance.now() + SLICE;
      while (waiting.length > 0 && performance.now() < end) {
        const { value, edit } = waiting.shift()!;
        const after = edited(draft, edit);
        const whole = after && wholeOf(after);
        if (!whole) continue;
        const cost = pairCost(whole, settings);
        counted.set(
          value,
          measures.map((measure) => cost[measure] - own[measure]),
        );
      }
      set({ of: draft, deltas: new Map(counted) });
      if (waiting.length > 0) timer = setTimeout(count);
    };
    timer = setTimeout(count);
    return () => clearTimeout(timer);
  }, [draft, key, told, cellsPerStage, filters, imageSize, dataset]);
  return of === draft ? deltas : NONE;
}
