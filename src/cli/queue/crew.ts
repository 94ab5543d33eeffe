import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { JobWithMetadata } from 'pg-boss';
import { DeviceError, InputError } from '../../base/errors.ts';
import { environmentName } from '../../run/environments.ts';
import type { Evaluation, Evaluator, TrainingStep, TrialEnvironment } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Crew } from '../workers/laboratory.ts';
import { type Answer, type EvaluateRequest, type Hello, readAnswer, writeLine } from '../workers/lines.ts';
import { refusal, sentenceOf } from '../workers/pool.ts';
import { createAttendance } from './attendance.ts';
import { briefly, CHILDREN, openBoss, type QueueDatabase, SHORT_JOBS, STATES } from './boss.ts';
import { createInbox, type Inbox, type Told } from './inbox.ts';
import {
  answersQueue,
  childId,
  childrenQueue,
  greetingQueue,
  readAnswerJob,
  STATES_QUEUE,
  spoken,
} from './names.ts';
import { deleteStates, keptState } from './states.ts';

export interface QueueCrewOptions {
  readonly database: QueueDatabase;
  /** The search's name on the queue (`runKey`). */
  readonly run: string;
  /** Whether children may be trained on different devices. */
  readonly mixed: boolean;
  /** What trained the search's children until now, which others must be like unless they are mixed; null: nothing. */
  readonly before?: TrialEnvironment | null;
  /** Hears, in sentences, what a person should know. */
  tell(sentence: string): void;
  /** Hears what a worker is at, by a number from 1; null: nothing. */
  watch?(worker: number, doing: string | null): void;
  /** How often a job that was found is looked after, ms (default: 30 s). */
  readonly looksEvery?: number;
}

/** How often a child that nobody could train is asked for again, without having come any further. */
const MOST_TRIES = 3;

/** No bound: a wave has as many as it has. */
const MOST_AT_ONCE = 100_000;

/**
 * Has a search's children trained by whoever takes them from the queue. The search is told by jobs of a queue of its own; what
 * does not fit what it asked for is passed over. Rejects with an InputError where the database cannot be used.
 */
