import { createContext } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TermId } from '../../texts/classroom/glossary/ids.ts';

/** The term that is explained in place, and the word on the page that it was opened from. */
export interface OpenedTerm {
  readonly term: TermId;
  readonly from: HTMLElement;
}

export interface Opened {
  readonly opened: OpenedTerm | null;
}

export type OpenedStore = StoreApi<Opened>;

export const createOpened = (): OpenedStore => createStore<Opened>()(() => ({ opened: null }));

export const OpenedContext = createContext<OpenedStore>(createOpened());
