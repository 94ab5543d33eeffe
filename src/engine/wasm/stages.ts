import { accessesOf, type Buffer, type Call, type Mode } from './calls.ts';

/**
 * A stage: first what is made once, then what every slice goes through. Threads meet only between stages, so calls are put
 * together as early as what they read allows; within a slice they follow each other image by image.
 */
export interface Stage {
  readonly kind: Exclude<Mode, 'once'>;
  readonly once: readonly Call[];
  readonly calls: readonly Call[];
}

/** When a buffer is used: stages, and, where all of it happens within one, its first and last call there. */
export interface Lifetime {
  readonly buffer: Buffer;
  readonly first: number;
  readonly last: number;
  /** Only calls of one stage that go image by image use it: each thread can have its own. */
  readonly own: boolean;
  readonly firstCall: number;
  readonly lastCall: number;
}

export interface Schedule {
  readonly stages: readonly Stage[];
  readonly lifetimes: readonly Lifetime[];
}

interface Seen {
  readonly buffer: Buffer;
  first: number;
  last: number;
  own: boolean;
  firstCall: number;
  lastCall: number;
  /** The least stage in which an image's call may follow, and one that is made once: of writes, and of all uses. */
  afterWrite: { image: number; once: number };
  afterUse: { image: number; once: number };
}

/** Puts calls, which stand in an order in which they could be made one by one, into stages. */
export function schedule(calls: readonly Call[]): Schedule {
  const spread = calls.filter(({ mode }) => mode === 'spread');
  const stages: { kind: Stage['kind']; once: Call[]; calls: Call[] }[] = [];
  const stageAt = (index: number, kind: Stage['kind'] = 'image') => {
    while (stages.length <= index) stages.push({ kind, once: [], calls: [] });
    return stages[index]!;
  };
  const first = spread.length > 0 ? 1 : 0;
  if (first === 1) stageAt(0, 'spread').calls.push(...spread);
  const seen = new Map<Buffer, Seen>();
  const use = (call: Call, stage: number, place: number): void => {
    const isImage = call.mode === 'image';
    for (const { buffer, isWrite } of accessesOf(call)) {
      const after = isImage ? { image: stage, once: stage + 1 } : { image: stage, once: stage };
      if (call.mode === 'spread' || call.mode === 'range') after.image = after.once = stage + 1;
      let entry = seen.get(buffer);
      if (!entry) {
        const never = { image: 0, once: 0 };
        const own = buffer.per === 'images' && isImage;
        entry = { buffer, first: stage, last: stage, own, firstCall: place, lastCall: place, afterWrite: never, afterUse: never };
        seen.set(buffer, entry);
      }
      entry.own &&= isImage && stage === entry.first;
      entry.last = Math.max(entry.last, stage);
      entry.first = Math.min(entry.first, stage);
      entry.lastCall = place;
      entry.afterUse = later(entry.afterUse, after);
      if (isWrite) entry.afterWrite = later(entry.afterWrite, after);
    }
  };
  for (const call of spread) use(call, 0, 0);
  for (const call of calls) {
    if (call.mode === 'spread') continue;
    const which = call.mode === 'once' ? 'once' : 'image';
    let stage = call.mode === 'range' ? newStage(stages) : first;
    for (const { buffer, isWrite } of accessesOf(call)) {
      const entry = seen.get(buffer);
      if (entry) stage = Math.max(stage, (isWrite ? entry.afterUse : entry.afterWrite)[which]);
    }
    const at = stageAt(stage);
    if (call.mode === 'range') at.kind = 'range';
    const into = call.mode === 'once' ? at.once : at.calls;
    use(call, stage, into.length);
    into.push(call);
  }
  return { stages, lifetimes: [...seen.values()] };
}

/** The first stage that none goes through yet. */
const newStage = (stages: readonly Stage[]): number =>
  stages.at(-1)?.calls.length === 0 ? stages.length - 1 : stages.length;

const later = (a: { image: number; once: number }, b: { image: number; once: number }) => ({
  image: Math.max(a.image, b.image),
  once: Math.max(a.once, b.once),
});
