import { createContext } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where trials stand, as the leaderboard has it: in words, so that whoever tells of a trial needs no statistics. */
export interface Places {
  /** "Trial 7, in ranks 1 to 6"; null while it has no place there. */
  says(trial: number): string | null;
  /** "3", or "1–20" of a group; null where it has none. */
  rank(trial: number): string | null;
}

export type PlacesStore = StoreApi<Places>;

export const createPlaces = (): PlacesStore => createStore<Places>()(() => NO_PLACES);

export const NO_PLACES: Places = { says: () => null, rank: () => null };

export const PlacesContext = createContext<PlacesStore>(createPlaces());
