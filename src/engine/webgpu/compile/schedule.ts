import type { ArenaBuffer, Ref, Task, Word } from '../kernels/family.ts';

/** Tasks of one kernel that run at once. */
export type Batch = readonly Task[];

/**
 * Stage 3: levels. A task's level is one more than that of the last writer of anything it reads; all tasks of one family
 * at one level are one dispatch. `tasks` are in an order in which one after the other would be right.
 */
export function schedule(tasks: readonly Task[], isLast: (task: Task) => boolean): readonly Batch[] {
  const writers = new Map<number, { readonly span: Span; readonly level: number }[]>();
  const levels = tasks.map((task) => {
    let level = 0;
    for (const { ref, writes } of places(task)) {
      if (writes) continue;
      for (const writer of writers.get(ref.buffer.id) ?? []) {
        if (overlap(writer.span, spanOf(ref))) level = Math.max(level, writer.level + 1);
      }
    }
    for (const { ref, writes } of places(task)) {
      if (!writes) continue;
      const list = writers.get(ref.buffer.id) ?? [];
      list.push({ span: spanOf(ref), level });
      writers.set(ref.buffer.id, list);
    }
    return level;
  });
  const last = Math.max(...levels) + 1;
  const batches = new Map<string, { readonly level: number; readonly tasks: Task[] }>();
  tasks.forEach((task, i) => {
    const level = isLast(task) ? last : levels[i]!;
    const key = `${level} ${task.family.name}`;
    const batch = batches.get(key) ?? { level, tasks: [] };
    batch.tasks.push(task);
    batches.set(key, batch);
  });
  return [...batches.values()].sort((a, b) => a.level - b.level).map((batch) => batch.tasks);
}

type Span = readonly [number, number] | undefined;

const spanOf = (ref: Ref): Span => ref.span;

const overlap = (a: Span, b: Span): boolean => !a || !b || (a[0] < b[1] && b[0] < a[1]);

/** Every place in the arena that a task reads or writes. */
export function* places(task: Task): Generator<{ readonly ref: Ref; readonly writes: boolean }> {
  for (const [field, word] of Object.entries(task.words)) {
    if (isRef(word)) yield { ref: word, writes: task.family.writes.includes(field) };
  }
  for (const word of task.list) if (isRef(word)) yield { ref: word, writes: false };
}

export function isRef(word: Word): word is Ref {
  return typeof word !== 'number';
}

/** Stage 4: for each buffer its place in the arena, in groups, such that no two that live at once overlap. */
export interface Placement {
  readonly offsets: ReadonlyMap<ArenaBuffer, number>;
  readonly groups: number;
}

/** First fit, the largest buffers first; a buffer lives from the first batch that names it to the last. */
export function place(batches: readonly Batch[]): Placement {
  const lives = new Map<ArenaBuffer, { first: number; last: number }>();
  batches.forEach((batch, time) => {
    for (const task of batch) {
      for (const { ref } of places(task)) {
        const life = lives.get(ref.buffer);
        if (life) life.last = time;
        else lives.set(ref.buffer, { first: time, last: time });
      }
    }
  });
  const offsets = new Map<ArenaBuffer, number>();
  const placed: { first: number; last: number; from: number; to: number }[] = [];
  let groups = 0;
  const order = [...lives].sort(([a], [b]) => b.groups - a.groups || a.id - b.id);
  for (const [buffer, { first, last }] of order) {
    let from = 0;
    for (const other of placed) {
      if (other.last < first || other.first > last) continue;
      if (other.from >= from + buffer.groups) break;
      from = Math.max(from, other.to);
    }
    offsets.set(buffer, from);
    const to = from + buffer.groups;
    groups = Math.max(groups, to);
    const index = placed.findIndex((other) => other.from > from);
    placed.splice(index < 0 ? placed.length : index, 0, { first, last, from, to });
  }
  return { offsets, groups };
}
