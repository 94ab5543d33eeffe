import { useMemo } from 'react';
import { usePlaygroundStore } from '../../../store/context.ts';
import { type Edits, editsOf } from '../../../store/editor/edits.ts';

/** What can be done to the pair that is edited. */
export function useEdits(): Edits {
  const store = usePlaygroundStore();
  return useMemo(() => editsOf(store), [store]);
}
