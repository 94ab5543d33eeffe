import type { Address, Task, Word } from '../ir/job.ts';

/** Tasks of one kernel that run at once. */
export type Launch = readonly Task[];

/** Levels that a task which nothing waits for may be put off, so that others of its family can join it. */
const PATIENCE = 6;

/** Groups that are kept for tasks which are put off to the end, before those go on: 16 MiB. */
const PUT_OFF_MOST = 2 ** 20;

/**
 * Stage 3: dispatches. Of the families that have tasks whose inputs are there, the one with the longest chain of work
 * behind it goes next, with all its tasks that are ready; what is not urgent waits and goes with others of its family.
 * `tasks` are in an order in which one after the other would be right; the last ones, for which nothing waits, are put off
 * until the end, together, or until what they read takes much memory.
 */
export function schedule(
  tasks: readonly Task[],
  isLast: (task: Task) => boolean,
  most = PUT_OFF_MOST,
): readonly Launch[] {
  const needs = dependencies(tasks);
  const waiting = tasks.map((_, i) => needs[i]!.size);
  const readers = tasks.map((): number[] => []);
  needs.forEach((set, i) => {
    for (const need of set) readers[need]!.push(i);
  });
  const urgency = urgencies(tasks, needs, readers, isLast);
  const ready = new Map<string, number[]>();
  let last: Task[] = [];
  let kept = 0;
  const arrive = (i: number): void => {
    if (isLast(tasks[i]!)) {
      last.push(tasks[i]!);
      for (const { ref } of accesses(tasks[i]!)) kept += ref.buffer.groups;
      return;
    }
    const { name } = tasks[i]!.family;
    ready.set(name, [...(ready.get(name) ?? []), i]);
  };
  waiting.forEach((count, i) => {
    if (count === 0) arrive(i);
  });
  const launches: Launch[] = [];
  while (ready.size > 0) {
    const worth = (indices: readonly number[]): number => Math.max(...indices.map((i) => urgency[i]!));
    const [name, chosen] = [...ready].reduce((best, next) => (worth(next[1]) > worth(best[1]) ? next : best));
    ready.delete(name);
    launches.push(chosen.map((i) => tasks[i]!));
    for (const i of chosen) {
      for (const reader of readers[i]!) if (--waiting[reader]! === 0) arrive(reader);
    }
    if (kept > most) {
      launches.push(last);
      last = [];
      kept = 0;
    }
  }
  return last.length > 0 ? [...launches, last] : launches;
}

/** Of each task those that write what it reads. */
function dependencies(tasks: readonly Task[]): readonly ReadonlySet<number>[] {
  const writers = new Map<number, { readonly span: Span; readonly task: number }[]>();
  return tasks.map((task, i) => {
    const needs = new Set<number>();
    for (const { ref, writes } of accesses(task)) {
      if (writes) continue;
      for (const writer of writers.get(ref.buffer.id) ?? []) {
        if (overlap(writer.span, ref.span)) needs.add(writer.task);
      }
    }
    for (const { ref, writes } of accesses(task)) {
      if (!writes) continue;
      const list = writers.get(ref.buffer.id) ?? [];
      list.push({ span: ref.span, task: i });
      writers.set(ref.buffer.id, list);
    }
    return needs;
  });
}

/** Tasks in the longest chain behind each; what nothing waits for counts as if it came PATIENCE levels later. */
function urgencies(
  tasks: readonly Task[],
  needs: readonly ReadonlySet<number>[],
  readers: readonly (readonly number[])[],
  isLast: (task: Task) => boolean,
): readonly number[] {
  const behind = new Array<number>(tasks.length).fill(0);
  const level = new Array<number>(tasks.length).fill(0);
  needs.forEach((set, i) => {
    for (const need of set) level[i] = Math.max(level[i]!, level[need]! + 1);
  });
  const longest = Math.max(...level);
  const leaf = new Array<boolean>(tasks.length).fill(true);
  for (let i = tasks.length - 1; i >= 0; i--) {
    for (const reader of readers[i]!) {
      if (isLast(tasks[reader]!)) continue;
      leaf[i] = false;
      behind[i] = Math.max(behind[i]!, behind[reader]! + 1);
    }
  }
  return behind.map((tasksBehind, i) => (leaf[i] ? longest - level[i]! - PATIENCE : tasksBehind));
}

type Span = readonly [number, number] | undefined;

const overlap = (a: Span, b: Span): boolean => !a || !b || (a[0] < b[1] && b[0] < a[1]);

/** Every range of the arena that a task reads or writes. */
export function* accesses(task: Task): Generator<{ readonly ref: Address; readonly writes: boolean }> {
  for (const [field, word] of Object.entries(task.words)) {
    if (isAddress(word)) yield { ref: word, writes: task.family.writes.includes(field) };
  }
  for (const word of task.list) if (isAddress(word)) yield { ref: word, writes: false };
}

export function isAddress(word: Word): word is Address {
  return typeof word !== 'number';
}
