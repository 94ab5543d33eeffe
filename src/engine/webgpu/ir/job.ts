import type { Precision } from '../../executor.ts';

/** What 16-bit numbers are of, and so in what format (half.wgsl). */
export type HalfMaps = 'activations' | 'gradients';

/** A range of the arena that one task writes and others read; `groups` vec4f long, placed by compile/memoryPlan.ts. */
export interface ArenaBuffer {
  readonly id: number;
  readonly groups: number;
  /** It holds groups of 16-bit numbers, two to a vec4f; places in it count those. */
  readonly half?: HalfMaps;
}

export type Span = readonly [first: number, end: number, stride: number];

/** A place in the arena, in groups of its numbers from the buffer's start: vec4f, or half of one. */
export interface Address {
  readonly buffer: ArenaBuffer;
  readonly offset: number;
  /** The groups of each pixel that are meant, where that is not the whole buffer; `stride`: all that a pixel of it has. */
  readonly span?: Span;
}

/** An unsigned 32-bit integer, or a place that becomes one. */
export type Word = number | Address;

/**
 * One kernel, that is one pipeline: WGSL whose workgroups (of 64 invocations) each look up their job, a record of words.
 * Its text is a function of the object, whose name is the key under which pipelines are kept.
 */
export interface Family<Field extends string = string> {
  readonly name: string;
  readonly source: string;
  /** Texts of several kernels that come before it, each once. */
  readonly preludes?: readonly string[];
  /** Words of a job in order. The record's first word is the job's first workgroup. */
  readonly fields: readonly Field[];
  /** Fields that name places in the arena which the job writes; all other places are read. */
  readonly writes: readonly Field[];
  /** Of some field, the most that one pass over the pixels takes: where a job has more, the next pass reads its `y` back. */
  readonly onePass?: readonly [field: Field, most: number];
  /** What is bound as group 1: the data set and the batch, or velocity and decays. */
  readonly extra?: 'data' | 'optimiser';
  /** Its numbers are single channels (scalar.wgsl), not groups of four (vector.wgsl). */
  readonly scalar?: boolean;
  /** What its `y` is may be activations as well as gradients. */
  readonly bothWays?: true;
  /** Its maps are 16-bit numbers; what a text takes for activations is gradients where this says so. */
  readonly half?: HalfMaps;
  /** The kernels that it holds behind a switch on a job's last word, which is one's index here. Then it has no text of its own. */
  readonly members?: readonly Family[];
}

const wholes = new WeakMap<Family, Family>();

/** The same kernel of 16-bit maps. Throws a RangeError where its numbers are single channels. */
function halved(family: Family, of: HalfMaps): Family {
  if (family.scalar)
    throw new RangeError(`${family.name} has no 16-bit maps: its numbers are single channels`);
  const name = `${family.name}, 16-bit ${of === 'gradients' ? 'gradients' : 'maps'}`;
  const half: Family = { ...family, name, half: of };
  wholes.set(half, family);
  return half;
}

/** A kernel at a precision; `y`: what its `y` is of where that is 16-bit. */
export function atPrecision(family: Family, precision: Precision, y: HalfMaps | undefined): Family {
  if (precision === 32) return family;
  return halved(family, family.bothWays && y === 'gradients' ? 'gradients' : 'activations');
}

/** The kernel that this one is, whatever the precision. */
export const whole = (family: Family): Family => wholes.get(family) ?? family;

export interface Task {
  readonly family: Family;
  readonly words: Readonly<Record<string, Word>>;
  /** Words of variable number, four to an entry; their place is put into the field `list`. */
  readonly list: readonly Word[];
  readonly workgroups: number;
}

/** Words of a job record, the same for all families so that one table holds them. */
export const JOB_WORDS = 32;

/** The word of a record that says which of a pipeline's kernels a job is of, where there are several: the last. */
export const KIND_WORD = JOB_WORDS - 1;

/** "There is none" in a field that else holds an offset. */
export const NONE = 0xffffffff;

/** Invocations of a workgroup, in all families. */
export const LANES = 64;

export function task<Field extends string>(
  family: Family<Field>,
  workgroups: number,
  words: Readonly<Record<Exclude<Field, 'list'>, Word>>,
  list: readonly Word[] = [],
): Task {
  return { family, words, list, workgroups };
}

const scratch = new DataView(new ArrayBuffer(4));

/** The bits of a number as a 32-bit float. */
export function floatBits(value: number): number {
  scratch.setFloat32(0, value);
  return scratch.getUint32(0);
}
