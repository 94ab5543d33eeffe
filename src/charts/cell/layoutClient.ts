import type { ArrangementRequest } from './layoutWorker.ts';

/** Asks the layout worker, one thing at a time, so that what is urgent never waits behind a list of thumbnails. */

export interface Asked<Answer> {
  readonly key: string;
  readonly cells: ArrangementRequest;
  /** Where there is no worker. */
  answerHere(): Answer;
  keep(key: string, answer: Answer): void;
}

interface Job {
  readonly asked: Asked<unknown>;
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

const waiting: Job[] = [];
let running: Job | null = null;
let worker: Worker | null = null;
/** Where there are no workers, or ours failed to load, the page's own thread searches. */
let hasWorker = typeof Worker !== 'undefined';

export const searchesElsewhere = (): boolean => hasWorker;

/** Resolves once the answer is kept. */
export function requestArrangement<Answer>(asked: Asked<Answer>, urgent: boolean): Promise<void> {
  const { key } = asked;
  if (running?.asked.key === key) return running.promise;
  const job = takeWaiting(key) ?? createJob(asked);
  if (urgent) waiting.unshift(job);
  else waiting.push(job);
  runNext();
  return job.promise;
}

function takeWaiting(key: string): Job | undefined {
  const at = waiting.findIndex(({ asked }) => asked.key === key);
  return at < 0 ? undefined : waiting.splice(at, 1)[0];
}

function createJob(asked: Asked<unknown>): Job {
  let resolve!: () => void;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { asked, promise, resolve };
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
  worker.postMessage(running.asked.cells);
}

function startWorker(): Worker {
  const started = new Worker(new URL('./layoutWorker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<unknown>) => finish(data);
  started.onerror = () => {
    started.terminate();
    worker = null;
    hasWorker = false;
    searchHere();
  };
  return started;
}

function searchHere(): void {
  if (running) finish(running.asked.answerHere());
}

function finish(answer: unknown): void {
  const job = running;
  running = null;
  if (job) {
    job.asked.keep(job.asked.key, answer);
    job.resolve();
  }
  runNext();
}
