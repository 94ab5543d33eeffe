import { usePlayground } from '../../../store/context.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { useWindowHeight } from '../../hooks/useWindowHeight.ts';
import { bodyHeight, cellHeight, projectedHeight } from './cellHeight.ts';

/** Of a cell's drawing, in px. */
export function useCellHeight(mode: Mode): number {
  const height = useWindowHeight();
  const hasHeadline = useHasHeadline();
  return useIsProjected() && mode !== 'phone'
    ? projectedHeight(height)
    : cellHeight(mode, height, hasHeadline);
}

/** Of what stands below the tabs of the panel that has the cells, in px. */
export const useBodyHeight = (mode: Mode): number => bodyHeight(mode, useCellHeight(mode));

export const useIsProjected = (): boolean => usePlayground(({ projector }) => projector !== null);

const useHasHeadline = (): boolean => usePlayground(({ run }) => run?.isPreview === true);
