import type { RunEvent } from '../../protocol/protocol.ts';

/** Least time between two batch reports to the page, in ms: ten a second is more than an eye reads. */
const INTERVAL = 100;

/**
 * Passes every event on, but merges a child's batch reports that come faster than the page can use into one: its loss and
 * accuracy are the means over the steps it stands for. Of several children that are trained in turn each is told of less often,
 * so that there are twice as many reports at most. `clock` answers milliseconds.
 */
export function createThrottle(
  send: (event: RunEvent) => void,
  clock: () => number,
): (event: RunEvent) => void {
  /** By child: of a wave several may be in training. */
  const held = new Map<string, { readonly event: BatchEvent; readonly weight: number }>();
  const lastSteps = new Map<string, number>();
  const lastSent = new Map<string, number>();

  const flush = (child: string): void => {
    const { event } = held.get(child)!;
    send(event);
    lastSent.set(child, clock());
    held.delete(child);
  };

  return (event) => {
    if (!isBatch(event)) {
      for (const child of isOfOne(event) ? [childOf(event)] : [...held.keys()])
        if (held.has(child)) flush(child);
      if (isStart(event)) {
        lastSteps.delete(childOf(event));
        lastSent.delete(childOf(event));
      }
      send(event);
      return;
    }
    const child = childOf(event);
    const weight = Math.max(1, event.progress.step - (lastSteps.get(child) ?? 0));
    lastSteps.set(child, event.progress.step);
    const before = held.get(child);
    held.set(child, before === undefined ? { event, weight } : merge(before, event, weight));
    const interval = INTERVAL * Math.max(1, held.size / 2);
    if (clock() - (lastSent.get(child) ?? Number.NEGATIVE_INFINITY) >= interval) flush(child);
  };
}

type StartEvent = Extract<
  RunEvent,
  { type: 'trial-started' | 'finalist-started' | 'made-started' | 'fixed-started' }
>;

const STARTS: ReadonlySet<RunEvent['type']> = new Set([
  'trial-started',
  'finalist-started',
  'made-started',
  'fixed-started',
]);

const isStart = (event: RunEvent): event is StartEvent => STARTS.has(event.type);

/** Which training it is of. */
function childOf(event: StartEvent | ProgressEvent): string {
  if ('network' in event) return `fixed ${event.network} ${event.training}`;
  if ('number' in event) return `made ${event.number} ${event.training}`;
  return 'training' in event ? `again ${event.trial} ${event.training}` : `${event.trial}`;
}

type ProgressEvent = Extract<
  RunEvent,
  { type: 'progress' | 'finalist-progress' | 'made-progress' | 'fixed-progress' }
>;

/** What is told of one child leaves the others' batches be. */
const isOfOne = (event: RunEvent): event is StartEvent | ProgressEvent =>
  isStart(event) || 'progress' in event;

type BatchEvent = ProgressEvent & {
  readonly progress: { readonly type: 'batch' };
};

function isBatch(event: RunEvent): event is BatchEvent {
  return 'progress' in event && event.progress.type === 'batch';
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
