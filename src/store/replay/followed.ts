import type { RunId } from '../../protocol/protocol.ts';
import type { ReplayState } from './replay.ts';

/** The run of a search elsewhere that the page shows as its file grows; what shows of it is a replay, held at its end. */
export interface Followed {
  /** Of its file; empty before the server has said. */
  readonly name: string;
  readonly standing: Standing;
  /** Why what shows may be behind what there is; null: it is not. */
  readonly problem: FollowProblem | null;
  /** What the page calls the run; null as long as none has come. */
  readonly run: RunId | null;
}

/** How the search stands: nothing is known, there is no file, it is at work, nobody is at work on it, it is done. */
export type Standing = 'unknown' | 'waiting' | 'growing' | 'resting' | 'finished';

export type FollowProblem =
  /** The file was there. */
  | { readonly kind: 'removed' }
  /** It is there, and the server cannot read it; a clause. */
  | { readonly kind: 'unreadable'; readonly why: string }
  /** It is no run, or not that of this version of the page; a sentence. */
  | { readonly kind: 'damaged'; readonly why: string }
  /** The server does not answer. */
  | { readonly kind: 'unreachable' }
  /** The server follows none. */
  | { readonly kind: 'nothing-followed' }
  /** The script that follows did not come. */
  | { readonly kind: 'unloaded' };

export interface FollowedState {
  readonly followed: Followed | null;
  /** Null: it is not followed any more. */
  setFollowed(followed: Followed | null): void;
  /** Gives back what was there before. */
  leaveFollowed(): void;
}

export const BEFORE: Followed = { name: '', standing: 'unknown', problem: null, run: null };

export function createFollowedSlice(
  set: (patch: Pick<FollowedState, 'followed'>) => void,
  get: () => FollowedState & Pick<ReplayState, 'leaveReplay' | 'replay'>,
): FollowedState {
  return {
    followed: null,
    setFollowed: (followed) => set({ followed }),
    leaveFollowed() {
      const isThere = isFollowed(get());
      set({ followed: null });
      if (isThere) get().leaveReplay();
    },
  };
}

/** Whether what the page shows is the run that is followed. */
export const isFollowed = ({
  followed,
  replay,
}: Pick<FollowedState, 'followed'> & Pick<ReplayState, 'replay'>): boolean =>
  followed !== null && replay !== null && followed.run === replay.whole.id;
