import { setImmediate as turn } from 'node:timers/promises';
import { BackendError, DataError, DeviceError, InputError, messageOf } from '../../base/errors.ts';
import type { Evaluation, Evaluator, TrainingStep, TrialEnvironment } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { EntryTerms } from '../../studies/tabulated/recipes.ts';
import { startCoreClock } from './coreClock.ts';
import { type Answer, type ErrorKind, type EvaluateRequest, readRequest } from './lines.ts';

/** What trains children by some settings, in the process that answers lines. */
export interface Opened {
  readonly evaluator: Evaluator;
  /** Trains an entry of a table of these settings, as that child of the evaluator; null where it was stopped. Throws an InputError on wrong terms. */
  entry(
    architecture: Architecture,
    trial: number,
    terms: EntryTerms,
    watch: EntryWatch,
  ): Promise<Evaluation | null>;
  /** Why children are not asked after the shown images, as a sentence. */
  readonly unseen?: string;
  dispose(): void;
}

export interface EntryWatch {
  /** Asked between two steps. */
  isStopped(): Promise<boolean>;
  report(step: TrainingStep): void;
}

export interface Answering {
  /** Lines as they come in; where they end, the child in training ends with them. */
  readonly requests: AsyncIterable<string>;
  readonly environment: TrialEnvironment;
  /** Throws a DataError, an InputError or a DeviceError. */
  open(settings: Settings): Promise<Opened>;
  send(answer: Answer): void;
}

/** Least time between two reports of batches, in ms. */
const INTERVAL = 200;

/**
 * Answers requests, one after the other in their order, until there are no more; one that cannot be read is answered with
 * an error, and the next is read. Throws the DeviceError of a device that was lost, once that is told: nothing is trained here any more.
 */
export async function answerRequests({ requests, environment, open, send }: Answering): Promise<void> {
  let opened: { readonly key: string; readonly bench: Opened } | null = null;
  const stopped = new Set<string>();
  let isOver = false;
  let lost: unknown = null;
  let tellLost = (): void => {};
  const whenLost = new Promise<null>((resolve) => {
    tellLost = () => resolve(null);
  });

  const benchFor = async (settings: Settings): Promise<Opened> => {
    const key = JSON.stringify(settings);
    if (opened?.key === key) return opened.bench;
    opened?.bench.dispose();
    opened = null;
    const bench = await open(settings);
    opened = { key, bench };
    return bench;
  };

  const tellError = (thrown: unknown, id?: string): void => {
    const kind = kindOf(thrown);
    const sentence = messageOf(thrown).slice(0, 9000);
    send({ type: 'error', ...(id !== undefined && { id }), kind, sentence });
    if (kind !== 'device') return;
    lost = thrown;
    tellLost();
  };

  const prepare = async (settings: Settings): Promise<void> => {
    try {
      const { unseen } = await benchFor(settings);
      send({ type: 'opened', ...(unseen !== undefined && { unseen }) });
    } catch (thrown) {
      tellError(thrown);
    }
  };

  const train = async (request: EvaluateRequest): Promise<void> => {
    const { id, architecture, trial, type: _, settings, entry, ...start } = request;
    const isStopped = (): boolean => isOver || stopped.has(id);
    try {
      const bench = await benchFor(settings);
      const coreSeconds = startCoreClock();
      const report = createReports(id, send, coreSeconds);
      const evaluation = entry
        ? await bench.entry(architecture, trial, entry, {
            isStopped: () => turn().then(isStopped),
            report,
          })
        : await pulled(bench.evaluator.evaluate(architecture, trial, start), isStopped, report);
      if (evaluation !== null) {
        // A worker trains one child at a time: none beside it was in its way.
        const { isRefused: _, ...told } = evaluation;
        send({ type: 'result', id, evaluation: told, environment, coreSeconds: coreSeconds() });
      } else if (!isOver) send({ type: 'stopped', id });
    } catch (thrown) {
      tellError(thrown, id);
    } finally {
      stopped.delete(id);
    }
  };

  let work = Promise.resolve();
  try {
    const lines = requests[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([lines.next(), whenLost]);
      if (next === null || next.done) break;
      const line = next.value;
      if (line.trim() === '') continue;
      const read = readRequest(line);
      if (!read.ok) {
        send({ type: 'error', kind: 'request', sentence: read.error });
        continue;
      }
      const { value } = read;
      if (value.type === 'stop') stopped.add(value.id);
      else
        work = work.then(() => {
          if (lost !== null || isOver) return;
          return value.type === 'open' ? prepare(value.settings) : train(value);
        });
    }
  } finally {
    isOver = true;
    await work;
    (opened as { readonly bench: Opened } | null)?.bench.dispose();
  }
  if (lost !== null) throw lost;
}

/** Null where it was stopped before its end. */
async function pulled(
  training: AsyncGenerator<TrainingStep, Evaluation, void>,
  isStopped: () => boolean,
  report: (step: TrainingStep) => void,
): Promise<Evaluation | null> {
  let running = true;
  try {
    while (!isStopped()) {
      const { value, done } = await training.next();
      if (done) {
        running = false;
        return value;
      }
      report(value);
      // A processor that trains in this very thread would leave requests unread.
      await turn();
    }
    return null;
  } finally {
    if (running) await training.return(undefined as never);
  }
}

/** Every state and epoch, and of the batches as many as can be looked at. */
function createReports(
  id: string,
  send: (answer: Answer) => void,
  coreSeconds: () => number,
): (step: TrainingStep) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (step) => {
    if (step.type === 'state')
      return send({ type: 'state', id, state: step.state, coreSeconds: coreSeconds() });
    const isOften = step.type === 'batch' || step.type === 'evaluating';
    if (isOften && performance.now() - last < INTERVAL) return;
    if (isOften) last = performance.now();
    send({ type: 'progress', id, progress: step });
  };
}

function kindOf(thrown: unknown): ErrorKind {
  if (thrown instanceof DataError) return 'images';
  if (thrown instanceof InputError) return 'settings';
  if (thrown instanceof DeviceError || thrown instanceof BackendError) return 'device';
  return 'child';
}
