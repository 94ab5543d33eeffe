import source from './collect.wgsl?raw';
import specialSource from './collectSpecial.wgsl?raw';
import { expand } from './expand.ts';
import type { Family } from './family.ts';

const fields = [
  'list',
  'count',
  'x',
  'xStride',
  'norm',
  'groups',
  'pixels',
  'area',
  'blocks',
  'y',
  'yStride',
  'partial',
] as const;

export type Collect = Family<(typeof fields)[number]>;

/** Contributions that one job takes; where there are more, their first ones are collected before. */
export const COLLECT_MOST = 4;

/** Some contribution carries a factor, or one pixel of one among several stands for a whole map. */
export const collectSpecial: Collect = {
  name: 'collect, special',
  source: specialSource,
  fields,
  writes: ['y', 'partial'],
};

const families = Array.from(
  { length: COLLECT_MOST },
  (_, i): Collect => ({
    name: `collect ${i + 1}`,
    source: expand(source, { C: i + 1, Y: 1, M: 0 }),
    fields,
    writes: ['y', 'partial'],
  }),
);

/** Of so many contributions. */
export const collect = (count: number): Collect => families[count - 1]!;

/** Of one contribution, one pixel of which stands for a whole map. */
export const collectMap: Collect = {
  name: 'collect, map',
  source: expand(source, { C: 1, Y: 1, M: 1 }),
  fields,
  writes: ['y', 'partial'],
};

/** Only the sums of one contribution that is the gradient as it is. */
export const collectSums: Collect = {
  name: 'collect sums',
  source: expand(source, { C: 1, Y: 0, M: 0 }),
  fields,
  writes: ['partial'],
};
