import type { Address, ArenaBuffer } from '../ir/job.ts';
import { accesses, type Launch } from './schedule.ts';

/** Stage 4, planning memory: for each buffer where it begins in the arena, in groups, such that no two that live at once overlap. */
export interface MemoryPlan {
  readonly offsets: ReadonlyMap<ArenaBuffer, number>;
  readonly groups: number;
}

/** Where an address lies in the arena: in vec4f, or in halves of them where its numbers are 16-bit. */
export function placeOf({ offsets }: MemoryPlan, { buffer, offset }: Address): number {
  return (buffer.half ? 2 : 1) * offsets.get(buffer)! + offset;
}

/**
 * First fit, the largest buffers first; a buffer lives from the first batch that names it to the last. `kept`, if there is one,
 * lives to the end: it is read from outside.
 */
export function planMemory(launches: readonly Launch[], kept?: ArenaBuffer): MemoryPlan {
  const lives = new Map<ArenaBuffer, { first: number; last: number }>();
  launches.forEach((batch, time) => {
    for (const task of batch) {
      for (const { ref } of accesses(task)) {
        const life = lives.get(ref.buffer);
        if (life) life.last = time;
        else lives.set(ref.buffer, { first: time, last: time });
      }
    }
  });
  const keptLife = kept && lives.get(kept);
  if (keptLife) keptLife.last = launches.length;
  const offsets = new Map<ArenaBuffer, number>();
  const placed: { first: number; last: number; from: number; to: number }[] = [];
  let groups = 0;
  const order = [...lives].sort(([a], [b]) => b.groups - a.groups || a.id - b.id);
  for (const [buffer, { first, last }] of order) {
    let from = 0;
    for (const other of placed) {
      if (other.last < first || other.first > last) continue;
      if (other.from >= from + buffer.groups) break;
      from = Math.max(from, other.to);
    }
    offsets.set(buffer, from);
    const to = from + buffer.groups;
    groups = Math.max(groups, to);
    const index = placed.findIndex((other) => other.from > from);
    placed.splice(index < 0 ? placed.length : index, 0, { first, last, from, to });
  }
  return { offsets, groups };
}
