import type { PlaygroundState } from '../../store/store.ts';
import { isActive } from '../../store/store.ts';

/** What the filled button does now. */
export type Main = 'start' | 'pause' | 'resume';

export function mainOf({ run }: PlaygroundState): Main {
  if (!isActive(run)) return 'start';
  return run?.phase === 'paused' ? 'resume' : 'pause';
}

/** One word or two on what the search is doing, where there is no time left to tell. */
export function statusOf({ run }: PlaygroundState): string {
  if (run === null) return '';
  const { phase } = run;
  switch (phase) {
    case 'preparing':
      return 'Preparing';
    case 'running':
      return '';
    case 'paused':
      return 'Paused';
    case 'finished':
      return 'Finished';
    case 'stopped':
      return 'Stopped';
    case 'failed':
      return 'Failed';
    default:
      return phase satisfies never;
  }
}
