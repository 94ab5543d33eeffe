import type { Result } from '../../base/result.ts';
import type { ReadCells } from '../../codecs/cells/read.ts';
import type { LinkError } from '../../codecs/route.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';

/** Whoever read the cells has the words, which are loaded with their reader. */
export interface TakenWords {
  /** What they are and what differs from what was written, in sentences. */
  readonly said: string;
  /** What they are called in a list of changes. */
  readonly name: string;
}

/** Cells that were given to the page as text, by whichever door. */
export interface TakenCells extends TakenWords {
  readonly read: ReadCells;
  /** An editor was open: nothing is done with them until a person puts them in. */
  readonly waits: boolean;
}

export interface TakenState {
  /** Until it is closed, or other cells are given. */
  readonly taken: TakenCells | null;
  /** Shows the pair as a link does, settings lent with it, or offers it alone to the editor that is open. */
  takeCells(read: ReadCells, words: TakenWords): void;
  dismissTaken(): void;
}

type Around = TakenState & {
  readonly layer: { readonly view: string } | null;
  openLink(result: Result<Architecture, LinkError>): void;
  lendSettings(settings: Settings): void;
};

export function createTakenSlice(
  set: (patch: Partial<Pick<Around, 'taken'>>) => void,
  get: () => Around,
): TakenState {
  return {
    taken: null,
    takeCells(read, words) {
      const waits = get().layer?.view === 'editor';
      if (!waits && read.settings !== null) get().lendSettings(read.settings);
      if (!waits) get().openLink({ ok: true, value: read.architecture });
      set({ taken: { ...words, read, waits } });
    },
    dismissTaken: () => set({ taken: null }),
  };
}
