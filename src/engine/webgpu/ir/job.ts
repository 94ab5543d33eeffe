import join from '../kernels/text/join.wgsl?raw';
import prelude from '../kernels/text/prelude.wgsl?raw';
import scalar from '../kernels/text/scalar.wgsl?raw';
import vector from '../kernels/text/vector.wgsl?raw';
import type { Grain } from './grain.ts';

/** A range of the arena that one task writes and others read; `groups` vec4f long, placed later (compile/schedule.ts). */
export interface ArenaBuffer {
  readonly id: number;
  readonly groups: number;
}

/** A place in the arena, in vec4f from the buffer's start. */
export interface Ref {
  readonly buffer: ArenaBuffer;
  readonly offset: number;
  /** The groups of each pixel that are meant, [first, end), where that is not the whole buffer. */
  readonly span?: readonly [number, number];
}

/** An unsigned 32-bit integer, or a place that becomes one. */
export type Word = number | Ref;

/**
 * One kernel, that is one pipeline: WGSL whose workgroups (of 64 invocations) each look up their job, a record of words.
 * Its text is a function of the object, whose name is the key under which pipelines are kept.
 */
export interface Family<Field extends string = string> {
  readonly name: string;
  readonly source: string;
  /** Words of a job in order. The record's first word is the job's first workgroup. */
  readonly fields: readonly Field[];
  /** Fields that name places in the arena which the job writes; all other places are read. */
  readonly writes: readonly Field[];
  /** What is bound as group 1: the data set and the batch, or velocity and decays. */
  readonly extra?: 'data' | 'optimiser';
  /** Its numbers are single channels (scalar.wgsl), not groups of four (vector.wgsl). */
  readonly scalar?: boolean;
}

export interface Task {
  readonly family: Family;
  readonly words: Readonly<Record<string, Word>>;
  /** Words of variable number, four to an entry; their place is put into the field `list`. */
  readonly list: readonly Word[];
  readonly workgroups: number;
}

/** A kernel of which there are two: plain, and with sums joined within workgroups. The grain's `joins` is the index. */
export type Joinable<Field extends string> = readonly [plain: Family<Field>, joined: Family<Field>];

/** Both of them, by the constant J of the text. */
export function joined<Field extends string>(familyOf: (J: 0 | 1) => Family<Field>): Joinable<Field> {
  const { name, source, ...other } = familyOf(1);
  return [familyOf(0), { ...other, name: `${name}, joined`, source: `${join}\n${source}` }];
}

/** The same of a kernel whose text leaves open what a Number is. */
export function joinedNumbers<Field extends string>(familyOf: (J: 0 | 1) => Family<Field>): Joinable<Field> {
  const [plain, together] = joined(familyOf);
  return [{ ...plain, scalar: true }, together];
}

/** A kernel whose text leaves open whether a Number is one channel or four, as the grain has it. */
export function numbered<Field extends string>(family: Family<Field>, { joins }: Grain): Family<Field> {
  if (joins === 0) return { ...family, scalar: true };
  return { ...family, name: `${family.name}, by fours` };
}

/** Invocations that a group of four channels takes in such a kernel. */
export const partsOf = ({ joins }: Grain): number => (joins === 0 ? 4 : 1);

/** Words of a job record, the same for all families so that one table holds them. */
export const JOB_WORDS = 32;

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

/** The whole module: the job's struct, what all kernels share, and the kernel itself. */
export function moduleText(family: Family): string {
  const padding = JOB_WORDS - 1 - family.fields.length;
  if (padding < 0) throw new RangeError(`a job of ${family.name} has ${-padding} words too many`);
  const members = ['first', ...family.fields, ...Array.from({ length: padding }, (_, i) => `pad${i}`)];
  const job = `struct Job { ${members.map((name) => `${name}: u32`).join(', ')} }`;
  return [job, family.scalar ? scalar : vector, prelude, family.source].join('\n');
}
