import { accessesOf, type Buffer, type Call, isRef, type Mode, type View } from './calls.ts';

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
        entry = {
          buffer,
          first: stage,
          last: stage,
          own,
          firstCall: place,
          lastCall: place,
          afterWrite: never,
          afterUse: never,
        };
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

  /** The least stage in which a call may stand. */
  const leastOf = (call: Call): number => {
    let stage = call.mode === 'range' ? newStage(stages) : first;
    for (const { buffer, isWrite } of accessesOf(call)) {
      const entry = seen.get(buffer);
      const which = call.mode === 'once' ? 'once' : 'image';
      if (entry) stage = Math.max(stage, (isWrite ? entry.afterUse : entry.afterWrite)[which]);
    }
    return stage;
  };
  const put = (call: Call, stage: number): void => {
    const at = stageAt(stage);
    if (call.mode === 'range') at.kind = 'range';
    const into = call.mode === 'once' ? at.once : at.calls;
    use(call, stage, into.length);
    into.push(call);
  };
  const copies = new Copies();
  for (const call of calls) {
    if (call.mode === 'spread') continue;
    if (copies.take(call)) continue;
    const needed = copies.of(call);
    const stage = Math.max(leastOf(call), ...needed.map(leastOf));
    for (const copy of needed) if (!copies.isMade(copy, stage)) put(copy, stage);
    put(copies.renamed(call, stage), stage);
  }
  return { stages, lifetimes: [...seen.values()] };
}

/**
 * Copies of maps as a reader sees them. They are made where they are read and not before, so that they live in a thread's
 * own memory, and once in a stage for all that read the same.
 */
class Copies {
  readonly #waiting = new Map<Buffer, Call>();
  /** By stage and what is copied: the buffer that has it. */
  readonly #made = new Map<string, Buffer>();

  take(call: Call): boolean {
    if (call.name !== 'pack') return false;
    this.#waiting.set(bufferOf(call), call);
    return true;
  }

  /** Those that a call reads. */
  of(call: Call): readonly Call[] {
    const buffers = new Set(accessesOf(call).map(({ buffer }) => buffer));
    return [...buffers].flatMap((buffer) => this.#waiting.get(buffer) ?? []);
  }

  /** Whether the stage has one that is equal; if not, this will be it. */
  isMade(copy: Call, stage: number): boolean {
    const key = keyOf(copy, stage);
    if (this.#made.has(key)) return true;
    this.#made.set(key, bufferOf(copy));
    return false;
  }

  /** The call, with the stage's copies in place of its own. */
  renamed(call: Call, stage: number): Call {
    const entries = Object.entries(call.words).map(([field, word]) => {
      const copy = isRef(word) ? this.#waiting.get(word.buffer) : undefined;
      return [field, copy && isRef(word) ? { ...word, buffer: this.#made.get(keyOf(copy, stage))! } : word];
    });
    return { ...call, words: Object.fromEntries(entries) };
  }
}

const bufferOf = ({ words }: Call): Buffer => (words.y as View).buffer;

function keyOf({ words }: Call, stage: number): string {
  const told = Object.entries(words).map(([field, word]) => {
    if (field === 'y') return '';
    return isRef(word) ? `${word.buffer.id}+${word.offset}` : String(word);
  });
  return `${stage}: ${told.join()}`;
}

/** The first stage that none goes through yet. */
const newStage = (stages: readonly Stage[]): number =>
  stages.at(-1)?.calls.length === 0 ? stages.length - 1 : stages.length;

const later = (a: { image: number; once: number }, b: { image: number; once: number }) => ({
  image: Math.max(a.image, b.image),
  once: Math.max(a.once, b.once),
});
