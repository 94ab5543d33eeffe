import { tell } from '../bootstrap/folders.mjs';
import { onInterruption } from '../runs/interruption.ts';
import { type Crew, type CrewChoice, createCrew } from './crew.ts';

/** What trains in this process, one after the other. */
export interface Here<Job, Line> {
  /** Null where it was stopped between two batches. */
  train(job: Job, signal: AbortSignal): Promise<Line | null>;
  dispose(): void;
}

/** What has jobs trained by workers. */
export interface ByCrew<Job, Line> {
  readonly choice: CrewChoice;
  /** Null where it was stopped. */
  train(crew: Crew, job: Job): Promise<Line | null>;
}

export interface Missing<Job, Line> {
  readonly jobs: readonly Job[];
  /** Undefined: to their end. */
  readonly minutes: number | undefined;
  here(): Promise<Here<Job, Line>>;
  /** Null: this process trains. */
  readonly crew: ByCrew<Job, Line> | null;
  /** Keeps a line. */
  log(line: Line): void;
  /** What a person reads of it, without a full stop. */
  told(job: Job, line: Line, minutesLeft: number, seconds: number): string;
}

/**
 * Trains what a log lacks, in the order of the jobs, and keeps each line as soon as it is there: where several are trained at
 * once, in the order in which they end, so that none is lost. A signal ends those in training, and once the time is over no
 * other is begun. Answers the exit code.
 */
export async function trainMissing<Job, Line>({
  jobs,
  minutes,
  crew: byCrew,
  here,
  log,
  told,
}: Missing<Job, Line>): Promise<number> {
  const abort = new AbortController();
  const { signal } = abort;
  const interruption = onInterruption(() => {
    tell(byCrew === null ? 'Ending after this batch …' : 'Ending after these batches …');
    abort.abort();
  });
  const start = performance.now();
  let begun = 0;
  let done = 0;
  let isOver = false;
  const work = async (train: (job: Job) => Promise<Line | null>): Promise<void> => {
    while (begun < jobs.length && !isOver && !signal.aborted) {
      const job = jobs[begun++] as Job;
      const began = performance.now();
      const line = await train(job);
      if (line === null) return;
      log(line);
      const now = performance.now();
      const elapsed = (now - start) / 60_000;
      done++;
      const left = Math.round((elapsed / done) * (jobs.length - done));
      tell(`${done} of ${jobs.length}: ${told(job, line, left, (now - began) / 1000)}`);
      if (minutes !== undefined && elapsed >= minutes) isOver = true;
    }
  };
  try {
    if (byCrew === null) {
      const place = await here();
      await work((job) => place.train(job, signal)).finally(() => place.dispose());
    } else {
      const { choice } = byCrew;
      const crew = createCrew(choice, jobs.length, signal);
      const each = Array.from({ length: Math.min(choice.count, jobs.length) }, () =>
        work((job) => byCrew.train(crew, job)).catch((thrown: unknown) => {
          abort.abort();
          throw thrown;
        }),
      );
      const ended = await Promise.allSettled(each);
      await crew.close();
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
    }
    if (interruption.code !== null && done < jobs.length) return interruption.code;
    if (done === jobs.length) return 0;
    tell('The time is over. What is done is kept: start the command again to go on.');
    return 0;
  } finally {
    interruption.end();
  }
}
