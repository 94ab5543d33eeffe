import { useEffect, useMemo, useReducer, useRef } from 'react';
import { fitCell, type Room } from '../../drawings/cell/fit.ts';
import { arrangementOf, keepArrangement, keptArrangement } from '../../drawings/cell/layout/arrangements.ts';
import type { CellLayout } from '../../drawings/cell/layout/geometry.ts';
import { layoutCell } from '../../drawings/cell/layout/layout.ts';
import { orderKey } from '../../drawings/cell/layout/ordering.ts';
import type { Arrangement } from '../../drawings/cell/layout/rows.ts';
import type { SizeName } from '../../drawings/cell/sizes.ts';
import type { Cell, CellDraft } from '../../space/architecture.ts';
import { type Asked, requestArrangement, searchesElsewhere } from './layoutClient.ts';

/** A fixed size, or a room and the sizes to try in it. */
export type Measure = (
  | { readonly size: SizeName; readonly height?: number }
  | { readonly room: Room; readonly sizes?: readonly SizeName[] }
) & {
  /** The first half of a block stays at its left, whatever fewer crossings would take: whoever edits it finds it again. */
  readonly keepsHalves?: boolean;
};

export interface DrawnCell<Drawn extends CellDraft = CellDraft> {
  readonly cell: Drawn;
  readonly layout: CellLayout;
}

/**
 * The cell's drawing as data. While a new cell is searched in the worker, the one before stays; undefined until
 * there is a first. `urgent` cells are searched before those that are not.
 */
export function useCellLayout(cell: CellDraft, measure: Measure, urgent = true): DrawnCell | undefined {
  const before = useRef<DrawnCell | undefined>(undefined);
  const arrangement = useArrangement(measure.keepsHalves ? unturned(cell) : cell, urgent);
  const size = 'size' in measure ? measure.size : measure.sizes?.join('');
  const { width, height } = 'room' in measure ? measure.room : { width: 0, height: measure.height };
  // biome-ignore lint/correctness/useExhaustiveDependencies: cell and measure are compared by what they say
  const drawn = useMemo(
    () => (arrangement ? { cell, layout: measured(cell, arrangement, measure) } : undefined),
    [cellKey(cell), arrangement, size, width, height],
  );
  useEffect(() => {
    if (drawn) before.current = drawn;
  }, [drawn]);
  return drawn ?? before.current;
}

/** Two cells of one key are drawn alike. */
export const cellKey = (cell: CellDraft): string =>
  `${orderKey(cell)} ${cell.blocks.map(({ operations }) => operations.join(',')).join(' ')}`;

/** As of a cell whose blocks all concatenate: their halves have an order. */
const unturned = ({ blocks, ...cell }: CellDraft): CellDraft => ({
  ...cell,
  blocks: blocks.map((block) => ({ ...block, combiner: 'concat' })),
});

function measured(cell: CellDraft, arrangement: Arrangement, measure: Measure): CellLayout {
  return 'size' in measure
    ? layoutCell(cell, arrangement, measure.size, measure.height)
    : fitCell(cell, arrangement, measure.room, measure.sizes);
}

function useArrangement(cell: CellDraft, urgent: boolean): Arrangement | undefined {
  const key = orderKey(cell);
  const arrangement = keptArrangement(key) ?? (searchesElsewhere() ? undefined : arrangementOf(cell));
  const asked = { key, cells: [cell] as const, answerHere: () => arrangementOf(cell), keep: keepArrangement };
  useRequest(asked, arrangement === undefined, urgent);
  return arrangement;
}

/** Of several cells; undefined while one of them is searched in the worker. */
export function useArrangements(cells: readonly Cell[]): readonly Arrangement[] | undefined {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const found = cells.map(
    (cell) => keptArrangement(orderKey(cell)) ?? (searchesElsewhere() ? undefined : arrangementOf(cell)),
  );
  const known = found.flatMap((arrangement) => arrangement ?? []);
  const missing = cells.filter((_, index) => found[index] === undefined);
  const keys = missing.map(orderKey).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys say which cells are meant
  useEffect(() => {
    let isWanted = true;
    for (const cell of missing) {
      const asked = { key: orderKey(cell), cells: [cell] as const, keep: keepArrangement };
      void requestArrangement({ ...asked, answerHere: () => arrangementOf(cell) }, false).then(() => {
        if (isWanted) redraw();
      });
    }
    return () => {
      isWanted = false;
    };
  }, [keys]);
  return known.length === cells.length ? known : undefined;
}

/** Asks for what is not kept yet, and draws again once it is. */
export function useRequest<Answer>(asked: Asked<Answer>, isMissing: boolean, urgent: boolean): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which cells are meant
  useEffect(() => {
    if (!isMissing) return;
    let isWanted = true;
    void requestArrangement(asked, urgent).then(() => {
      if (isWanted) redraw();
    });
    return () => {
      isWanted = false;
    };
  }, [asked.key, isMissing, urgent]);
}
