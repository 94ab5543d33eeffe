import type { RunEvent } from '../../protocol/protocol.ts';

/** Least time between two batch reports to the page, in ms: ten a second is more than an eye reads. */
const INTERVAL = 100;

/**
 * Passes every event on, but merges batch reports that come faster than the page can use into one: its loss and
 * accuracy are the means over the steps it stands for. `clock` answers milliseconds.
 */
export function createThrottle(
  send: (event: RunEvent) => void,
  clock: () => number,
): (event: RunEvent) => void {
  let held: { readonly event: BatchEvent; readonly weight: number } | null = null;
  let lastStep = 0;
  let lastSent = Number.NEGATIVE_INFINITY;

  const flush = (): void => {
    if (held === null) return;
    send(held.event);
    lastSent = clock();
    held = null;
  };

  return (event) => {
    if (!isBatch(event)) {
      flush();
      if (event.type === 'trial-started' || event.type === 'finalist-started') lastStep = 0;
      send(event);
      return;
    }
    const weight = Math.max(1, event.progress.step - lastStep);
    lastStep = event.progress.step;
    held = held === null ? { event, weight } : merge(held, event, weight);
    if (clock() - lastSent >= INTERVAL) flush();
  };
}

type BatchEvent = Extract<RunEvent, { type: 'progress' | 'finalist-progress' }> & {
  readonly progress: { readonly type: 'batch' };
};

function isBatch(event: RunEvent): event is BatchEvent {
  const isProgress = event.type === 'progress' || event.type === 'finalist-progress';
  return isProgress && event.progress.type === 'batch';
}

function merge(
  held: { readonly event: BatchEvent; readonly weight: number },
  event: BatchEvent,
  weight: number,
) {
  const before = held.event.progress;
  const after = event.progress;
  const total = held.weight + weight;
  const mean = (a: number, b: number): number => (a * held.weight + b * weight) / total;
  const progress = {
    ...after,
    loss: mean(before.loss, after.loss),
    accuracy: mean(before.accuracy, after.accuracy),
  };
  return { event: { ...event, progress }, weight: total };
}
