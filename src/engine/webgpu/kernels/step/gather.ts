import type { Family } from '../../ir/job.ts';
import source from './gather.wgsl?raw';

export const gather = {
  name: 'gather',
  source,
  fields: ['y', 'height', 'width', 'channels', 'rows', 'apart', 'padding', 'cutout', 'flip'],
  writes: ['y'],
  extra: 'data',
} as const satisfies Family;

/** How far apart the pixels of one invocation are: eight of a row of so many. */
export function gatherApart(width: number): number {
  return Math.ceil(width / 8);
}
