import { type Addresses, CALL_WORDS, type Call, encodeCall, isList, type List } from './calls.ts';
import type { Slices } from './emitter.ts';
import type { Placement } from './placement.ts';
import type { Stage } from './stages.ts';

/** What a stage's number means to the kernels (assembly/index.ts). */
const KINDS = ['image', 'range', 'spread'] as const satisfies readonly Stage['kind'][];

const HEAD_WORDS = 4;
const STAGE_WORDS = 5;

/** The calls and lists of a plan's tables, in their order, each list once. */
export interface PlanTables {
  readonly stages: readonly Stage[];
  readonly calls: number;
  readonly lists: ReadonlyMap<string, List>;
  /** 32-bit words. */
  readonly words: number;
}

export function planTables(stages: readonly Stage[]): PlanTables {
  const lists = new Map<string, List>();
  let calls = 0;
  let words = HEAD_WORDS + STAGE_WORDS * stages.length;
  const add = (call: Call): void => {
    calls++;
    words += CALL_WORDS;
    for (const field in call.words) {
      const word = call.words[field]!;
      if (!isList(word)) continue;
      const key = keyOf(word);
      if (lists.has(key)) continue;
      lists.set(key, word);
      words += word.words.length;
    }
  };
  for (const stage of stages) {
    stage.once.forEach(add);
    stage.calls.forEach(add);
  }
  return { stages, calls, lists, words };
}

const keyOf = (list: List): string => list.words.join();

/** The tables of a plan that will lie at `start`, its buffers from `arena` on, in bytes. */
export function encodePlan(
  { stages, calls, lists, words: size }: PlanTables,
  { offsets, own }: Placement,
  slices: Slices,
  arena: number,
  start: number,
): Int32Array<ArrayBuffer> {
  const words = new Int32Array(size);
  const addressOfList = new Map<string, number>();
  let at = HEAD_WORDS + STAGE_WORDS * stages.length + CALL_WORDS * calls;
  for (const [key, list] of lists) {
    addressOfList.set(key, start + 4 * at);
    words.set(list.words, at);
    at += list.words.length;
  }
  const addresses: Addresses = {
    of(buffer) {
      const offset = offsets.get(buffer) as number;
      return own.has(buffer) ? offset + 1 : arena + offset;
    },
    list: (list) => addressOfList.get(keyOf(list)) as number,
  };
  words.set([stages.length, slices.count, slices.images, 4 * CALL_WORDS]);
  let call = HEAD_WORDS + STAGE_WORDS * stages.length;
  const put = (some: readonly Call[]): [number, number] => {
    const first = start + 4 * call;
    for (const one of some) {
      encodeCall(one, words.subarray(call, call + CALL_WORDS), addresses);
      call += CALL_WORDS;
    }
    return [first, some.length];
  };
  for (const [i, stage] of stages.entries()) {
    words.set(
      [KINDS.indexOf(stage.kind), ...put(stage.once), ...put(stage.calls)],
      HEAD_WORDS + STAGE_WORDS * i,
    );
  }
  return words;
}
