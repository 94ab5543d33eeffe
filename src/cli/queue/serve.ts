import { hostname } from 'node:os';
import type { Job } from 'pg-boss';
import { DeviceError, messageOf, RefusedError } from '../../base/errors.ts';
import type { ChildState, TrainingStep } from '../../search/trial.ts';
import { workersEvaluator } from '../workers/evaluator.ts';
import { type Answer, type EvaluateRequest, type Hello, readRequest, writeLine } from '../workers/lines.ts';
import type { Workers } from '../workers/pool.ts';
import { workerName } from './attendance.ts';
import {
  type Boss,
  briefly,
  CHILDREN,
  HEARTBEAT_REFRESH,
  isQueueGone,
  isTooLarge,
  openBoss,
  type QueueDatabase,
  SHORT_JOBS,
  STATES,
} from './boss.ts';
import {
  type AnswerJob,
  answersQueue,
  childrenQueue,
  greetingQueue,
  isChildrenQueue,
  readAsked,
  STATES_QUEUE,
  spoken,
} from './names.ts';
import { deleteStates, keptState } from './states.ts';

export interface ServeOptions {
  readonly database: QueueDatabase;
  /** Evaluator processes of this machine. */
  readonly workers: Workers;
  /** Ends it, after the batches in progress; their children are another worker's then. */
  readonly signal: AbortSignal;
  /** Hears, in sentences, what a person should know. */
  tell(sentence: string): void;
  /** Least ms between two states of a child that are kept (default: 20 s), and between two reports (2 s). */
  readonly keepsEvery?: number;
  readonly reportsEvery?: number;
}

/**
 * Takes children from the queue and has them trained by evaluator processes, one in each at a time, until it is ended. Jobs,
 * heartbeats and what becomes of those who are left are pg-boss's. Rejects with an InputError where the database or the
 * evaluator cannot be used, and with a DeviceError where its evaluators are lost.
 */
export async function serveQueue(options: ServeOptions): Promise<void> {
  const { database, workers, signal } = options;
  const tell = (sentence: string): void => options.tell(spoken(sentence));
  const { count, mixed } = workers.options;
  const hello = await greeting(workers, signal);
  if (hello === null) return;
  const { environment } = hello;
  const queue = childrenQueue(mixed ? null : environment);
  const name = workerName(queue, environment);
  const boss = await openBoss({ database, name, supervises: false, tell });
  const broken = new AbortController();
  const ending = AbortSignal.any([signal, broken.signal]);
  const worker = `worker ${hostname()}:${process.pid}`.slice(0, 200);
  const service: Service = { ...options, tell, boss, worker, ending, refusals: new Set() };
  try {
    await boss.lasting(async () => {
      await boss.boss.createQueue(greetingQueue(mixed), SHORT_JOBS);
      await boss.boss.createQueue(STATES_QUEUE, STATES);
      await boss.boss.createQueue(queue, CHILDREN);
    }, signal);
    // A child that was left is not announced: it is found by looking.
    const polling = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 3 } as const;
    const greet = ([job]: Job<unknown>[]) => greeted(service, job as Job<unknown>, hello);
    await boss.boss.work(greetingQueue(mixed), polling, greet);
    for (let at = 0; at < count; at++) {
      const id = await boss.boss.work(
        queue,
        { ...polling, heartbeatRefreshSeconds: HEARTBEAT_REFRESH },
        async ([job]: Job<unknown>[]): Promise<object> => {
          try {
            return await trained(service, job as Job<unknown>);
          } catch (thrown) {
            // What has lost its device would fail one child after the other.
            if (thrown instanceof DeviceError) broken.abort(thrown);
            throw thrown;
          } finally {
            // The next one may be there already.
            boss.boss.notifyWorker(id);
          }
        },
      );
    }
    tell(
      `Children are taken from ${boss.shown}, ${count === 1 ? 'one' : `${count}`} at once, and train on ${environment.adapter}.`,
    );
    await waited(service, queue);
    // Evaluators that do not end their batches are ended after a while; a database that is gone is not waited for.
    await briefly(() => boss.boss.offWork(queue, { wait: true }), ENDING);
    if (broken.signal.aborted && !signal.aborted) throw broken.signal.reason;
  } finally {
    await boss.close();
  }
}

/** How long it may take until nothing is at work any more, ms: somewhat longer than evaluators may take to be stopped. */
const ENDING = 25_000;

