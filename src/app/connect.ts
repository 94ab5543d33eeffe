import { DataError } from '../base/errors.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { ComparisonCommand, ComparisonEvent } from '../protocol/comparison.ts';
import type { ImportCommand, ImportEvent, SquareCommand, SquareEvent } from '../protocol/own.ts';
import type { Command, Event } from '../protocol/protocol.ts';
import type { Run } from '../run/run.ts';
import type { Trial } from '../search/trial.ts';
import type { RunStorage } from '../storage/runStorage.ts';
import type { PictureReader } from '../store/classBoard/ports.ts';
import type { Connect, Link } from '../store/link.ts';
import type { SquareReader } from '../store/own/own.ts';
import { pageTexts } from '../ui/texts/page.ts';
import type { ReadingCommand, ReadingEvent } from '../worker/reading/reading.ts';

type LastReadingEvent = Exclude<ReadingEvent, { type: 'trials' | 'picture' }>;

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

/** Starts the worker of looked-up searches, which is small and needs nothing of the device. */
export const connectLookup: Connect<Command, Event> = (onEvent, onCrash) =>
  linked(
    new Worker(new URL('../worker/lookup/lookupWorker.ts', import.meta.url), {
      type: 'module',
      name: 'lookup',
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

/** Starts the worker that reads a person's own pictures, which may take long and much memory. */
export const connectImport: Connect<ImportCommand, ImportEvent> = (onEvent, onCrash) =>
  linked(
    new Worker(new URL('../worker/own/importWorker.ts', import.meta.url), {
      type: 'module',
      name: 'own pictures',
    }),
    onEvent,
    onCrash,
  );

/** Has a worker read a run's file. `past`: a moment that has been, whatever this machine's clock says. */
export async function readRunFile(file: Blob, past?: string): Promise<Result<Run, string>> {
  const { trials, last } = await read({ type: 'file', file, past });
  return last.type === 'run' ? ok({ ...last.run, trials }) : fail('why' in last ? last.why : '');
}

/** The same storage; a run is loaded by a worker, and by the page itself where that one cannot. */
export const loadingElsewhere = (storage: RunStorage): RunStorage => ({
  ...storage,
  async load(id) {
    const { trials, last } = await read({ type: 'kept', id });
    switch (last.type) {
      case 'kept':
        return { ...last.run, trials };
      case 'absent':
        return null;
      case 'refused':
        throw new DataError(last.why);
      default:
        return storage.load(id);
    }
  },
});

/** Looks for QR codes until it is closed. */
export function openPictures(): PictureReader {
  const { ask, close } = asking<ReadingCommand, ReadingEvent>(startReading());
  return {
    async read(picture) {
      const answer = await ask({ type: 'picture', picture }, picture);
      return answer.type === 'picture' ? answer.text : null;
    },
    close,
  };
}

/** Reads pictures as a run's images are until it is closed. */
export function openSquares(): SquareReader {
  const worker = new Worker(new URL('../worker/own/squareWorker.ts', import.meta.url), {
    type: 'module',
    name: 'pictures',
  });
  const { ask, close } = asking<SquareCommand, SquareEvent>(worker);
  return { read: (command) => ask(command, command.picture), close };
}

/** A worker that answers each question about a picture, one after the other; a bitmap is closed once it was sent. */
function asking<Sent, Heard>(worker: Worker) {
  const waiting: { resolve(answer: Heard): void; reject(why: Error): void }[] = [];
  let ended: Error | null = null;
  const end = (why: string): void => {
    ended ??= new Error(why);
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  const { send, terminate } = linked<Sent, Heard>(worker, (answer) => waiting.shift()?.resolve(answer), end);
  return {
    ask: (command: Sent, picture: Blob | ImageBitmap) =>
      new Promise<Heard>((resolve, reject) => {
        if (ended !== null) return reject(ended);
        waiting.push({ resolve, reject });
        send(command);
        if (!(picture instanceof Blob)) picture.close();
      }),
    close() {
      terminate();
      end('no more pictures are read');
    },
  };
}

const startReading = (): Worker =>
  new Worker(new URL('../worker/reading/readingWorker.ts', import.meta.url), {
    type: 'module',
    name: 'reading',
  });

/** A worker of its own, which ends with what it reads. `last`: what it said last; `failed` where it crashed. */
async function read(
  command: ReadingCommand,
): Promise<{ readonly trials: Run['trials']; readonly last: LastReadingEvent }> {
  const worker = startReading();
  const trials: Trial[] = [];
  const last = await new Promise<LastReadingEvent>((resolve) => {
    const hear = (event: ReadingEvent): void => {
      if (event.type === 'trials') trials.push(...event.trials);
      else if (event.type !== 'picture') resolve(event);
    };
    const crash = (why: string): void => resolve({ type: 'failed', why });
    linked<ReadingCommand, ReadingEvent>(worker, hear, crash).send(command);
  }).finally(() => worker.terminate());
  return { trials, last };
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
