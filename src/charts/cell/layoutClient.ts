import {
  type ArrangementAnswer,
  type ArrangementRequest,
  answerTo,
  keepAnswer,
} from './arrangementRequest.ts';

/** Asks the layout worker, one thing at a time, so that what is urgent never waits behind a list of thumbnails. */

interface Job {
  readonly request: ArrangementRequest;
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

const waiting: Job[] = [];
let running: Job | null = null;
let worker: Worker | null = null;
/** Where there are no workers, or ours failed to load, the page's own thread searches. */
let hasWorker = typeof Worker !== 'undefined';

export const searchesElsewhere = (): boolean => hasWorker;

/** Resolves once the answer is kept (drawings/cell/layout/arrangements.ts), which it must not be yet. */
export function requestArrangement(request: ArrangementRequest, urgent: boolean): Promise<void> {
  const { key } = request;
  if (running?.request.key === key) return running.promise;
  const job = takeWaiting(key) ?? createJob(request);
  if (urgent) waiting.unshift(job);
  else waiting.push(job);
  runNext();
  return job.promise;
}

function takeWaiting(key: string): Job | undefined {
  const at = waiting.findIndex(({ request }) => request.key === key);
  return at < 0 ? undefined : waiting.splice(at, 1)[0];
}

function createJob(request: ArrangementRequest): Job {
  let resolve!: () => void;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { request, promise, resolve };
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
  worker.postMessage(running.request);
}

function startWorker(): Worker {
  const started = new Worker(new URL('./layoutWorker.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<ArrangementAnswer>) => finish(data);
  started.onerror = () => {
    started.terminate();
    worker = null;
    hasWorker = false;
    searchHere();
  };
  return started;
}

function searchHere(): void {
  if (running) finish(answerTo(running.request));
}

function finish(answer: ArrangementAnswer): void {
  const job = running;
  running = null;
  if (job) {
    keepAnswer(answer);
    job.resolve();
  }
  runNext();
}
