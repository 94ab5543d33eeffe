import type { Address, Task, Word } from '../ir/job.ts';

/** Tasks of one pipeline that run at once. */
export type Launch = readonly Task[];

/** A range of the arena that a task reads or writes. */
export interface Access {
  readonly ref: Address;
  readonly writes: boolean;
}

/** Every range of the arena that a task reads or writes. */
export function accesses({ words, list, family }: Task): readonly Access[] {
  const all: Access[] = [];
  for (const field in words) {
    const word = words[field]!;
    if (isAddress(word)) all.push({ ref: word, writes: family.writes.includes(field) });
  }
  for (const word of list) if (isAddress(word)) all.push({ ref: word, writes: false });
  return all;
}

export function isAddress(word: Word): word is Address {
  return typeof word !== 'number';
}
