import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../../base/random.ts';
import type { Address, ArenaBuffer, Family, Task } from '../ir/job.ts';
import { accesses, type Launch } from './accesses.ts';
import { peakOf, planMemory } from './memoryPlan.ts';
import { type Scheduling, schedule } from './schedule.ts';

const familyNamed = (name: string): Family => ({ name, source: '', fields: ['x', 'y'], writes: ['y'] });
const families = ['a', 'b', 'c', 'd'].map(familyNamed);
const last = familyNamed('last');

/** Every family has a pipeline of its own. */
const how = (isLast: Scheduling['isLast'] = () => false): Scheduling => ({
  pipelineOf: ({ family }) => family.name,
  isLast,
  patience: 6,
});

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
    const launches = schedule(tasks, {
      ...how(({ family }) => family === last),
      ...(most !== undefined && { most }),
    });
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

test('what is put off goes with its own pipeline, of which there may be several', () => {
  const [, other] = families as [Family, Family];
  const made = { buffer: { id: 0, groups: 1 }, offset: 0 };
  const first: Task = { family: families[0]!, words: { y: made }, list: [], workgroups: 1 };
  const leaf = (family: Family): Task => ({ family, words: { x: made }, list: [], workgroups: 1 });
  const leaves = [leaf(last), leaf(other), leaf(last), leaf(other)];
  const launches = schedule(
    [first, ...leaves],
    how(({ family }) => family !== first.family),
  );
  expect(launches).toEqual([[first], [leaves[1], leaves[3]], [leaves[0], leaves[2]]]);
});

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
  const slice = (first: number) => ({ buffer: whole, offset: first, span: [first, first + 1, 2] as const });
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
  const launches = schedule(tasks, how());
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
    schedule(combed(length), how())
      .filter(([task]) => task!.family === leafKernel)
      .map((launch) => launch.length);
  // Leaves of a short chain all wait for its end; those of a long one go together, some at a time, not one by one.
  expect(leaves(4)).toEqual([4]);
  const long = leaves(24);
  expect(long.reduce((sum, count) => sum + count, 0)).toBe(24);
  expect(long.length).toBeLessThan(24 / 2);
});

/** Buffers by their sizes, and a task that reads some and writes another. */
function sketch() {
  const buffers: ArenaBuffer[] = [];
  const fresh = (groups = 1) => {
    const buffer = { id: buffers.length, groups };
    buffers.push(buffer);
    return { buffer, offset: 0 };
  };
  const step = (name: string, reads: readonly Address[], y?: Address): Task => ({
    family: familyNamed(name),
    words: y ? { y } : {},
    list: reads,
    workgroups: 1,
  });
  return { fresh, step };
}

test('of equally urgent kernels the first by name goes first, however the tasks stand', () => {
  const { fresh, step } = sketch();
  const [x, ...ys] = [fresh(), fresh(), fresh(), fresh()] as const;
  const first = step('first', [], x);
  const branches = ['c', 'a', 'b'].map((name, i) => step(name, [x], ys[i]!));
  for (const order of [branches, [...branches].reverse()]) {
    const names = schedule([first, ...order], how()).map(([task]) => task!.family.name);
    expect(names).toEqual(['first', 'a', 'b', 'c']);
  }
});

test('what would keep much memory is not put off as long as patience allows', () => {
  /** A chain, each of whose maps a leaf reads too; only the first one is there to the end. */
  const tasksOf = (groups: number): readonly Task[] => {
    const { fresh, step } = sketch();
    const tasks: Task[] = [];
    const whole = fresh(500);
    let x = whole;
    tasks.push(step('first', [], whole));
    for (let i = 0; i < 100; i++) {
      const y = fresh(groups);
      tasks.push(step('chain', [x], y), step('leaf', [y]));
      x = y;
    }
    return [...tasks, step('end', [x, whole])];
  };
  const launchesOf = (groups: number, patience: number) => schedule(tasksOf(groups), { ...how(), patience });
  const leaves = (groups: number, patience: number): number =>
    launchesOf(groups, patience).filter(([task]) => task!.family.name === 'leaf').length;
  // Small ones wait all the longer; of large ones some may, a tenth of the arena.
  expect(leaves(1, 30)).toBeLessThan(leaves(1, 6));
  expect(peakOf(launchesOf(100, 30))).toBeLessThanOrEqual(1.1 * peakOf(launchesOf(100, 6)));
});

test('what is put off to the end goes along with others of its pipeline before', () => {
  const { fresh, step } = sketch();
  const [x, y, z] = [fresh(), fresh(), fresh()] as const;
  const tasks = [
    step('a', [], x),
    step('last', [x]),
    step('b', [x], y),
    step('a', [y], z),
    step('last', [z]),
  ];
  const together = { ...how(({ family }) => family.name === 'last'), pipelineOf: () => 'one' };
  const apart = how(({ family }) => family.name === 'last');
  const names = (launches: readonly Launch[]) =>
    launches.map((launch) => launch.map((task) => task.family.name));
  expect(names(schedule(tasks, apart))).toEqual([['a'], ['b'], ['a'], ['last', 'last']]);
  expect(names(schedule(tasks, together))).toEqual([['a'], ['b', 'last'], ['a'], ['last']]);
});

/** As planMemory says: the largest first, each at the first place that is free all its life. */
function firstFit(launches: readonly Launch[]): ReadonlyMap<ArenaBuffer, number> {
  const lives = new Map<ArenaBuffer, number[]>();
  for (const [time, launch] of launches.entries()) {
    for (const { ref } of launch.flatMap(accesses)) {
      lives.set(ref.buffer, [...(lives.get(ref.buffer) ?? []), time]);
    }
  }
  const placed: { from: number; to: number; first: number; last: number }[] = [];
  const offsets = new Map<ArenaBuffer, number>();
  for (const [buffer, times] of [...lives].sort(([a], [b]) => b.groups - a.groups || a.id - b.id)) {
    const [first, last] = [times[0]!, times.at(-1)!];
    const others = placed.filter((other) => other.last >= first && other.first <= last);
    const places = [0, ...others.map(({ to }) => to)].sort((a, b) => a - b);
    const from = places.find((at) => others.every((o) => o.from >= at + buffer.groups || o.to <= at))!;
    placed.push({ from, to: from + buffer.groups, first, last });
    offsets.set(buffer, from);
  }
  return offsets;
}

test.each([1, 2, 3, 4, 5, 6])('buffers lie where plain first fit puts them: %i', (seed) => {
  const launches = schedule(
    randomTasks(createRandom(seed)),
    how(({ family }) => family === last),
  );
  const { offsets, groups } = planMemory(launches);
  expect(offsets).toEqual(firstFit(launches));
  expect(groups).toBeGreaterThanOrEqual(peakOf(launches));
});
