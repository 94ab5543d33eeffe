import { expand } from '../text/expand.ts';
import { type Joinable, joined } from '../text/variants.ts';
import source from './collect.wgsl?raw';
import specialSource from './collectSpecial.wgsl?raw';

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
  'columns',
  'y',
  'yStride',
  'partial',
] as const;

/** The kernel, or the one whose workgroups join their sums. */
type Both = Joinable<(typeof fields)[number]>;

/** Contributions that one job takes; where there are more, their first ones are collected before. */
export const COLLECT_MOST = 4;

/** Some contribution carries a factor, or one pixel of one among several stands for a whole map. */
export const collectSpecial: Both = joined((JOINED) => ({
  name: 'collect, special',
  source: expand(specialSource, { JOINED }),
  fields,
  writes: ['y', 'partial'],
}));

/** The constants as in the kernel's text. */
const familyOf = (name: string, COUNT: number, STORED: 0 | 1, MAP: 0 | 1): Both =>
  joined((JOINED) => ({
    name,
    source: expand(source, { COUNT, STORED, MAP, JOINED }),
    fields,
    writes: STORED ? ['y', 'partial'] : ['partial'],
  }));

const families = Array.from({ length: COLLECT_MOST }, (_, i) => familyOf(`collect ${i + 1}`, i + 1, 1, 0));

/** Of so many contributions. */
export const collect = (count: number): Both => families[count - 1]!;

/** Of one contribution, one pixel of which stands for a whole map. */
export const collectMap: Both = familyOf('collect, map', 1, 1, 1);

/** Only the sums of one contribution that is the gradient as it is. */
export const collectSums: Both = familyOf('collect sums', 1, 0, 0);
