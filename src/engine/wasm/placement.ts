import type { Buffer } from './calls.ts';
import type { Lifetime } from './stages.ts';

export interface Placement {
  /** Of each buffer, from the start of the arena or of a thread's own memory. */
  readonly offsets: ReadonlyMap<Buffer, number>;
  /** Those that lie in a thread's own memory. */
  readonly own: ReadonlySet<Buffer>;
  readonly arenaBytes: number;
  readonly ownBytes: number;
}

interface Span {
  readonly buffer: Buffer;
  readonly bytes: number;
  readonly from: number;
  readonly to: number;
}

/** Gives every buffer a place that no other has while it is in use. */
export function place(lifetimes: readonly Lifetime[], batch: number): Placement {
  const offsets = new Map<Buffer, number>();
  const shared = lifetimes
    .filter(({ own }) => !own)
    .map(({ buffer, first, last }) => {
      const bytes = buffer.bytes * (buffer.per === 'images' ? batch : 1);
      return { buffer, bytes, from: first, to: last };
    });
  const arenaBytes = arrange(shared, offsets);
  const stages = new Map<number, Span[]>();
  const ownBuffers = new Set<Buffer>();
  for (const { buffer, own, first, firstCall, lastCall } of lifetimes) {
    if (!own) continue;
    ownBuffers.add(buffer);
    const spans = stages.get(first) ?? [];
    spans.push({ buffer, bytes: buffer.bytes, from: firstCall, to: lastCall });
    stages.set(first, spans);
  }
  let ownBytes = 0;
  for (const spans of stages.values()) ownBytes = Math.max(ownBytes, arrange(spans, offsets));
  return { offsets, own: ownBuffers, arenaBytes, ownBytes };
}

/** Largest first, each at the lowest place that is free all the while; answers the bytes of all. */
function arrange(spans: readonly Span[], offsets: Map<Buffer, number>): number {
  const order = [...spans].sort((a, b) => b.bytes - a.bytes || a.from - b.from || a.buffer.id - b.buffer.id);
  /** By place, rising. */
  const placed: (Span & { readonly at: number })[] = [];
  let end = 0;
  for (const { buffer, bytes, from, to } of order) {
    let at = 0;
    for (const other of placed) {
      if (other.at >= at + bytes && other.to >= from && other.from <= to) break;
      if (other.to >= from && other.from <= to) at = Math.max(at, other.at + other.bytes);
    }
    placed.splice(firstAfter(placed, at), 0, { buffer, bytes, from, to, at });
    offsets.set(buffer, at);
    end = Math.max(end, at + bytes);
  }
  return end;
}

/** The index of the first that lies beyond `at`. */
function firstAfter(placed: readonly { readonly at: number }[], at: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placed[middle]!.at > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
