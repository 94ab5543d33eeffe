import { type Family, JOB_WORDS, KIND_WORD, type Task, type Word } from '../ir/job.ts';
import { ceilDiv } from '../ir/split.ts';
import type { PipelineOf } from '../kernels/merged.ts';
import { isAddress, type Launch } from './accesses.ts';
import { type MemoryPlan, placeOf } from './memoryPlan.ts';

/** One dispatch of a pipeline: the jobs first … end - 1 of the table. */
export interface Dispatch {
  readonly family: Family;
  readonly first: number;
  readonly end: number;
  readonly workgroups: number;
  /** Place in the lists of the jobs of its workgroups, four to an entry. */
  readonly owners: number;
}

/** What the device is given: tables and the dispatches that read them. */
export interface Plan {
  readonly dispatches: readonly Dispatch[];
  readonly table: Uint32Array<ArrayBuffer>;
  readonly lists: Uint32Array<ArrayBuffer>;
  /** Of each job the layer that it is of; -1: of none. */
  readonly layers: Int32Array;
  /** vec4f of arena that it needs. */
  readonly arenaGroups: number;
}

/** Stage 5: job records with the places that stage 4 found. */
export function encode(
  launches: readonly Launch[],
  memory: MemoryPlan,
  layerOf: ReadonlyMap<Task, number>,
  pipelineOf: PipelineOf,
): Plan {
  const tasks = launches.flat();
  const table = new Uint32Array(tasks.length * JOB_WORDS);
  const layers = new Int32Array(tasks.length);
  const lists = new Uint32Array(listWords(launches));
  const resolve = (word: Word): number => (isAddress(word) ? placeOf(memory, word) : word);
  let job = 0;
  let words = 0;
  const dispatches = launches.map((batch) => {
    const first = job;
    let workgroups = 0;
    for (const task of batch) {
      const { family } = task;
      const list = words / 4;
      for (const word of task.list) lists[words++] = resolve(word);
      layers[job] = layerOf.get(task) ?? -1;
      const record = job++ * JOB_WORDS;
      table[record] = workgroups;
      table[record + KIND_WORD] = pipelineOf(family).kind;
      for (const [i, field] of family.fields.entries()) {
        table[record + 1 + i] = field === 'list' ? list : resolve(task.words[field]!);
      }
      workgroups += task.workgroups;
    }
    const owners = words / 4;
    for (const [i, task] of batch.entries()) {
      lists.fill(first + i, words, words + task.workgroups);
      words += task.workgroups;
    }
    words = whole(words);
    return { family: pipelineOf(batch[0]!.family).pipeline, first, end: job, workgroups, owners };
  });
  return { dispatches, table, lists, layers, arenaGroups: memory.groups };
}

/** To entries of four words. */
const whole = (words: number): number => 4 * ceilDiv(words, 4);

/** Words of all lists: of each task its own, of each launch the owners of its workgroups. */
function listWords(launches: readonly Launch[]): number {
  return launches.reduce(
    (sum, batch) =>
      sum +
      batch.reduce((words, { list }) => words + list.length, 0) +
      whole(batch.reduce((workgroups, task) => workgroups + task.workgroups, 0)),
    0,
  );
}
