import { useEffect } from 'react';
import { childKey } from '../../../run/children/keptWeights.ts';
import { usePlayground } from '../../../store/context.ts';
import { IMPORTED_RUN, type ShownInspection } from '../../../store/shown/inspection.ts';
import type { ShownChild } from './child.ts';

/**
 * Opens the child where its weights are kept, and closes it when it is left; another one waits for `inspect`, since it is trained
 * again first. Null: it is not open, and nothing was asked for.
 */
export function useInspected(child: ShownChild): ShownInspection | null {
  const run = usePlayground((state) => state.run?.id ?? null);
  const inspect = usePlayground((state) => state.inspect);
  const close = usePlayground((state) => state.closeInspection);
  const wantShares = usePlayground((state) => state.wantShares);
  const found = usePlayground((state) => state.inspection);
  const inspectImported = usePlayground((state) => state.inspectImported);
  const imported = child.kind === 'imported' ? child.child : null;
  const { trial, training } = child.kind === 'trained' ? child : { trial: null, training: null };
  const number = trial?.number ?? null;
  const isKept = child.kind === 'trained' && child.isKept;
  const key = run === null || number === null ? null : `${run} ${childKey(number, training ?? undefined)}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: weights that come of a child that is open do not open it anew
  useEffect(() => {
    if (key === null || number === null || !isKept) return;
    inspect(number, training ?? undefined);
  }, [key]);
  useEffect(() => {
    if (imported !== null) inspectImported();
  }, [imported, inspectImported]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another child closes the one before
  useEffect(() => close, [key, imported]);

  const isOfRun = found?.run === run && found?.trial === number && found?.training === training;
  const isOwn = imported === null ? isOfRun : found?.run === IMPORTED_RUN;
  const isOpen = isOwn && found?.stage.type === 'open';
  const isAsked = found?.shares !== 'unknown';
  useEffect(() => {
    if (isOpen && !isAsked) wantShares();
  }, [isOpen, isAsked, wantShares]);
  return isOwn ? found : null;
}