/** The first evaluator's words of itself; null where it was ended before. */
async function greeting(workers: Workers, signal: AbortSignal): Promise<Hello | null> {
  // Nothing is at work yet that would have to end in order.
  const abort = (): void => workers.abort();
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    const one = await workers.take();
    workers.give(one);
    return one.process.hello;
  } catch (thrown) {
    if (signal.aborted) return null;
    throw thrown;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

interface Service extends ServeOptions {
  readonly boss: Boss;
  /** How it is called in what it says. */
  readonly worker: string;
  readonly ending: AbortSignal;
  /** Why children were refused, each told once. */
  readonly refusals: Set<string>;
}

/** Tells a search what came of its job, and answers it, for what is kept with the job. */
async function say(
  service: Service,
  run: string,
  job: Job<unknown>,
  answers: readonly Answer[],
): Promise<AnswerJob> {
  const { boss, worker, ending } = service;
  const said = (): AnswerJob => ({
    job: job.id,
    before: job.retryCount,
    isLast: true,
    worker,
    lines: answers.map(writeLine),
  });
  const send = async (): Promise<AnswerJob> => {
    const data = said();
    await boss.boss.send(answersQueue(run), data);
    return data;
  };
  try {
    // Who ends says what it has still to say, if that can be done at once.
    return await (ending.aborted ? send() : boss.lasting(send, ending));
  } catch (thrown) {
    if (isTooLarge(thrown) && answers.some(({ type }) => type === 'result')) {
      const sentence = `What came of it is larger than the queue’s database takes. ${messageOf(thrown)}`;
      return say(service, run, job, [{ type: 'error', id: job.id, kind: 'child', sentence }]);
    }
    // The search has ended, and nobody waits for it any more.
    if (!isQueueGone(thrown)) throw new Error(messageOf(thrown));
    return said();
  }
}

/** The same of what is at work: nothing waits for it, and what does not get through is not said. */
function mention({ boss, worker }: Service, run: string, job: Job<unknown>, answer: Answer): void {
  const { id, retryCount } = job;
  const said: AnswerJob = { job: id, before: retryCount, isLast: false, worker, lines: [writeLine(answer)] };
  boss.boss.send(answersQueue(run), said).catch(() => undefined);
}

async function greeted(service: Service, job: Job<unknown>, hello: Hello): Promise<object> {
  const read = readAsked(job.data);
  return read.ok ? say(service, read.value.run, job, [hello]) : {};
}

/** Trains a child and says what came of it. Throws where another worker may do better; a DeviceError: than any on this machine. */
async function trained(service: Service, job: Job<unknown>): Promise<object> {
  const { tell, boss } = service;
  const { id, data, signal } = job;
  const asked = readAsked(data);
  if (!asked.ok) {
    tell(`A job of the queue was passed over: ${asked.error}.`);
    return {};
  }
  const { run, line } = asked.value;
  const last = (answers: readonly Answer[]): Promise<AnswerJob> => say(service, run, job, answers);
  const read = readRequest(line);
  if (!read.ok || read.value.type !== 'evaluate' || read.value.id !== id) {
    const sentence = read.ok ? 'It asks for no child of this job.' : read.error;
    return last([{ type: 'error', id, kind: 'request', sentence }]);
  }
  const kept = await boss.lasting(() => keptState(boss, id), service.ending);
  const from = furthest(kept, read.value.from, read.value.until);
  const request: EvaluateRequest = { ...read.value, ...(from && { from }) };
  const told = (answer: Answer): void => mention(service, run, job, answer);
  const training = createReports(service, request, told);
  const answers = await pulled(service, request, signal, training.report).catch(async (thrown: unknown) => {
    if (thrown instanceof RefusedError) return thrown;
    if (thrown instanceof DeviceError || thrown instanceof Ended) {
      // One that was taken back has ended, or is another's to keep.
      if (!signal.aborted) await training.keep();
      throw thrown;
    }
    // The child's own failure, which any other process would meet; its epochs are told with it.
    const sentence = messageOf(thrown).slice(0, 9000);
    return [...training.epochs(), { type: 'error', id, kind: 'child', sentence } as const];
  });
  if (answers instanceof RefusedError) {
    // Another machine may have what is missing here; this one goes on with the children of other searches.
    const { kind, why: sentence } = answers;
    if (!service.refusals.has(sentence)) tell(`A child could not be trained here: ${sentence}`);
    service.refusals.add(sentence);
    return last([{ type: 'error', id, kind, sentence }]);
  }
  const said = await last(answers);
  if (kept !== undefined || training.hasKept) await deleteStates(boss, id).catch(() => undefined);
  return said;
}

/** It was ended: by its person, by its search, or since it was thought to be lost. */
class Ended extends Error {
  override readonly name = 'Ended';
}

/** What came of it: where it pauses its state, and its result. */
async function pulled(
  { workers, ending }: Service,
  { id, type: _, settings, architecture, trial, ...start }: EvaluateRequest,
  claim: AbortSignal,
  report: (step: TrainingStep) => Promise<void>,
): Promise<readonly Answer[]> {
  const noCost = () => ({ trainable: 0, multiplyAdds: 0, steps: 0 });
  const training = workersEvaluator(settings, workers, noCost).evaluate(architecture, trial, start);
  let paused: readonly Answer[] = [];
  let running = true;
  try {
    for (;;) {
      if (claim.aborted || ending.aborted)
        throw new Ended('The worker was ended, or its child was taken back.');
      const { value, done } = await training.next();
      if (done) {
        running = false;
        const { environment, ...evaluation } = value;
        if (environment === undefined) throw new DeviceError('The evaluator says not what it trained with.');
        return [...paused, { type: 'result', id, evaluation, environment }];
      }
      if (value.type === 'state' && value.state.epochs.length === start.until)
        paused = [{ type: 'state', id, state: value.state }];
      else await report(value);
    }
  } catch (thrown) {
    if (!(thrown instanceof Ended)) running = false;
    throw thrown;
  } finally {
    if (running) await training.return(undefined as never);
  }
}

/** Progress and states, as often as they are wanted. */
function createReports(
  { boss, keepsEvery = 20_000, reportsEvery = 2000, ending, tell }: Service,
  { id, from }: EvaluateRequest,
  told: (answer: Answer) => void,
) {
  let reported = Number.NEGATIVE_INFINITY;
  let kept = performance.now();
  let latest: ChildState | null = null;
  let hasKept = false;
  const epochs = (from?.epochs ?? []).map((point): Answer => epochAnswer(id, point));

  const keep = async (): Promise<void> => {
    if (latest === null) return;
    const line = writeLine({ type: 'state', id, state: latest });
    latest = null;
    hasKept = true;
    try {
      await boss.boss.upsert(STATES_QUEUE, { line }, { singletonKey: id });
    } catch (thrown) {
      // Whoever takes it over then begins earlier, to the same bits.
      if (!ending.aborted) tell(`A child’s state could not be kept: ${boss.masked(messageOf(thrown))}`);
    }
  };
  return {
    get hasKept(): boolean {
      return hasKept;
    },
    epochs: (): readonly Answer[] => epochs,
    keep,
    async report(step: TrainingStep): Promise<void> {
      const now = performance.now();
      if (step.type === 'state') {
        latest = step.state;
        if (now - kept < keepsEvery) return;
        kept = now;
        return keep();
      }
      if (step.type === 'epoch') epochs.push({ type: 'progress', id, progress: step });
      if (now - reported < reportsEvery) return;
      reported = now;
      told({ type: 'progress', id, progress: step });
    },
  };
}

const epochAnswer = (id: string, point: ChildState['epochs'][number]): Answer => ({
  type: 'progress',
  id,
  progress: { type: 'epoch', ...point },
});

function furthest(
  kept: ChildState | undefined,
  given: ChildState | undefined,
  until: number | undefined,
): ChildState | undefined {
  if (kept === undefined || (until !== undefined && kept.epochs.length >= until)) return given;
  return kept.epochs.length > (given?.epochs.length ?? 0) ? kept : given;
}

/** How often a worker looks for children that it may not train, ms. */
const LOOKS = 10_000;

/** Waits until it is ended; says meanwhile, once each, which children wait for others. */
async function waited({ boss, ending, tell }: Service, own: string): Promise<void> {
  const told = new Set<string>();
  const look = async (): Promise<void> => {
    for (const { name, readyCount } of await boss.boss.getQueues()) {
      if (!isChildrenQueue(name) || name === own || readyCount === 0 || told.has(name)) continue;
      told.add(name);
      tell(
        `Children wait at the queue that this worker may not train: they are for ${name.split('/').at(-1)}, and it takes those for ${own.split('/').at(-1)}. Devices and versions of the program round differently; a search with --mixed takes workers with --mixed on any device.`,
      );
    }
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOKS);
  void look().catch(() => undefined);
  await new Promise<void>((resolve) => {
    if (ending.aborted) resolve();
    else ending.addEventListener('abort', () => resolve());
  });
  clearInterval(timer);
}
