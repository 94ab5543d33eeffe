import { isDeepStrictEqual } from 'node:util';
import { DeviceError, RefusedError } from '../../base/errors.ts';
import type { ChildStart, ChildState, Evaluation, Evaluator, TrainingStep } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { EntryTerms } from '../../studies/tabulated/recipes.ts';
import type { Crew } from './laboratory.ts';
import { MOST_TRIES, sentenceOf, type Worker, type Workers } from './pool.ts';
import { WorkerLost } from './process.ts';

/** Trains each child in the next free worker; as many as are started at once train at once. See `trainInWorkers`. */
export const workersEvaluator = (
  settings: Settings,
  workers: Workers,
  cost: Evaluator['cost'],
): Evaluator => ({
  cost,
  async *evaluate(architecture, trial, start = {}): AsyncGenerator<TrainingStep, Evaluation, void> {
    const { coreSeconds: _, ...evaluation } = yield* trainInWorkers(workers, {
      ...{ settings, architecture, trial, start },
    });
    return evaluation;
  },
});

/** Processes beside a search as those who train its children. */
export const workersCrew = (workers: Workers): Crew => ({
  count: workers.options.count,
  open: workers.open,
  evaluator: (settings, cost) => workersEvaluator(settings, workers, cost),
  abort: workers.abort,
  interrupt: workers.abortSoon,
  close: workers.close,
});

export interface Child {
  readonly settings: Settings;
  readonly architecture: Architecture;
  readonly trial: number;
  readonly start: ChildStart;
  /** It is an entry of a table. */
  readonly entry?: EntryTerms;
}

export interface TrainedChild extends Evaluation {
  /** Of the processor, of all that had a part in it, but for what a lost worker had not told; null where a worker does not say. */
  readonly coreSeconds: number | null;
}

/**
 * Trains a child in the next free worker. Where that is lost (killed, silent, without its device, saying what is no answer)
 * another takes the child over after its last epoch, to the same bits. Throws a DeviceError where that came to nothing three times, and a
 * RefusedError where the worker can train nothing with these settings.
 */
export async function* trainInWorkers(
  workers: Workers,
  { start, ...about }: Child,
): AsyncGenerator<TrainingStep, TrainedChild, void> {
  const { tell, watch } = workers.options;
  let { from } = start;
  /** Of workers that were lost, and of the one at work. */
  let [spent, since] = [0, 0];
  for (let tries = 1; ; tries++) {
    let worker: Worker | null = null;
    try {
      worker = await workers.take();
      const child: Child = { ...about, start: { ...start, ...(from && { from }) } };
      const trained = yield* trainedBy(worker, child, watch, (state, coreSeconds) => {
        // One that is where it pauses has nothing left to train, and is no start.
        if (start.until === undefined || state.epochs.length < start.until) from = state;
        since = coreSeconds;
        tries = 1;
      });
      return { ...trained, coreSeconds: trained.coreSeconds === null ? null : spent + trained.coreSeconds };
    } catch (thrown) {
      if (!(thrown instanceof WorkerLost)) throw thrown;
      const what = worker === null ? thrown.message : `Worker ${worker.number} ${thrown.message}`;
      const sentence = sentenceOf(what);
      if (workers.isAborted) throw new DeviceError(sentence);
      if (tries >= MOST_TRIES)
        throw new DeviceError(`${sentence} The same child has now lost ${MOST_TRIES} workers in turn.`);
      [spent, since] = [spent + since, 0];
      tell(
        `${sentence} ${from ? `Its child goes on after epoch ${from.epochs.length}` : 'Its child is done again'}.`,
      );
    } finally {
      if (worker !== null) {
        watch?.(worker.number, null);
        workers.give(worker);
      }
    }
  }
}

let asked = 0;

/** Throws a WorkerLost where another worker may do better. */
async function* trainedBy(
  { number, process }: Worker,
  { start, ...about }: Child,
  watch: Workers['options']['watch'],
  reached: (state: ChildState, coreSeconds: number) => void,
): AsyncGenerator<TrainingStep, TrainedChild, void> {
  const id = `${++asked}`;
  const { trial } = about;
  process.ask({ type: 'evaluate', id, ...about, ...start });
  watch?.(number, `child ${trial}`);
  let running = true;
  try {
    for (;;) {
      const answer = await process.next();
      // Late words of an earlier child, and what was said twice.
      if ('id' in answer && answer.id !== undefined && answer.id !== id) continue;
      switch (answer.type) {
        case 'progress':
          tellOf(trial, answer.progress, (words) => watch?.(number, words));
          yield answer.progress;
          break;
        case 'state':
          reached(answer.state, answer.coreSeconds ?? 0);
          yield { type: 'state', state: answer.state };
          break;
        case 'result':
          running = false;
          if (!isDeepStrictEqual(answer.environment, process.hello.environment))
            throw lostBy(process, 'answered a result of another engine than it said it has, and was ended');
          return {
            ...answer.evaluation,
            environment: answer.environment,
            coreSeconds: answer.coreSeconds ?? null,
          };
        case 'error':
          running = false;
          if (answer.kind === 'child') throw new Error(answer.sentence);
          if (answer.kind === 'device') throw lostBy(process, `lost its device: ${answer.sentence}`);
          if (answer.kind === 'request') throw lostBy(process, `did not understand: ${answer.sentence}`);
          throw new RefusedError(
            `Worker ${number} cannot train: ${answer.sentence}`,
            answer.kind,
            answer.sentence,
          );
        case 'hello':
        case 'opened':
        case 'stopped':
          break;
        default:
          answer satisfies never;
      }
    }
  } catch (thrown) {
    if (thrown instanceof WorkerLost) running = false;
    throw thrown;
  } finally {
    if (running) await stopped(process, id);
  }
}

function lostBy(process: Worker['process'], why: string): WorkerLost {
  process.kill(why);
  return process.lost ?? new WorkerLost(why);
}

/** Ends the child and hears the worker out, so that it is free again. */
async function stopped(process: Worker['process'], id: string): Promise<void> {
  process.ask({ type: 'stop', id });
  try {
    for (;;) {
      const answer = await process.next();
      const isEnd = answer.type === 'stopped' || answer.type === 'result' || answer.type === 'error';
      if (isEnd && answer.id === id) return;
    }
  } catch (thrown) {
    if (!(thrown instanceof WorkerLost)) throw thrown;
  }
}

/** What a person reads of it; the rest leaves the words that are there. */
function tellOf(trial: number, step: TrainingStep, tell: (words: string) => void): void {
  if (step.type === 'compiling') tell(`child ${trial}: compiles ${step.kernels} kernels`);
  if (step.type === 'evaluating') tell(`child ${trial}: is judged, ${step.done} of ${step.total} images`);
  if (step.type !== 'batch') return;
  const { epoch, step: done, steps, loss } = step;
  tell(`child ${trial}: epoch ${epoch}, step ${done} of ${steps}, loss ${loss.toFixed(3)}`);
}
