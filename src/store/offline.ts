import type { NewVersionAnswer } from '../protocol/offline.ts';
import { hasQueue } from '../run/live.ts';
import type { BoardState } from './classBoard/ports.ts';
import type { ReplayState } from './replay/replay.ts';
import { isActive, type SearchState } from './search.ts';

/** What the page knows of its own copy in this browser: newer versions that wait, and the images that are kept. */
export interface OfflineState {
  /** `searching`: it was asked for while another page of this site ran a search. */
  readonly newVersion: 'none' | 'waiting' | 'taking' | 'searching';
  /** Bytes of images of data sets; null where none are ever kept, or nobody has counted yet. */
  readonly keptImages: number | null;
  noteNewVersion(): void;
  /** Takes the newer version, which loads the page anew; never while a search runs, here or in another tab. */
  takeNewVersion(): Promise<void>;
  countKeptImages(): Promise<void>;
  removeKeptImages(): Promise<void>;
}

export interface OfflinePorts {
  /** Absent where the page is not kept for use without a network. */
  readonly offline?: {
    /** Asks the version that waits; once it is taken the page is loaded anew by itself. */
    takeNewVersion(): Promise<NewVersionAnswer>;
    countKeptImages(): Promise<number | null>;
    removeKeptImages(): Promise<void>;
  };
}

/** Whether something is trained that a person asked for: a search, or children by hand of a run that is shown or played. */
export const isSearching = ({ run, replay }: Around): boolean =>
  isActive(run) ||
  [run, replay?.whole, replay?.before].some((one) => one && !one.isPreview && hasQueue(one)) ||
  isActive(replay?.before ?? null);

/** The same, or the class board trains: nothing is lost by leaving that, yet no newer version may cut it off. */
export const isTraining = (around: Around): boolean => isSearching(around) || around.isBoardTraining === true;

type Around = Pick<SearchState, 'run'> &
  Partial<Pick<ReplayState, 'replay'> & Pick<BoardState, 'isBoardTraining'>>;

export function createOfflineSlice(
  set: (patch: Partial<OfflineState>) => void,
  get: () => OfflineState & Around,
  { offline }: OfflinePorts,
): OfflineState {
  return {
    newVersion: 'none',
    keptImages: null,
    noteNewVersion() {
      if (get().newVersion === 'none') set({ newVersion: 'waiting' });
    },
    async takeNewVersion() {
      const { newVersion } = get();
      if (offline === undefined || newVersion === 'none' || newVersion === 'taking' || isTraining(get()))
        return;
      set({ newVersion: 'taking' });
      const answer = await offline.takeNewVersion();
      if (answer === 'searching') set({ newVersion: 'searching' });
    },
    async countKeptImages() {
      if (offline) set({ keptImages: await offline.countKeptImages() });
    },
    async removeKeptImages() {
      await offline?.removeKeptImages();
      await get().countKeptImages();
    },
  };
}
