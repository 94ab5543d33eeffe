import { arrangementOf, keepArrangement, keptArrangement } from '../../drawings/cell/layout/arrangements.ts';
import { orderKey } from '../../drawings/cell/layout/ordering.ts';
import type { Arrangement } from '../../drawings/cell/layout/rows.ts';
import type { Cell } from '../../space/architecture.ts';
import type { ArrangementAnswer, ArrangementRequest } from './layoutWorker.ts';

/** Asks the layout worker, one cell at a time, so that what is urgent never waits behind a list of thumbnails. */

interface Job extends ArrangementRequest {
  readonly promise: Promise<Arrangement>;
  readonly resolve: (arrangement: Arrangement) => void;
}

const waiting: Job[] = [];
let running: Job | null = null;
let worker: Worker | null = null;
/** Where there are no workers, or ours failed to load, the page's own thread searches. */
let hasWorker = typeof Worker !== 'undefined';

export const searchesElsewhere = (): boolean => hasWorker;

export function requestArrangement(cell: Cell, urgent: boolean): Promise<Arrangement> {
  const key = orderKey(cell);
  const known = keptArrangement(key);
  if (known) return Promise.resolve(known);
  if (running?.key === key) return running.promise;
  const job = takeWaiting(key) ?? createJob(key, cell);
  if (urgent) waiting.unshift(job);
  else waiting.push(job);
  runNext();
  return job.promise;
}

function takeWaiting(key: string): Job | undefined {
  const at = waiting.findIndex((job) => job.key === key);
  return at < 0 ? undefined : waiting.splice(at, 1)[0];
}

function createJob(key: string, cell: Cell): Job {
  const { promise, resolve } = withResolvers<Arrangement>();
  return { key, cell, promise, resolve };
}

function withResolvers<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function runNext(): void {
  if (running) return;
  running = waiting.shift() ?? null;
  if (!running) return;
  if (!hasWorker) {
    setTimeout(searchHere);
    return;
  }
  worker ??= startWorker();
  const request: ArrangementRequest = { key: running.key, cell: running.cell };
  worker.postMessage(request);
}

function startWorker(): Worker {
  const started = new Worker(new URL('./layoutWorker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<ArrangementAnswer>) => finish(data.arrangement);
  started.onerror = () => {
    started.terminate();
    worker = null;
    hasWorker = false;
    searchHere();
  };
  return started;
}

function searchHere(): void {
  if (running) finish(arrangementOf(running.cell));
}

function finish(arrangement: Arrangement): void {
  const job = running;
  running = null;
  if (job) {
    keepArrangement(job.key, arrangement);
    job.resolve(arrangement);
  }
  runNext();
}
