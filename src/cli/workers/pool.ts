import { setMaxListeners } from 'node:events';
import { Pool } from 'tarn';
import { InputError, messageOf, RefusedError, SetupError } from '../../base/errors.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import { environmentName, isSameEnvironment } from '../../run/environments.ts';
import type { TrialEnvironment } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Hello } from './lines.ts';
import type { Patience } from './patience.ts';
import { type Command, type EvaluatorProcess, startProcess, WorkerLost } from './process.ts';

export interface WorkersOptions {
  readonly count: number;
  /** Of a worker, by its number from 1. */
  command(worker: number): Command;
  /** Whether workers may train on different devices, which round differently. */
  readonly mixed: boolean;
  /** What trained the search's children until now, which others must be like unless they are mixed; null: nothing. */
  readonly before?: TrialEnvironment | null;
  readonly patience: Patience;
  /** Hears, in sentences, what a person should know: a worker that was lost. */
  tell(sentence: string): void;
  /** Hears what a worker is at, in a few words; null: nothing. */
  watch?(worker: number, doing: string | null): void;
  /** How long children may take to be stopped before their workers are ended, in ms; absent: 15 s. */
  readonly stopping?: number;
}

export interface Worker {
  /** From 1; one that is started in the place of another has its number. */
  readonly number: number;
  readonly process: EvaluatorProcess;
}

/** Evaluator processes, started when they are wanted and kept for the next child. */
export interface Workers {
  readonly options: WorkersOptions;
  /** Starts so many and has them read the settings' images; answers the first one's hello. Throws a SetupError where they cannot be started. */
  open(settings: Settings, wanted: number): Promise<{ readonly hello: Hello; readonly unseen?: string }>;
  /** The next free one, in the order of asking; rejects with a WorkerLost where it could not be started. */
  take(): Promise<Worker>;
  /** Gives it back; one that was lost is replaced when it is wanted. */
  give(worker: Worker): void;
  /** Ends all of them at once, whatever they are at; no other is started. */
  abort(): void;
  /** As `abort`, once each has had the time to end its batch; until then children may be stopped in order. */
  abortSoon(): void;
  readonly isAborted: boolean;
  /** Ends all of them in order, once those that are at work have been given back. */
  close(): Promise<void>;
}

/** How long children may take to be stopped, in ms: a worker may be amid its first compile, and say nothing. */
const STOPPING = 15_000;

/** How often the same is tried without having come any further. */
export const MOST_TRIES = 3;

/** The most that a timer takes: children may wait for days. */
const FOREVER = 2 ** 31 - 1;

/**
 * The pool itself, who waits and who is free, is tarn's. A worker of another engine version is refused, since its bits are
 * not this program's; one on another device than the first, too, unless they may be mixed.
 */
