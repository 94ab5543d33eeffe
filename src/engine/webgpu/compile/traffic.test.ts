import { expect, test } from 'vitest';
import { MINI_RECIPE } from '../../recipe.ts';
import { GraphSketch } from '../../testing/graphs.ts';
import { FINE } from '../ir/grain.ts';
import type { Task } from '../ir/job.ts';
import { launchesOf } from './compile.ts';
import { slice } from './emitter.ts';
import { leastBytes } from './traffic.ts';

/** Of a vec4f. */
const BYTES = 16;

/** 4 images of 6 x 6 pixels. */
const PIXELS = 4 * 6 * 6;

/** Tasks of a training step by the beginnings of their kernels' names, in order. */
function tasksOf(g: GraphSketch, x: number): (name: string) => readonly Task[] {
  const graph = g.finish(g.add({ kind: 'dense' }, [g.add({ kind: 'globalAvgPool' }, [x])], 3));
  const { launches } = launchesOf(graph, { ...MINI_RECIPE, batch: 4 }, FINE).training;
  return (name) => launches.flat().filter(({ family }) => family.name.startsWith(name));
}

const bytesOf = (tasks: readonly Task[]): readonly number[] => tasks.map((task) => leastBytes(task) / BYTES);

test('of a record readers take scale and shift, the gradient mean and deviation, and the joining of its sums one vector', () => {
  const g = new GraphSketch([6, 6, 3]);
  const tasks = tasksOf(g, g.bn(g.conv(g.bn(g.conv(0, 8)), 8)));
  // Two groups everywhere.
  const map = 2 * PIXELS;
  expect(bytesOf(tasks('pointwise 2 to 2, normalised'))).toEqual([map + 2 * 2 + map]);
  // Beside the record three vectors by which the gradient goes on.
  expect(bytesOf(tasks('normaliseInput'))).toEqual([3 * map + (2 + 3) * 2, 3 * map + (2 + 3) * 2]);
  for (const joined of tasks('normaliseGradient')) {
    const { partials } = joined.words as { partials: number };
    expect(leastBytes(joined) / BYTES).toBe(2 * 2 * partials + 1 * 2 + 3 * 2);
  }
  expect(tasks('normaliseGradient')).toHaveLength(2);
});

test('a map that waits between passes is read back, and that of a single pass is not', () => {
  const g = new GraphSketch([6, 6, 3]);
  const tasks = tasksOf(g, g.conv(g.conv(g.conv(0, 16), 20), 4));
  // In turn 1 to 4, 4 to 5 and 5 to 1 groups; the scores' product is last.
  const [first, second, third] = bytesOf(tasks('pointwise 4 to 2, again'));
  expect([first, second, third]).toEqual([(1 + 4) * PIXELS, (4 + 5) * PIXELS, (5 + 2 * 1) * PIXELS]);
});

test('a sum of two operands goes over its map once, one of three reads it back', () => {
  const g = new GraphSketch([6, 6, 3]);
  const x = g.conv(0, 8);
  const two = g.add({ kind: 'add' }, [x, g.relu(x)]);
  const tasks = tasksOf(g, g.add({ kind: 'add' }, [x, two, g.relu(two)]));
  expect(bytesOf(tasks('combine'))).toEqual([(1 + 1) * 2 * PIXELS, (2 + 1 + 1) * 2 * PIXELS]);
});

test('a slice counts by its buffer, whether or not a word tells the distance of its pixels', () => {
  const view = { at: { buffer: { id: 0, groups: 5 * PIXELS }, offset: 0 }, stride: 5, groups: 5 };
  const part = slice(slice(view, 1, 3), 1, 2);
  expect(part.at.span).toEqual([2, 4, 5]);
  const family = { name: 'reader', source: '', fields: ['x', 'z'], writes: [] };
  const task: Task = { family, words: { x: part.at }, list: [], workgroups: 1 };
  expect(leastBytes(task)).toBe(2 * PIXELS * BYTES);
  expect(leastBytes({ ...task, words: { x: part.at, xStride: 5 }, list: [part.at, 5, 0, 0] })).toBe(
    2 * PIXELS * BYTES,
  );
  // Overlapping ones once.
  const other = slice(view, 3, 2).at;
  expect(leastBytes({ ...task, words: { x: part.at, z: other } })).toBe(3 * PIXELS * BYTES);
});
