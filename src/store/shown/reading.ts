/** What is read beside a search, or over it. It leaves the search, what is shown of it and the settings as they are. */
export type Reading =
  /** `term`: by its id, or what was typed for it; null for all of them. */
  | { readonly view: 'glossary'; readonly term: string | null }
  /** Pages for who teaches with this, to be printed. */
  | { readonly view: 'teacher' }
  /** What a class hands in to a contest. */
  | { readonly view: 'board' };

export interface ReadingState {
  readonly reading: Reading | null;
  read(reading: Reading): void;
  closeReading(): void;
}

export function createReadingSlice(set: (patch: Pick<ReadingState, 'reading'>) => void): ReadingState {
  return {
    reading: null,
    read: (reading) => set({ reading }),
    closeReading: () => set({ reading: null }),
  };
}
