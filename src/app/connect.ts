import { fail, ok, type Result } from '../base/result.ts';
import type { ComparisonCommand, ComparisonEvent } from '../protocol/comparison.ts';
import type { Command, Event } from '../protocol/protocol.ts';
import type { Run } from '../run/run.ts';
import type { Trial } from '../search/trial.ts';
import type { Connect, Link } from '../store/link.ts';
import { pageTexts } from '../ui/texts/page.ts';
import type { ReadingEvent } from '../worker/reading/reading.ts';

/** Starts the worker that holds tfjs, the controller and the children. Called on the first start of a search, not before. */
export const connectWorker: Connect<Command, Event> = (onEvent, onCrash) =>
  linked(
    new Worker(new URL('../worker/session/searchWorker.ts', import.meta.url), {
      type: 'module',
      name: 'search',
    }),
    onEvent,
    onCrash,
  );

/** Starts the worker that compares strategies: beside the search's, so that both can work at once. */
export const connectComparison: Connect<ComparisonCommand, ComparisonEvent> = (onEvent, onCrash) =>
  linked(
    new Worker(new URL('../worker/comparing/comparingWorker.ts', import.meta.url), {
      type: 'module',
      name: 'comparison',
    }),
    onEvent,
    onCrash,
  );

/** Has a worker of its own read a run's file, which ends with it. */
export function readRunFile(text: string): Promise<Result<Run, string>> {
  const worker = new Worker(new URL('../worker/reading/readingWorker.ts', import.meta.url), {
    type: 'module',
    name: 'reading',
  });
  const trials: Trial[] = [];
  return new Promise<Result<Run, string>>((resolve) => {
    const hear = (event: ReadingEvent): void => {
      if (event.type === 'trials') trials.push(...event.trials);
      else resolve(event.type === 'run' ? ok({ ...event.run, trials }) : fail(event.why));
    };
    linked<string, ReadingEvent>(worker, hear, (why) => resolve(fail(why))).send(text);
  }).finally(() => worker.terminate());
}

function linked<Sent, Heard>(
  worker: Worker,
  onEvent: (event: Heard) => void,
  onCrash: (reason: string) => void,
): Link<Sent> {
  worker.onmessage = (message: MessageEvent<Heard>) => onEvent(message.data);
  worker.onerror = (event) => onCrash(event.message || pageTexts.workerUnloaded);
  worker.onmessageerror = () => onCrash(pageTexts.workerUnread);
  return {
    send: (command) => worker.postMessage(command),
    terminate: () => worker.terminate(),
  };
}
