import { createContext, useContext } from 'react';

/** Judges a file that was dropped or chosen, uses it or not, and says which. */
export const TakeArchiveContext = createContext<(file: File) => void>(() => undefined);

export const useTakeArchive = (): ((file: File) => void) => useContext(TakeArchiveContext);
