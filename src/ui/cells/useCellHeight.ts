import { usePlayground } from '../../store/context.ts';
import type { Mode } from '../hooks/useMode.ts';
import { useWindowHeight } from '../hooks/useWindowHeight.ts';
import { bodyHeight, cellHeight } from './cellHeight.ts';

/** Of a cell's drawing, in px. */
export const useCellHeight = (mode: Mode): number => cellHeight(mode, useWindowHeight(), useHasHeadline());

/** Of what stands below the tabs of the panel that has the cells, in px. */
export const useBodyHeight = (mode: Mode): number => bodyHeight(mode, useWindowHeight(), useHasHeadline());

const useHasHeadline = (): boolean => usePlayground(({ run }) => run?.isPreview === true);
