import type { Grain } from '../../ir/grain.ts';
import { type Address, LANES, type Task, task, whole } from '../../ir/job.ts';
import { ceilDiv } from '../../ir/split.ts';
import { expand } from '../text/expand.ts';
import { type Joinable, joined } from '../text/variants.ts';
import source from './reduce.wgsl?raw';

const fields = ['partial', 'rows', 'groups', 'gradient'] as const;

/** Invocations that join the rows of one group of columns. */
const rowsJoined = 16;

const families: Joinable<(typeof fields)[number]> = joined((JOINED) => ({
  name: 'reduce',
  source: expand(source, { JOINED, ROWS: rowsJoined }),
  fields,
  writes: [],
}));

/** Adds up so many rows of partial sums of a parameter's gradient, which begins at the float `gradient`. */
export function reduce(
  partial: Address,
  rows: number,
  groups: number,
  gradient: number,
  { joined }: Grain,
): Task {
  const columns = joined ? LANES / rowsJoined : LANES;
  return task(families[joined], ceilDiv(groups, columns), { partial, rows, groups, gradient: gradient / 4 });
}

/** Whether a task is one of these. */
export const isReduce = ({ family }: Task): boolean => families.some((one) => one === whole(family));
