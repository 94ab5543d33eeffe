import {
  type Addresses,
  type Buffer,
  CALL_WORDS,
  type Call,
  encodeCall,
  isList,
  type List,
} from './calls.ts';
import type { Slices } from './emitter.ts';
import type { Placement } from './placement.ts';
import type { Stage } from './stages.ts';

/** What a stage's number means to the kernels (assembly/index.ts). */
const KINDS = ['image', 'range', 'spread'] as const satisfies readonly Stage['kind'][];

const HEAD_WORDS = 4;
const STAGE_WORDS = 5;

/** 32-bit words of a plan's tables. */
export function planWords(stages: readonly Stage[]): number {
  const calls = stages.flatMap(({ once, calls }) => [...once, ...calls]);
  return HEAD_WORDS + STAGE_WORDS * stages.length + CALL_WORDS * calls.length + listWords(calls);
}

const keyOf = (list: List): string => list.words.join();

function listsOf(calls: readonly Call[]): ReadonlyMap<string, List> {
  return new Map(
    calls.flatMap(({ words }) => Object.values(words).filter(isList)).map((list) => [keyOf(list), list]),
  );
}

const listWords = (calls: readonly Call[]): number =>
  [...listsOf(calls).values()].reduce((sum, { words }) => sum + words.length, 0);

/** The tables of a plan that will lie at `start`, its buffers from `arena` on, in bytes. */
export function encodePlan(
  stages: readonly Stage[],
  { offsets }: Placement,
  own: ReadonlySet<Buffer>,
  slices: Slices,
  arena: number,
  start: number,
): Int32Array<ArrayBuffer> {
  const words = new Int32Array(planWords(stages));
  const all = stages.flatMap(({ once, calls }) => [...once, ...calls]);
  const lists = new Map<string, number>();
  let at = HEAD_WORDS + STAGE_WORDS * stages.length + CALL_WORDS * all.length;
  for (const [key, list] of listsOf(all)) {
    lists.set(key, start + 4 * at);
    words.set(list.words, at);
    at += list.words.length;
  }
  const addresses: Addresses = {
    of(buffer) {
      const offset = offsets.get(buffer) as number;
      return own.has(buffer) ? offset + 1 : arena + offset;
    },
    list: (list) => lists.get(keyOf(list)) as number,
  };
  words.set([stages.length, slices.count, slices.images, 4 * CALL_WORDS]);
  let call = HEAD_WORDS + STAGE_WORDS * stages.length;
  const put = (calls: readonly Call[]): [number, number] => {
    const first = start + 4 * call;
    for (const one of calls) {
      encodeCall(one, words.subarray(call, call + CALL_WORDS), addresses);
      call += CALL_WORDS;
    }
    return [first, calls.length];
  };
  for (const [i, { kind, once, calls }] of stages.entries()) {
    words.set([KINDS.indexOf(kind), ...put(once), ...put(calls)], HEAD_WORDS + STAGE_WORDS * i);
  }
  return words;
}