export function createWorkers(options: WorkersOptions): Workers {
  const { count, mixed, command, patience, before = null } = options;
  const numbers = new Set<number>();
  let first: TrialEnvironment | null = null;
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);

  const start = async (): Promise<Worker> => {
    if (ending.signal.aborted) throw new WorkerLost('No other worker is started.', true);
    const number = firstFree(numbers);
    numbers.add(number);
    try {
      const process = await startProcess(command(number), patience, ending.signal);
      const { environment } = process.hello;
      const why =
        (mixed ? null : refusal(environment, before, 'the run until now')) ??
        refusal(environment, mixed ? null : first);
      if (why !== null) {
        process.kill(why, true);
        throw new WorkerLost(why, true);
      }
      first ??= environment;
      return { number, process };
    } catch (thrown) {
      numbers.delete(number);
      throw thrown instanceof WorkerLost
        ? new WorkerLost(`Worker ${number} ${thrown.message}`, thrown.isFinal)
        : new WorkerLost(`Worker ${number} could not be started: ${messageOf(thrown)}`);
    }
  };

  const pool = new Pool<Worker>({
    create: start,
    validate: ({ process }) => process.lost === null,
    async destroy({ number, process }) {
      numbers.delete(number);
      await process.end();
    },
    min: 0,
    max: count,
    propagateCreateError: true,
    acquireTimeoutMillis: FOREVER,
    createTimeoutMillis: FOREVER,
    destroyTimeoutMillis: FOREVER,
    idleTimeoutMillis: FOREVER,
    reapIntervalMillis: 60_000,
  });

  /** Rejects with a WorkerLost, or with a RefusedError or an InputError where the worker itself refuses. */
  const openOnce = async (settings: Settings, wanted: number): ReturnType<Workers['open']> => {
    // The first one's device is what the others are compared with.
    const taken = [await take()];
    try {
      const others = Array.from({ length: Math.min(wanted, count) - 1 }, () => take());
      const started = await Promise.allSettled(others);
      for (const one of started) if (one.status === 'fulfilled') taken.push(one.value);
      const missing = started.find((one) => one.status === 'rejected');
      if (missing) throw missing.reason;
      // All are heard out: an answer that nobody waits for would be taken for that of the next request.
      const answered = await Promise.allSettled(taken.map((worker) => ready(worker, settings)));
      const refused = answered.find((one) => one.status === 'rejected');
      if (refused) throw refused.reason;
      const opened = answered.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const unseen = opened.find((one) => one !== null) ?? null;
      return { hello: taken[0]!.process.hello, ...(unseen !== null && { unseen }) };
    } finally {
      for (const worker of taken) give(worker);
    }
  };

  const take = (): Promise<Worker> => pool.acquire().promise;
  const give = (worker: Worker): void => {
    pool.release(worker);
  };
  return {
    options,
    async open(settings, wanted) {
      for (let tries = 1; ; tries++) {
        try {
          return await openOnce(settings, wanted);
        } catch (thrown) {
          if (!(thrown instanceof WorkerLost)) throw thrown;
          if (thrown.isFinal || tries === MOST_TRIES || ending.signal.aborted)
            throw new SetupError(`${sentenceOf(thrown.message)}${startedBy(command(1))}`);
          options.tell(`${sentenceOf(thrown.message)} It is started again.`);
        }
      }
    },
    take,
    give,
    abort: () => ending.abort(),
    abortSoon: () => void setTimeout(() => ending.abort(), options.stopping ?? STOPPING).unref(),
    get isAborted() {
      return ending.signal.aborted;
    },
    async close() {
      await pool.destroy();
    },
  };
}

/** Answers why it sees no shown images, null where it does. */
async function ready({ number, process }: Worker, settings: Settings): Promise<string | null> {
  process.ask({ type: 'open', settings });
  for (;;) {
    const answer = await process.next().catch((thrown: unknown) => {
      throw new WorkerLost(`Worker ${number} ${messageOf(thrown)}`);
    });
    if (answer.type === 'opened') return answer.unseen ?? null;
    if (answer.type !== 'error') continue;
    const said = `Worker ${number} cannot train: ${answer.sentence}`;
    if (answer.kind === 'images' || answer.kind === 'settings')
      throw new RefusedError(said, answer.kind, answer.sentence);
    throw answer.kind === 'device' ? new WorkerLost(said) : new InputError(said);
  }
}

/** A clause that follows a worker's name; null where it is welcome. */
export function refusal(
  environment: TrialEnvironment,
  first: TrialEnvironment | null,
  whose = 'the first',
): string | null {
  const { engine, version } = environment;
  const own = (ENGINE_VERSIONS as Readonly<Record<string, number>>)[engine];
  if (own === undefined || version !== own) {
    const known = own === undefined ? 'has none of that name' : `has version ${own}`;
    return `was refused: it trains with ${environmentName(environment)}, and this program ${known}, whose figures may differ. Use the same version of the program everywhere.`;
  }
  if (first === null || isSameEnvironment(environment, first)) return null;
  return `was refused: it trains on ${environmentName(environment)}, and ${whose} on ${environmentName(first)}; devices round differently, so that figures would not compare. Give --mixed to allow it; every trial then says which trained it.`;
}

function firstFree(taken: ReadonlySet<number>): number {
  let number = 1;
  while (taken.has(number)) number++;
  return number;
}

/** Of a line of the shell: who is told of a worker that ended may have had it mistyped. */
const startedBy = ({ file, shell = false }: Command): string =>
  shell ? ` Workers are started by --evaluator ${JSON.stringify(file)}.` : '';

export const sentenceOf = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