export async function createQueueCrew(options: QueueCrewOptions): Promise<Crew> {
  const { database, run, mixed, before = null } = options;
  const tell = (sentence: string): void => options.tell(spoken(sentence));
  const ending = new AbortController();
  const boss = await openBoss({ database, name: `search ${run}`, supervises: true, tell });
  const asked = new Map<string, Inbox>();
  /** Jobs that have ended, the oldest first: their rows are kept until what they answered is sure to be in the file. */
  const ended: string[] = [];
  const crowd = createCrowd(options.watch);
  const attendance = createAttendance(boss, { mixed, tell });
  const greeting = greetingQueue(mixed);
  const answers = answersQueue(run);
  /** Why workers were refused that are unlike those before. */
  const unlike = new Set<string>();
  let children: string | null = null;
  let first: TrialEnvironment | null = null;

  const lasting = <Value>(act: () => Promise<Value>): Promise<Value> => boss.lasting(act, ending.signal);

  const hear = async (jobs: JobWithMetadata<unknown>[]): Promise<void> => {
    for (const { data, sourceId, sourceOutput } of jobs) {
      if (sourceId !== null) {
        asked.get(sourceId)?.put({ lost: boss.masked(lastWords(sourceOutput)) });
        continue;
      }
      const read = readAnswerJob(data);
      // What answers no question of this search: late, of before it was begun again, or nonsense.
      if (read.ok) asked.get(read.value.job)?.put(read.value);
    }
  };

  const prepare = async (): Promise<void> => {
    await boss.boss.createQueue(answers, SHORT_JOBS);
    await boss.boss.createQueue(greeting, SHORT_JOBS);
    await boss.boss.createQueue(STATES_QUEUE, STATES);
  };
  try {
    await lasting(prepare);
    const often = { batchSize: 100, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 } as const;
    await boss.boss.work(answers, { ...often, includeMetadata: true, burstWhenBatchFull: true }, hear);
  } catch (thrown) {
    await boss.close();
    throw thrown;
  }

  /** Asks, or finds what was asked before: by this search before it was killed, or in vain. */
  const ask = async (queue: string, request: EvaluateRequest, isAgain: boolean): Promise<Inbox> => {
    const { id } = request;
    const inbox = createInbox();
    asked.set(id, inbox);
    const data = { run, line: writeLine(request) };
    const send = () => boss.boss.send(queue, data, { id, deadLetter: answers });
    const find = async () => (await boss.boss.findJobs<unknown>(queue, { id }))[0];
    if (isAgain) await lasting(() => boss.boss.deleteJob(queue, id));
    for (;;) {
      if ((await lasting(send)) !== null) return inbox;
      const there = await lasting(find);
      const isUsable = there && !['failed', 'cancelled'].includes(there.state);
      if (isUsable && there.state === 'completed') inbox.put(answerIn(there.output));
      if (isUsable) {
        if (there.state !== 'completed') void lookAfter(queue, id, inbox).catch(() => undefined);
        return inbox;
      }
      if (there) await lasting(() => boss.boss.deleteJob(queue, id));
    }
  };

  /**
   * A job that was found may have been answered before anybody listened here, and its row be completed only after that. Two
   * looks must agree, so that what is on its way comes first.
   */
  const lookAfter = async (queue: string, id: string, inbox: Inbox): Promise<void> => {
    for (let isDue = false; ; ) {
      await sleep(options.looksEvery ?? 30_000, undefined, { signal: ending.signal });
      if (asked.get(id) !== inbox) return;
      const there = (await lasting(() => boss.boss.findJobs<unknown>(queue, { id })))[0];
      if (there !== undefined && there.state !== 'completed') isDue = false;
      else if (!isDue) isDue = true;
      else return inbox.put(answerIn(there?.output));
    }
  };

  /** Epochs of the state that is kept of a child, 0 where there is none. */
  const epochsKept = async (id: string): Promise<number> => (await keptState(boss, id))?.epochs.length ?? 0;

  /** Its row; in vain where the database is gone, and then it goes when its time is over. */
  const forget = async (queue: string, id: string): Promise<void> => {
    await briefly(() => boss.boss.deleteJob(queue, id));
  };

  const evaluate = async function* (
    settings: Settings,
    ...[architecture, trial, start = {}]: Parameters<Evaluator['evaluate']>
  ): AsyncGenerator<TrainingStep, Evaluation, void> {
    const queue = children as string;
    const unnamed = { ...{ type: 'evaluate' as const, id: '-', settings, architecture, trial }, ...start };
    const request = { ...unnamed, id: childId(run, unnamed) };
    let tries = 1;
    let reached = 0;
    let isOver = false;
    try {
      for (let isAgain = false; ; isAgain = true) {
        const inbox = await ask(queue, request, isAgain);
        try {
          const evaluation = yield* heard(request, inbox);
          isOver = true;
          return evaluation;
        } catch (thrown) {
          if (!(thrown instanceof ChildLost)) {
            isOver = !(thrown instanceof DeviceError);
            throw thrown;
          }
          const epochs = await lasting(() => epochsKept(request.id));
          tries = epochs > reached ? 1 : tries + 1;
          reached = Math.max(reached, epochs);
          if (tries > MOST_TRIES)
            throw new DeviceError(spoken(`Child ${trial}: ${sentenceOf(thrown.message)}`));
          tell(`Child ${trial}: ${sentenceOf(thrown.message)} It is asked for again.`);
        }
      }
    } finally {
      asked.delete(request.id);
      if (isOver) {
        ended.push(request.id);
        while (ended.length > 2 * settings.wave) void forget(queue, ended.shift() as string);
      } else await forget(queue, request.id);
    }
  };

  /** Throws a ChildLost where somebody else may do better. */
  async function* heard(
    { id, trial, until }: EvaluateRequest,
    inbox: Inbox,
  ): AsyncGenerator<TrainingStep, Evaluation, void> {
    let worker: string | null = null;
    try {
      for (;;) {
        const told = await inbox.next(ending.signal);
        if ('lost' in told) throw new ChildLost(`nobody could train it: ${told.lost}`);
        if (told.before > 0 && worker !== told.worker && !told.isLast)
          tell(
            `Child ${trial} was taken over by ${told.worker}; who had it before was not heard of any more.`,
          );
        if (worker !== null && worker !== told.worker) crowd.left(worker, trial);
        worker = told.worker;
        for (const line of told.lines) {
          const read = readAnswer(line);
          if (!read.ok) throw new ChildLost(`${told.worker} answered what is no answer. ${read.error}`);
          const answer = read.value;
          if (!('id' in answer) || answer.id !== id) continue;
          if (answer.type === 'progress') {
            crowd.at(worker, trial, answer.progress);
            yield answer.progress;
          } else if (answer.type === 'state') {
            if (answer.state.epochs.length === until) yield { type: 'state', state: answer.state };
          } else if (answer.type === 'error') {
            // It stands in the run's file, too, where lines are as they are without a queue.
            if (answer.kind === 'child') throw new Error(answer.sentence.replaceAll(/[^\P{Cc}\n\t]/gu, ' '));
            throw new ChildLost(`${told.worker} cannot train it: ${answer.sentence}`);
          } else if (answer.type === 'result') {
            const why = strange(answer.environment);
            if (why !== null) throw new ChildLost(`${told.worker} ${why}`);
            return { ...answer.evaluation, environment: answer.environment };
          }
        }
        if (told.isLast) throw new ChildLost(`${told.worker} said that it had ended, and not how`);
      }
    } finally {
      if (worker !== null) crowd.left(worker, trial);
    }
  }

  /** A clause where these figures would not compare with the others. */
  const strange = (environment: TrialEnvironment): string | null =>
    unspeakable(environment) ??
    (mixed || isDeepStrictEqual(environment, first)
      ? refusal(environment, null)
      : (refusal(environment, first) ?? `trained it on ${environmentName(environment)}`));

  const end = (): void => ending.abort(new DeviceError('The search was ended.'));
  return {
    count: MOST_AT_ONCE,
    async open(settings) {
      let hello = await greeted(settings);
      for (;;) {
        const why = mixed || before === null ? null : refusal(hello.environment, before, 'the run until now');
        if (why === null) break;
        // Another that is at the queue, or comes, may be like it.
        if (!unlike.has(why)) tell(`A worker at the queue ${why}`);
        unlike.add(why);
        await sleep(1000, undefined, { signal: ending.signal }).catch(() => ending.signal.throwIfAborted());
        hello = await greeted(settings);
      }
      first = hello.environment;
      children = childrenQueue(mixed ? null : first);
      attendance.wants(children, first);
      await lasting(() => boss.boss.createQueue(children as string, CHILDREN));
      return { hello };
    },
    evaluator: (settings, cost) => ({
      cost,
      evaluate: (...child) => evaluate(settings, ...child),
    }),
    abort: end,
    interrupt: end,
    async close() {
      attendance.end();
      // A database that is gone need not be waited for: its rows go when their time is over.
      await briefly(clear, 10_000);
      end();
      await boss.close();
    },
  };

  /** Takes away all that this search has at the queue, what it asked for before it was killed included. */
  async function clear(): Promise<void> {
    for (let queue = children; queue !== null; ) {
      const jobs = await boss.boss.findJobs(queue, { data: { run }, limit: 20 });
      if (jobs.length === 0) break;
      // What has not ended goes on from its state, where its search does.
      const over = jobs.filter(({ state }) => state === 'completed');
      await Promise.all(over.map(({ id }) => deleteStates(boss, id)));
      await boss.boss.deleteJob(
        queue,
        jobs.map(({ id }) => id),
      );
    }
    await boss.boss.deleteQueue(answers);
  }

  /** The first answer of whoever is there. */
  async function greeted(settings: Settings): Promise<Hello> {
    attendance.wants(greeting, null);
    const line = writeLine({ type: 'open', settings });
    const id = await lasting(() => boss.boss.send(greeting, { run, line }));
    if (id === null) throw new InputError('The queue takes no questions.');
    const inbox = createInbox();
    asked.set(id, inbox);
    try {
      for (;;) {
        const told = await inbox.next(ending.signal);
        if ('lost' in told) throw new InputError(`Nobody at the queue answers: ${sentenceOf(told.lost)}`);
        for (const one of told.lines) {
          const read = readAnswer(one);
          if (!read.ok)
            throw new InputError(spoken(`${told.worker} answered what is no answer. ${read.error}`));
          const hello: Answer = read.value;
          if (hello.type !== 'hello') continue;
          const why = unspeakable(hello.environment) ?? refusal(hello.environment, null);
          if (why !== null) throw new InputError(spoken(`${told.worker} ${why}`));
          return hello;
        }
      }
    } finally {
      asked.delete(id);
      await forget(greeting, id);
    }
  }
}

