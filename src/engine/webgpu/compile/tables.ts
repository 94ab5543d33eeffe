import { type Family, JOB_WORDS, type Task, type Word, whole } from '../ir/job.ts';
import { type MemoryPlan, placeOf } from './memoryPlan.ts';
import { isAddress, type Launch } from './schedule.ts';

/** One dispatch: the jobs first … end - 1 of the table. */
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
): Plan {
  const jobs = launches.reduce((sum, batch) => sum + batch.length, 0);
  const table = new Uint32Array(jobs * JOB_WORDS);
  const layers = new Int32Array(jobs);
  const lists: number[] = [];
  const resolve = (word: Word): number => (isAddress(word) ? placeOf(memory, word) : word);
  let job = 0;
  const dispatches = launches.map((batch) => {
    const first = job;
    let workgroups = 0;
    const { family } = batch[0]!;
    for (const task of batch) {
      const list = lists.length / 4;
      for (const word of task.list) lists.push(resolve(word));
      layers[job] = layerOf.get(task) ?? -1;
      const record = job++ * JOB_WORDS;
      table[record] = workgroups;
      family.fields.forEach((field, i) => {
        table[record + 1 + i] = field === 'list' ? list : resolve(task.words[field]!);
      });
      workgroups += task.workgroups;
    }
    const owners = lists.length / 4;
    batch.forEach((task, i) => {
      for (let w = 0; w < task.workgroups; w++) lists.push(first + i);
    });
    while (lists.length % 4 > 0) lists.push(0);
    return { family, first, end: job, workgroups, owners };
  });
  return { dispatches, table, lists: Uint32Array.from(lists), layers, arenaGroups: memory.groups };
}

/** What the first job of a family has in a field. Throws a RangeError where the plan has none of the family. */
export function wordOf({ dispatches, table }: Plan, family: Family, field: string): number {
  const dispatch = dispatches.find((one) => whole(one.family) === family);
  const place = family.fields.indexOf(field);
  const word = dispatch && place >= 0 ? table[dispatch.first * JOB_WORDS + 1 + place] : undefined;
  if (word === undefined) throw new RangeError(`this plan has no "${field}" of ${family.name}`);
  return word;
}
