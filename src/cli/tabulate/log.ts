import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Field, nullable, number, object, parseJson, readWith, text, whole } from '../../base/fields.ts';
import { KeepError } from '../../storage/files/put.ts';

/** One training of one row, as the log has it. */
export interface LoggedTraining {
  readonly row: number;
  /** From 0. */
  readonly training: number;
  readonly accuracy: number | null;
  readonly seconds: number;
  readonly reason?: string;
}

/** Trainings that are done, the latest of each row and training. */
export function readLog(folder: string): Map<string, LoggedTraining> {
  const done = new Map<string, LoggedTraining>();
  for (const training of readLines(folder, logged))
    done.set(keyOf(training.row, training.training), training);
  return done;
}

/**
 * What was logged, a line each in `part-*.jsonl`. A line is written at once and whole, so that a process can be killed at
 * any time; a last line that was cut off is ignored, and the next one begins anew.
 */
export function readLines<Line>(folder: string, field: Field<Line>): Line[] {
  if (!existsSync(folder)) return [];
  const lines: Line[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => /^part-\d+\.jsonl$/.test(name))
    .sort()) {
    for (const text of readFileSync(path.join(folder, file), 'utf8').split('\n')) {
      const json = parseJson(text);
      const line = json.ok ? readWith(field, json.value) : json;
      if (line.ok) lines.push(line.value);
    }
  }
  return lines;
}

/** The latest line of each job that is done. */
export function latestOf<Job, Line>(
  jobs: readonly Job[],
  lines: readonly Line[],
  isOf: (job: Job, line: Line) => boolean,
): Map<Job, Line> {
  const done = new Map<Job, Line>();
  for (const job of jobs) {
    const last = lines.filter((line) => isOf(job, line)).at(-1);
    if (last !== undefined) done.set(job, last);
  }
  return done;
}

export const keyOf = (row: number, training: number): string => `${row} ${training}`;

/** Where one part's trainings lie; who appends to it holds its lock. */
export const logFile = (folder: string, part: number): string => path.join(folder, `part-${part}.jsonl`);

/** Answers a function that appends to one part's file, and throws a KeepError where it could not. */
export function openLog<Line = LoggedTraining>(folder: string, part: number): (line: Line) => void {
  mkdirSync(folder, { recursive: true });
  const file = logFile(folder, part);
  if (existsSync(file)) {
    const text = readFileSync(file, 'utf8');
    if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
  }
  return (line) => {
    try {
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    } catch (thrown) {
      throw new KeepError(file, thrown);
    }
  };
}

const logged: Field<LoggedTraining> = object<LoggedTraining>(
  { row: whole(), training: whole(), accuracy: nullable(number()), seconds: number(), reason: text() },
  ['reason'],
  { others: 'ignored' },
);