/** Another worker may do better. The message is a clause. */
class ChildLost extends Error {
  override readonly name = 'ChildLost';
}

/** A clause where its names, which go to a terminal and to a file, hold commands of a terminal. */
const unspeakable = ({ engine, adapter }: TrialEnvironment): string | null =>
  spoken(engine + adapter) === engine + adapter ? null : 'says no plain words of what it trains with';

/** What a job was completed with. */
function answerIn(output: unknown): Told {
  const read = readAnswerJob(output);
  return read.ok ? read.value : { lost: 'What was kept of it is no answer' };
}

/** What a job failed with, as pg-boss keeps it. */
function lastWords(output: unknown): string {
  const { message, value } = (output ?? {}) as { readonly message?: unknown; readonly value?: unknown };
  if (typeof message === 'string') return spoken(message.slice(0, 1000));
  return typeof value === 'object' && value !== null ? lastWords(value) : 'its workers were lost';
}

/** Workers of a queue by small numbers, for a line each. */
function createCrowd(watch: QueueCrewOptions['watch']) {
  const numbers = new Map<string, number>();
  const numberOf = (worker: string, trial: number): number => {
    const key = `${worker} ${trial}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const taken = new Set(numbers.values());
    let number = 1;
    while (taken.has(number)) number++;
    numbers.set(key, number);
    return number;
  };
  return {
    at(worker: string, trial: number, step: TrainingStep): void {
      const number = numberOf(worker, trial);
      if (step.type === 'batch')
        watch?.(
          number,
          `${worker}, child ${trial}: epoch ${step.epoch}, step ${step.step} of ${step.steps}, loss ${step.loss.toFixed(3)}`,
        );
      else if (step.type === 'compiling') watch?.(number, `${worker}, child ${trial}: begins`);
    },
    left(worker: string, trial: number): void {
      const key = `${worker} ${trial}`;
      const number = numbers.get(key);
      if (number === undefined) return;
      numbers.delete(key);
      watch?.(number, null);
    },
  };
}
