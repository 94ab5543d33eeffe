import type { Buffer } from './calls.ts';
import type { Lifetime } from './stages.ts';

export interface Placement {
  /** Of each buffer, from the start of the arena or of a thread's own memory. */
  readonly offsets: ReadonlyMap<Buffer, number>;
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
  for (const { buffer, own, first, firstCall, lastCall } of lifetimes) {
    if (!own) continue;
    const spans = stages.get(first) ?? [];
    spans.push({ buffer, bytes: buffer.bytes, from: firstCall, to: lastCall });
    stages.set(first, spans);
  }
  let ownBytes = 0;
  for (const spans of stages.values()) ownBytes = Math.max(ownBytes, arrange(spans, offsets));
  return { offsets, arenaBytes, ownBytes };
}

/** Largest first, each at the lowest place that is free all the while; answers the bytes of all. */
function arrange(spans: readonly Span[], offsets: Map<Buffer, number>): number {
  const placed: (Span & { readonly at: number })[] = [];
  let end = 0;
  for (const span of [...spans].sort(
    (a, b) => b.bytes - a.bytes || a.from - b.from || a.buffer.id - b.buffer.id,
  )) {
    let at = 0;
    // `placed` rises by place.
    for (const other of placed) {
      if (other.to < span.from || other.from > span.to || other.at + other.bytes <= at) continue;
      if (other.at >= at + span.bytes) break;
      at = other.at + other.bytes;
    }
    const index = placed.findIndex((other) => other.at > at);
    placed.splice(index < 0 ? placed.length : index, 0, { ...span, at });
    offsets.set(span.buffer, at);
    end = Math.max(end, at + span.bytes);
  }
  return end;
}
