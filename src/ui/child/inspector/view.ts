import { createContext, useContext } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConfusionPlace } from '../../../drawings/inspector/confusion.ts';

/** What a person chose of the child that is opened last; another child has none of it. */
export interface InspectorChoices {
  /** The child, by its run and number. */
  readonly of: string;
  readonly training: number | null;
  readonly square: ConfusionPlace | null;
  /** Place of the picked image among the validation images, or the person's own picture. */
  readonly image: number | 'own' | null;
  /** All that were picked of the square that is chosen, or of all. */
  readonly seen: readonly number[];
}

export type InspectorChoicesStore = StoreApi<InspectorChoices>;

const createChoices = (): InspectorChoicesStore =>
  createStore<InspectorChoices>()(() => ({ of: '', training: null, square: null, image: null, seen: [] }));

const InspectorChoicesContext = createContext<InspectorChoicesStore>(createChoices());

export const useInspectorChoicesStore = (): InspectorChoicesStore => useContext(InspectorChoicesContext);
