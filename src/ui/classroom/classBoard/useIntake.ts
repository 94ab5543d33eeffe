import { useContext, useMemo, useState } from 'react';
import type { ClassBoardStore } from '../../../store/classBoard/classBoard.ts';
import { StoreContext } from '../../../store/context.ts';
import { createIntake, type Intake, type Reading } from './intake.ts';

/** What comes in, and which of several pictures is being read; null: none is. */
export type ShownIntake = Intake & { readonly reading: Reading | null };

export function useIntake(board: ClassBoardStore): ShownIntake {
  const page = useContext(StoreContext);
  const [reading, setReading] = useState<Reading | null>(null);
  const intake = useMemo(() => createIntake(board, page?.getState().boardPorts, setReading), [board, page]);
  return { ...intake, reading };
}
