import { type Buffer, type Call, createCall, isRef, type Mode, type View } from './calls.ts';

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
  imageAfterWrite: number;
  onceAfterWrite: number;
  imageAfterUse: number;
  onceAfterUse: number;
}

/**
 * Puts calls, which stand in an order in which they could be made one by one, into stages. `kept`, if there is one, is read from
 * outside when all is done.
 */
export function schedule(calls: readonly Call[], kept?: Buffer): Schedule {
  const spread = calls.filter(({ mode }) => mode === 'spread');
  const stages: { kind: Stage['kind']; once: Call[]; calls: Call[] }[] = [];
  const stageAt = (index: number, kind: Stage['kind'] = 'image') => {
    while (stages.length <= index) stages.push({ kind, once: [], calls: [] });
    return stages[index]!;
  };
  const first = spread.length > 0 ? 1 : 0;
  if (first === 1) stageAt(0, 'spread').calls.push(...spread);
  const seen = new Map<Buffer, Seen>();
  const use = ({ mode, accesses }: Call, stage: number, place: number): void => {
    const isImage = mode === 'image';
    const endsStage = mode === 'spread' || mode === 'range';
    const image = endsStage ? stage + 1 : stage;
    const once = endsStage || isImage ? stage + 1 : stage;
    for (const { buffer, isWrite } of accesses) {
      let entry = seen.get(buffer);
      if (!entry) {
        entry = {
          buffer,
          first: stage,
          last: stage,
          own: buffer.per === 'images' && isImage,
          firstCall: place,
          lastCall: place,
          imageAfterWrite: 0,
          onceAfterWrite: 0,
          imageAfterUse: 0,
          onceAfterUse: 0,
        };
        seen.set(buffer, entry);
      }
      entry.own &&= isImage && stage === entry.first;
      entry.last = Math.max(entry.last, stage);
      entry.first = Math.min(entry.first, stage);
      entry.lastCall = place;
      entry.imageAfterUse = Math.max(entry.imageAfterUse, image);
      entry.onceAfterUse = Math.max(entry.onceAfterUse, once);
      if (!isWrite) continue;
      entry.imageAfterWrite = Math.max(entry.imageAfterWrite, image);
      entry.onceAfterWrite = Math.max(entry.onceAfterWrite, once);
    }
  };
  for (const call of spread) use(call, 0, 0);

  /** The least stage in which a call may stand. */
  const leastOf = ({ mode, accesses }: Call): number => {
    let stage = mode === 'range' ? newStage(stages) : first;
    for (const { buffer, isWrite } of accesses) {
      const entry = seen.get(buffer);
      if (!entry) continue;
      const after = isWrite
        ? mode === 'once'
          ? entry.onceAfterUse
          : entry.imageAfterUse
        : mode === 'once'
          ? entry.onceAfterWrite
          : entry.imageAfterWrite;
      stage = Math.max(stage, after);
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
    let stage = leastOf(call);
    for (const { copy } of needed) stage = Math.max(stage, leastOf(copy));
    for (const one of needed) if (!copies.isMade(one, stage)) put(one.copy, stage);
    put(needed.length === 0 ? call : copies.renamed(call, stage), stage);
  }
  const keptLife = kept && seen.get(kept);
  if (keptLife) Object.assign(keptLife, { own: false, last: stages.length });
  return { stages, lifetimes: [...seen.values()] };
}

/** A copy that is made where it is read; those of one kind are equal. */
interface Waiting {
  readonly copy: Call;
  readonly kind: string;
}

/**
 * Copies of maps as a reader sees them. They are made where they are read and not before, so that they live in a thread's
 * own memory, and once in a stage for all that read the same.
 */
class Copies {
  readonly #waiting = new Map<Buffer, Waiting>();
  /** By what is copied, then by stage: the buffer that has it. */
  readonly #made = new Map<string, Map<number, Buffer>>();

  take(copy: Call): boolean {
    if (copy.name !== 'pack') return false;
    this.#waiting.set(bufferOf(copy), { copy, kind: kindOf(copy) });
    return true;
  }

  /** Those that a call reads. */
  of({ accesses }: Call): readonly Waiting[] {
    const found: Waiting[] = [];
    for (const { buffer } of accesses) {
      const waiting = this.#waiting.get(buffer);
      if (waiting && !found.includes(waiting)) found.push(waiting);
    }
    return found;
  }

  /** Whether the stage has one that is equal; if not, this will be it. */
  isMade({ copy, kind }: Waiting, stage: number): boolean {
    let stages = this.#made.get(kind);
    if (!stages) {
      stages = new Map();
      this.#made.set(kind, stages);
    }
    if (stages.has(stage)) return true;
    stages.set(stage, bufferOf(copy));
    return false;
  }

  /** The call, with the stage's copies in place of its own. */
  renamed({ name, mode, words }: Call, stage: number): Call {
    const own: Record<string, Call['words'][string]> = { ...words };
    for (const field in words) {
      const word = words[field]!;
      if (!isRef(word)) continue;
      const waiting = this.#waiting.get(word.buffer);
      if (waiting) own[field] = { ...word, buffer: this.#made.get(waiting.kind)!.get(stage)! };
    }
    return createCall(name, mode, own);
  }
}

const bufferOf = ({ words }: Call): Buffer => (words.y as View).buffer;

function kindOf({ words }: Call): string {
  let kind = '';
  for (const field in words) {
    if (field === 'y') continue;
    const word = words[field]!;
    kind += isRef(word) ? `${word.buffer.id}+${word.offset},` : `${word as number},`;
  }
  return kind;
}

/** The first stage that none goes through yet. */
const newStage = (stages: readonly Stage[]): number =>
  stages.at(-1)?.calls.length === 0 ? stages.length - 1 : stages.length;
