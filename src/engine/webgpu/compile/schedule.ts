import type { Span, Task } from '../ir/job.ts';
import { type Access, accesses, type Launch } from './accesses.ts';
import { peakOf } from './memoryPlan.ts';

/** How tasks are put together. */
export interface Scheduling {
  /** The name of the pipeline that runs a task: those of one go together. */
  readonly pipelineOf: (task: Task) => string;
  /** Whether a task, for which nothing waits, is put off until it can go along with others, until `most` groups are kept, or the end. */
  readonly isLast: (task: Task) => boolean;
  /** Groups that are kept for those of a pipeline; 16 MiB where it is left out. */
  readonly most?: number;
  /** Levels that any other task which nothing waits for may be put off, so that others of its pipeline can join it. */
  readonly patience: number;
}

const PUT_OFF_MOST = 2 ** 20;

/** The least patience: what it takes of the arena, others may take SPARE more of. */
const LEAST_PATIENCE = 6;
const SPARE = 0.1;

/**
 * Stage 3: dispatches. Of the pipelines that have tasks whose inputs are there, the one with the longest chain of work
 * behind it goes next, with all its tasks that are ready; of equally urgent ones the first by name, so that branches of a
 * network keep step. What is not urgent waits and goes with others of its pipeline, unless what it keeps makes the arena much
 * larger: then it is put off for half as long. `tasks` are in an order in which one after the other would be right.
 */
export function schedule(tasks: readonly Task[], how: Scheduling): readonly Launch[] {
  const graph = graphOf(tasks, how);
  const eager = order(graph, Math.min(how.patience, LEAST_PATIENCE));
  if (how.patience <= LEAST_PATIENCE) return eager;
  const most = (1 + SPARE) * peakOf(eager);
  for (let patience = how.patience; patience > LEAST_PATIENCE; patience = Math.floor(patience / 2)) {
    const patient = order(graph, patience);
    if (patient.length < eager.length && peakOf(patient) <= most) return patient;
  }
  return eager;
}

/** Tasks, and what decides when they go. */
interface TaskGraph {
  readonly tasks: readonly Task[];
  /** Of each task how many write what it reads, and those that read what it writes. */
  readonly needs: readonly number[];
  readonly readers: readonly (readonly number[])[];
  /** Whether it is put off to the end. */
  readonly isLast: readonly boolean[];
  /** Of each task the place of its pipeline among all, in the order of their names. */
  readonly pipelines: readonly number[];
  /** Groups that it names. */
  readonly groups: readonly number[];
  readonly most: number;
  /** Tasks in the longest chain behind each. */
  readonly behind: readonly number[];
  /** Where nothing waits for it: tasks in the longest chain behind others of its level; else NaN. */
  readonly slack: readonly number[];
}

function graphOf(tasks: readonly Task[], { pipelineOf, isLast, most = PUT_OFF_MOST }: Scheduling): TaskGraph {
  const touched = tasks.map(accesses);
  const needs = dependencies(touched);
  const readers = tasks.map((): number[] => []);
  for (const [i, list] of needs.entries()) for (const need of list) readers[need]!.push(i);
  const last = tasks.map(isLast);
  const names = tasks.map(pipelineOf);
  const places = new Map([...new Set(names)].sort().map((name, place) => [name, place]));
  return {
    tasks,
    needs: needs.map(({ length }) => length),
    readers,
    isLast: last,
    pipelines: names.map((name) => places.get(name)!),
    groups: touched.map((all) => all.reduce((sum, { ref }) => sum + ref.buffer.groups, 0)),
    most,
    ...urgencies(needs, readers, last),
  };
}

/** Tasks of one pipeline whose inputs are there, and the greatest urgency among them. */
interface Ready {
  tasks: number[];
  urgency: number;
}

/** Tasks of one pipeline that are put off, and the groups that are kept for them. */
interface PutOff {
  readonly tasks: number[];
  kept: number;
}

