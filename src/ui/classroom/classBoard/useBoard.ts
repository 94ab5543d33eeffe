import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ClassBoardState, ClassBoardStore } from '../../../store/classBoard/classBoard.ts';

export const BoardContext = createContext<ClassBoardStore | null>(null);

export function useBoardStore(): ClassBoardStore {
  const board = useContext(BoardContext);
  if (board === null) throw new Error('the class board needs a BoardContext above it');
  return board;
}

/** A part of the class board's state. */
export const useBoard = <Part>(select: (state: ClassBoardState) => Part): Part =>
  useStore(useBoardStore(), select);
