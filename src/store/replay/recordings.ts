import type { Result } from '../../base/result.ts';
import type { Recording } from '../../run/recording/recording.ts';
import type { Run } from '../../run/run.ts';
import type { RecordingId } from '../../studies/recorded/list.ts';
import { isActive, type SearchState } from '../search.ts';
import type { ReplayState } from './replay.ts';

/** Why a recorded run that comes with the page cannot be watched. */
export type RecordingProblem =
  /** Nothing came, with the browser's own words. */
  | { readonly kind: 'unreachable'; readonly why: string }
  /** The host has no such file, or another in its place. */
  | { readonly kind: 'absent'; readonly status: number }
  | { readonly kind: 'damaged'; readonly why: string }
  /** A search of the person's is under way. */
  | { readonly kind: 'busy' };

export interface RecordingsState {
  /** Those that come with the page; none of their files is fetched before it is wanted. */
  readonly recordings: readonly Recording[];
  /** The one that was asked for last, as long as it is on its way or could not be had. */
  readonly wanted: Wanted | null;
  /**
   * Plays it in the place of what is on the page, which comes back after it; `onReady` comes just before, for a dialog that is
   * left. False where it cannot be had, or nobody wants it any more.
   */
  watchRecording(id: RecordingId, onReady?: () => void): Promise<boolean>;
  forgetRecording(): void;
}

interface Wanted {
  readonly id: RecordingId;
  /** Null: it is on its way. */
  readonly problem: RecordingProblem | null;
}

export interface RecordingPorts {
  readonly recordings: readonly Recording[];
  /** Fetches and reads it. Never rejects. */
  loadRecording(id: RecordingId): Promise<Result<Run, RecordingProblem>>;
}

export function createRecordingsSlice(
  set: (patch: Partial<Pick<RecordingsState, 'wanted'>>) => void,
  get: () => Pick<RecordingsState, 'wanted'> & Pick<SearchState, 'run'> & Pick<ReplayState, 'playRecorded'>,
  { recordings, loadRecording }: RecordingPorts,
): RecordingsState {
  const refuse = (id: RecordingId, problem: RecordingProblem): false => {
    set({ wanted: { id, problem } });
    return false;
  };
  return {
    recordings,
    wanted: null,
    async watchRecording(id, onReady) {
      if (isActive(get().run)) return refuse(id, { kind: 'busy' });
      const asked: Wanted = { id, problem: null };
      set({ wanted: asked });
      const read = await loadRecording(id);
      // Another was asked for meanwhile, or none any more.
      if (get().wanted !== asked) return false;
      if (!read.ok) return refuse(id, read.error);
      if (isActive(get().run)) return refuse(id, { kind: 'busy' });
      set({ wanted: null });
      onReady?.();
      get().playRecorded(read.value);
      return true;
    },
    forgetRecording: () => set({ wanted: null }),
  };
}