function order(graph: TaskGraph, patience: number): readonly Launch[] {
  const { tasks, readers, behind, slack, isLast, pipelines } = graph;
  const waiting = [...graph.needs];
  const count = Math.max(-1, ...pipelines) + 1;
  const all = Array.from({ length: count }, (): Ready => ({ tasks: [], urgency: Number.NEGATIVE_INFINITY }));
  const putOff = Array.from({ length: count }, (): PutOff => ({ tasks: [], kept: 0 }));
  const arrive = (i: number): void => {
    if (isLast[i]) {
      const off = putOff[pipelines[i]!]!;
      off.tasks.push(i);
      off.kept += graph.groups[i]!;
      return;
    }
    const ready = all[pipelines[i]!]!;
    const urgency = Number.isNaN(slack[i]!) ? behind[i]! : slack[i]! - patience;
    ready.tasks.push(i);
    ready.urgency = Math.max(ready.urgency, urgency);
  };
  for (const [i, needed] of waiting.entries()) if (needed === 0) arrive(i);
  const launches: number[][] = [];
  const flush = (pipeline: number, launch: number[]): void => {
    launch.push(...putOff[pipeline]!.tasks);
    putOff[pipeline] = { tasks: [], kept: 0 };
  };
  const flushBeyond = (most: number): void => {
    for (const [pipeline, { kept }] of putOff.entries()) {
      if (kept <= most) continue;
      launches.push([]);
      flush(pipeline, launches.at(-1)!);
    }
  };
  for (;;) {
    const most = all.reduce((best, { urgency }) => Math.max(best, urgency), Number.NEGATIVE_INFINITY);
    const next = all.findIndex(({ tasks, urgency }) => tasks.length > 0 && urgency === most);
    if (next < 0) break;
    const chosen = all[next]!.tasks;
    all[next] = { tasks: [], urgency: Number.NEGATIVE_INFINITY };
    const launch = [...chosen];
    launches.push(launch);
    // Along with others of its pipeline it costs nothing.
    flush(next, launch);
    for (const i of chosen) {
      for (const reader of readers[i]!) if (--waiting[reader]! === 0) arrive(reader);
    }
    flushBeyond(graph.most);
  }
  flushBeyond(0);
  return launches.map((launch) => launch.map((i) => tasks[i]!));
}

/** Of each task those that write what it reads, each once. */
function dependencies(touched: readonly (readonly Access[])[]): readonly (readonly number[])[] {
  const writers = new Map<number, { readonly span: Span | undefined; readonly task: number }[]>();
  return touched.map((accessed, i) => {
    const needs: number[] = [];
    for (const { ref, writes } of accessed) {
      if (writes) continue;
      for (const { span, task } of writers.get(ref.buffer.id) ?? []) {
        if (overlap(span, ref.span) && !needs.includes(task)) needs.push(task);
      }
    }
    for (const { ref, writes } of accessed) {
      if (!writes) continue;
      const list = writers.get(ref.buffer.id);
      if (list) list.push({ span: ref.span, task: i });
      else writers.set(ref.buffer.id, [{ span: ref.span, task: i }]);
    }
    return needs;
  });
}

function urgencies(
  needs: readonly (readonly number[])[],
  readers: readonly (readonly number[])[],
  isLast: readonly boolean[],
): Pick<TaskGraph, 'behind' | 'slack'> {
  const level = new Array<number>(needs.length).fill(0);
  for (const [i, list] of needs.entries()) {
    for (const need of list) level[i] = Math.max(level[i]!, level[need]! + 1);
  }
  const longest = level.reduce((most, one) => Math.max(most, one), 0);
  const behind = new Array<number>(needs.length).fill(0);
  const slack = level.map((own) => longest - own);
  for (let i = needs.length - 1; i >= 0; i--) {
    for (const reader of readers[i]!) {
      if (isLast[reader]) continue;
      slack[i] = Number.NaN;
      behind[i] = Math.max(behind[i]!, behind[reader]! + 1);
    }
  }
  return { behind, slack };
}

const overlap = (a: Span | undefined, b: Span | undefined): boolean =>
  !a || !b || (a[0] < b[1] && b[0] < a[1]);
