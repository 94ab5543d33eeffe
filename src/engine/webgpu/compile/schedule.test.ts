import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import type { ArenaBuffer, Family, Task } from '../ir/job.ts';
import { planMemory } from './memoryPlan.ts';
import { accesses, schedule } from './schedule.ts';

const familyNamed = (name: string): Family => ({ name, source: '', fields: ['x', 'y'], writes: ['y'] });
const families = ['a', 'b', 'c', 'd'].map(familyNamed);
const last = familyNamed('last');

/** Tasks that each write a buffer of their own and read some of those before; `last` ones write nothing. */
function randomTasks(random: Random): readonly Task[] {
  const tasks: Task[] = [];
  const buffers: ArenaBuffer[] = [];
  const read = () => ({ buffer: buffers[random.integer(buffers.length)]!, offset: 0 });
  for (let id = 0; id < 60; id++) {
    const buffer = { id, groups: 1 + random.integer(9) };
    const reads = id === 0 ? [] : Array.from({ length: 1 + random.integer(3) }, read);
    const words = { y: { buffer, offset: 0 }, ...(reads[0] ? { x: reads[0] } : {}) };
    tasks.push({ family: families[random.integer(4)]!, words, list: reads.slice(1), workgroups: 1 });
    buffers.push(buffer);
    if (random.integer(5) === 0) tasks.push({ family: last, words: { x: read() }, list: [], workgroups: 1 });
  }
  return tasks;
}

test.each([1, 2, 3, 4, 5])(
  'each task once, in an order and at places in which it finds what it reads: %i',
  (seed) => {
    const tasks = randomTasks(createRandom(seed));
    const most = seed % 2 === 0 ? 40 : undefined;
    const launches = schedule(tasks, ({ family }) => family === last, most);
    const ends = launches.filter(([task]) => task!.family === last).length;
    expect(ends > 1, 'put off until the end').toBe(most !== undefined);
    expect(new Set(launches.flat())).toEqual(new Set(tasks));
    expect(launches.flat()).toHaveLength(tasks.length);
    expect(launches.length).toBeLessThan(tasks.length);
    const { offsets, groups } = planMemory(launches);
    const memory = new Array<number>(groups).fill(-1);
    for (const batch of launches) {
      expect(new Set(batch.map(({ family }) => family.name)).size).toBe(1);
      // Tasks of a batch run in any order, so what one writes must not be what another reads.
      for (const writing of [true, false]) {
        for (const { ref, writes } of batch.flatMap((task) => [...accesses(task)])) {
          if (writes !== writing) continue;
          const from = offsets.get(ref.buffer)!;
          const cells = memory.slice(from, from + ref.buffer.groups);
          if (writes) memory.fill(ref.buffer.id, from, from + ref.buffer.groups);
          else expect(new Set(cells)).toEqual(new Set([ref.buffer.id]));
        }
      }
    }
  },
);

test('memory of what is no longer read is used again', () => {
  const [a, b, c] = [0, 1, 2].map((id) => ({ id, groups: 8 })) as [ArenaBuffer, ArenaBuffer, ArenaBuffer];
  const step = (x: ArenaBuffer, y: ArenaBuffer): Task => ({
    family: families[0]!,
    words: { x: { buffer: x, offset: 0 }, y: { buffer: y, offset: 0 } },
    list: [],
    workgroups: 1,
  });
  const { groups, offsets } = planMemory([[step(a, b)], [step(b, c)]]);
  expect(groups).toBe(16);
  expect(offsets.get(c)).toBe(offsets.get(a));
});

test('slices of one buffer that do not overlap may be written and read at once', () => {
  const whole = { id: 0, groups: 8 };
  const other = { id: 1, groups: 8 };
  const slice = (first: number) => ({ buffer: whole, offset: first, span: [first, first + 1] as const });
  const tasks: readonly Task[] = [
    { family: families[0]!, words: { y: slice(0) }, list: [], workgroups: 1 },
    { family: families[0]!, words: { y: slice(1) }, list: [], workgroups: 1 },
    {
      family: families[1]!,
      words: { x: slice(0), y: { buffer: other, offset: 0 } },
      list: [],
      workgroups: 1,
    },
  ];
  const launches = schedule(tasks, () => false);
  expect(launches.map((batch) => batch.length)).toEqual([2, 1]);
});

test('a task that nothing waits for is put off until others of its kernel can join it', () => {
  const [chainKernel, leafKernel] = [familyNamed('chain'), familyNamed('leaf')];
  const buffers: ArenaBuffer[] = [];
  const fresh = () => {
    const buffer = { id: buffers.length, groups: 1 };
    buffers.push(buffer);
    return { buffer, offset: 0 };
  };
  /** A chain of so many tasks, after each of which a leaf of another kernel reads what it wrote. */
  const combed = (length: number): readonly Task[] => {
    const tasks: Task[] = [];
    let x = fresh();
    for (let i = 0; i < length; i++) {
      const y = fresh();
      tasks.push({ family: chainKernel, words: { x, y }, list: [], workgroups: 1 });
      tasks.push({ family: leafKernel, words: { x: y, y: fresh() }, list: [], workgroups: 1 });
      x = y;
    }
    return tasks;
  };
  const leaves = (length: number): readonly number[] =>
    schedule(combed(length), () => false)
      .filter(([task]) => task!.family === leafKernel)
      .map((launch) => launch.length);
  // Leaves of a short chain all wait for its end; those of a long one go together, some at a time, not one by one.
  expect(leaves(4)).toEqual([4]);
  const long = leaves(24);
  expect(long.reduce((sum, count) => sum + count, 0)).toBe(24);
  expect(long.length).toBeLessThan(24 / 2);
});
