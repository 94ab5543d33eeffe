import type { Address, ArenaBuffer } from '../ir/job.ts';
import { accesses, type Launch } from './accesses.ts';
import { Occupancy } from './occupancy.ts';

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
  const lives = livesOf(launches);
  const keptLife = kept && lives.get(kept);
  if (keptLife) keptLife.last = launches.length;
  const offsets = new Map<ArenaBuffer, number>();
  const occupancy = new Occupancy(launches.length + 1);
  let groups = 0;
  const order = [...lives].sort(([a], [b]) => b.groups - a.groups || a.id - b.id);
  for (const [buffer, { first, last }] of order) {
    const from = occupancy.take(first, last, buffer.groups);
    offsets.set(buffer, from);
    groups = Math.max(groups, from + buffer.groups);
  }
  return { offsets, groups };
}

interface Life {
  readonly first: number;
  last: number;
}

/** Of each buffer the first launch that names it and the last. */
function livesOf(launches: readonly Launch[]): Map<ArenaBuffer, Life> {
  const lives = new Map<ArenaBuffer, Life>();
  launches.forEach((batch, time) => {
    for (const task of batch) {
      for (const { ref } of accesses(task)) {
        const life = lives.get(ref.buffer);
        if (life) life.last = time;
        else lives.set(ref.buffer, { first: time, last: time });
      }
    }
  });
  return lives;
}

/** The most groups that live at once: no plan takes fewer. */
export function peakOf(launches: readonly Launch[]): number {
  const steps = new Float64Array(launches.length + 1);
  for (const [{ groups }, { first, last }] of livesOf(launches)) {
    steps[first]! += groups;
    steps[last + 1]! -= groups;
  }
  let live = 0;
  return steps.reduce((most, step) => {
    live += step;
    return Math.max(most, live);
  }, 0);
}
