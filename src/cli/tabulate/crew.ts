import { InputError } from '../../base/errors.ts';
import type { EngineKind } from '../../engine/executor.ts';
import { environmentName } from '../../run/environments.ts';
import type { TrialEnvironment } from '../../search/trial.ts';
import { tell } from '../bootstrap/folders.mjs';
import { type Child, type TrainedChild, trainInWorkers } from '../workers/evaluator.ts';
import { type WorkersChoice, workersChoice } from '../workers/options.ts';
import { createWorkers } from '../workers/pool.ts';

/** The options of a command whose logged trainings may be made by worker processes. */
export const crewFlags = { workers: { type: 'string' }, evaluator: { type: 'string' } } as const;

export const crewHelp = (indent: number): string =>
  [
    [
      '--workers N',
      'train in N processes beside this one, as many at once; lines come in the order in which they end',
    ],
    ['--evaluator COMMAND', 'start each of them by this line of the shell instead (docs/SCALE.md)'],
  ]
    .map(([option = '', text]) => `  ${option}`.padEnd(indent) + text)
    .join('\n');

export interface CrewGiven {
  readonly workers?: string | undefined;
  readonly evaluator?: string | undefined;
  readonly threads?: string | undefined;
}

export interface CrewChoice extends WorkersChoice {
  /** That the log is of. */
  readonly engine: EngineKind;
}

/** Null: none is wanted. Throws an InputError where the options do not go together. */
export function crewChoice(given: CrewGiven, engine: EngineKind): CrewChoice | null {
  const { workers, evaluator, threads } = given;
  const choice = workersChoice({ workers, evaluator, threads, ...(evaluator === undefined && { engine }) });
  return choice && { ...choice, engine };
}

/** Trains children in worker processes, for commands that keep their figures in a log. */
export interface Crew {
  /** Null where the signal came first. Throws an InputError where a worker is refused, a DeviceError where a child lost three. */
  train(child: Omit<Child, 'start'>): Promise<(TrainedChild & { readonly coreSeconds: number }) | null>;
  close(): Promise<void>;
}

/** At most so many processes, started for the first child. Whatever they are started by, all of them train on the log's engine, and on one device. */
export function createCrew({ engine, ...choice }: CrewChoice, most: number, signal: AbortSignal): Crew {
  const count = Math.min(choice.count, most);
  const workers = createWorkers({ ...choice, count, tell: (sentence) => tell(`Warning: ${sentence}`) });
  signal.addEventListener('abort', workers.abortSoon);
  // Who is stopped does not wait for workers to have begun.
  const stopped = new Promise<null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null));
  });
  const open = async ({ settings }: Pick<Child, 'settings'>): Promise<true> => {
    const { hello } = await workers.open(settings, count);
    check(hello.environment, engine);
    return true;
  };
  let opening: Promise<true> | null = null;
  return {
    async train(child) {
      opening ??= open(child);
      if (signal.aborted || (await Promise.race([opening, stopped])) === null) return null;
      const trained = await whole(trainInWorkers(workers, { ...child, start: {} }), signal);
      if (trained === null) return null;
      const { coreSeconds } = trained;
      if (coreSeconds === null)
        throw new InputError(
          '--evaluator: its results do not say how long the processor took (coreSeconds), which the log is to have.',
        );
      return { ...trained, coreSeconds: Number(coreSeconds.toFixed(2)) };
    },
    async close() {
      await opening?.catch(() => undefined);
      await workers.close();
    },
  };
}

function check(environment: TrialEnvironment, engine: EngineKind): void {
  if (environment.engine === engine) return;
  throw new InputError(
    `--evaluator: it trains with ${environmentName(environment)}, and this log is of the engine ${engine}. Have it train with --engine ${engine}.`,
  );
}

async function whole(
  training: AsyncGenerator<unknown, TrainedChild, void>,
  signal: AbortSignal,
): Promise<TrainedChild | null> {
  let running = true;
  try {
    while (!signal.aborted) {
      const { value, done } = await training.next();
      if (!done) continue;
      running = false;
      return value as TrainedChild;
    }
    return null;
  } catch (thrown) {
    if (signal.aborted) return null;
    throw thrown;
  } finally {
    if (running) await training.return(undefined as never).catch(() => undefined);
  }
}
