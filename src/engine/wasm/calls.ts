import described from './calls.json' with { type: 'json' };

/**
 * What a plan's calls are made of. Their words are described once, in calls.json: the kernels' constants are made of it when
 * they are compiled, and calls are encoded by it here. `name:view` stands for three words (View).
 */
export type CallName = keyof typeof described;

/** Memory that a plan needs for a while; placed once all calls are known. */
export interface Buffer {
  readonly id: number;
  /** `images`: so many bytes of each image of the batch; `fixed`: in all. */
  readonly per: 'images' | 'fixed';
  /** A multiple of 16. */
  readonly bytes: number;
}

/** An address within a fixed buffer. */
export interface Ref {
  readonly buffer: Buffer;
  readonly offset: number;
}

/** A map within an `images` buffer: pixel p of an image begins at offset + p * pixel, in bytes. */
export interface View extends Ref {
  readonly pixel: number;
}

/** Constants that calls point at, such as a convolution's taps. */
export interface List {
  readonly words: readonly number[];
}

export type Word = number | Ref | View | List;

/** `image`: for every image of a slice; `once`: by one thread; `range`: every slice takes its part; `spread`: one of many. */
export type Mode = 'image' | 'once' | 'range' | 'spread';

export interface Call {
  readonly name: CallName;
  readonly mode: Mode;
  readonly words: Readonly<Record<string, Word>>;
  /** The buffers that it touches. */
  readonly accesses: readonly Access[];
}

export interface Access {
  readonly buffer: Buffer;
  readonly isWrite: boolean;
}

export function createCall(name: CallName, mode: Mode, words: Call['words']): Call {
  const written = WRITES[name];
  const accesses: Access[] = [];
  for (const field in words) {
    const word = words[field] as Word;
    if (isRef(word)) accesses.push({ buffer: word.buffer, isWrite: written?.includes(field) ?? false });
  }
  return { name, mode, words, accesses };
}

/** Words that name what a call writes; others are only read. */
const WRITES: Readonly<Partial<Record<CallName, readonly string[]>>> = {
  gather: ['y'],
  pack: ['y'],
  convolve: ['y'],
  depthwise: ['y'],
  maxPool: ['y', 'codes', 'temporary'],
  maxSpread: ['y'],
  boxSum: ['y'],
  moments: ['partial'],
  normalise: ['record'],
  running: ['record'],
  combine: ['y'],
  collect: ['y'],
  normSums: ['partial'],
  normGradient: ['back'],
  normInput: ['y'],
  mean: ['y'],
  loss: ['gradient', 'tally'],
  transpose: ['to'],
  squares: ['partial'],
  clip: ['factor'],
};

export const isRef = (word: Word): word is Ref | View => typeof word === 'object' && 'buffer' in word;
export const isList = (word: Word): word is List => typeof word === 'object' && 'words' in word;

/** 32-bit words of a call's record, the longest call and its number included. */
export const CALL_WORDS = 40;

const records = new Map(
  (Object.keys(described) as CallName[]).map((name, number) => {
    const fields = (described[name] as readonly string[]).map((field) => {
      const [id, kind] = field.split(':') as [string, string | undefined];
      return { id, isView: kind === 'view' };
    });
    return [name, { number, fields }];
  }),
);

export interface Addresses {
  /** Of a fixed buffer, or of an `images` buffer's first image; odd (by 1) where it lies in a thread's own memory. */
  of(buffer: Buffer): number;
  list(list: List): number;
}

/** Writes a call's record; throws a RangeError where its words are not those that are described. */
export function encodeCall({ name, words }: Call, to: Int32Array, addresses: Addresses): void {
  const { number, fields } = records.get(name) as NonNullable<ReturnType<typeof records.get>>;
  let at = 0;
  to[at++] = number;
  for (const { id, isView } of fields) {
    const word = words[id];
    if (word === undefined) throw new RangeError(`a call of ${name} lacks its word ${id}`);
    const address = addressOf(word, addresses);
    to[at++] = address;
    if (!isView) continue;
    const view = typeof word === 'object' && 'pixel' in word ? word : null;
    const isOwn = (address & 1) === 1;
    to[at++] = view === null || isOwn ? 0 : view.buffer.bytes;
    to[at++] = view === null ? 0 : view.pixel;
  }
  if (Object.keys(words).length > fields.length) {
    const extra = Object.keys(words).filter((id) => !fields.some((field) => field.id === id));
    throw new RangeError(`a call of ${name} has no word ${extra.join()}`);
  }
  if (at > CALL_WORDS) throw new RangeError(`a call of ${name} has ${at - CALL_WORDS} words too many`);
}

function addressOf(word: Word, addresses: Addresses): number {
  if (typeof word === 'number') return word;
  if (isList(word)) return addresses.list(word);
  return addresses.of(word.buffer) + word.offset;
}

const scratch = new DataView(new ArrayBuffer(4));

/** The bits of a number as a 32-bit float. */
export function floatBits(value: number): number {
  scratch.setFloat32(0, value);
  return scratch.getInt32(0);
}
