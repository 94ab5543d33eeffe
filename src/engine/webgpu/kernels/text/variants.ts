import type { Grain } from '../../ir/grain.ts';
import type { Family } from '../../ir/job.ts';
import producedMoments from '../norm/producedMoments.wgsl?raw';
import fold from './fold.wgsl?raw';
import join from './join.wgsl?raw';
import joinEight from './joinEight.wgsl?raw';

/** A kernel of which there are two: plain, and with sums joined within workgroups. The grain's `joined` is the index. */
export type Joinable<Field extends string> = readonly [plain: Family<Field>, joined: Family<Field>];

/** Both of them, by the constant JOINED of the text. */
export function joined<Field extends string>(familyOf: (JOINED: 0 | 1) => Family<Field>): Joinable<Field> {
  const together = familyOf(1);
  return [familyOf(0), joining({ ...together, name: `${together.name}, joined` })];
}

/** A kernel of which there is only the one whose workgroups join sums. */
export const joining = <Field extends string>(family: Family<Field>): Family<Field> => ({
  ...family,
  preludes: [join],
});

/** The same of a kernel whose text leaves open what a Number is. */
export function joinedNumbers<Field extends string>(
  familyOf: (JOINED: 0 | 1) => Family<Field>,
): Joinable<Field> {
  const [plain, together] = joined(familyOf);
  return [{ ...plain, scalar: true }, together];
}

/**
 * The kernel whose workgroups join the moments of the batch norm that they read (fold.wgsl), if there is one: where they are is said
 * at the beginning of the job's list, so that `norm` says nothing. `FOLDED` of the text is 1.
 */
export const folding = <Field extends string>(family: Family<Field>): Family<Field> => ({
  ...family,
  name: `${family.name}, folded`,
  preludes: [join, fold],
  fields: family.fields.map((field) => (field === 'norm' ? 'list' : field)) as Field[],
});

/** A kernel whose text leaves open whether a Number is one channel or four, as the grain has it. */
export function numbered<Field extends string>(family: Family<Field>, { joined }: Grain): Family<Field> {
  if (joined === 0) return { ...family, scalar: true };
  return { ...family, name: `${family.name}, by fours` };
}

/** Groups, or tiles of them, that stand beside each other in a workgroup: 32 bytes of a 16-bit map, as much as a card moves at once. */
export const COLUMNS_MOST = 4;

/** Calls of joinEight for so many sums. */
export const batchesOf = (sums: number): number => Math.ceil(sums / 8);

/** A kernel that joins many sums of a workgroup, by joinEight. */
export const joinsEight = <Field extends string>(family: Family<Field>): Family<Field> => ({
  ...family,
  name: `${family.name}, joined`,
  preludes: [joinEight],
});

/** The kernel of a family, whose text was made to tell what it stores (MOMENTS = 1), with a place to write the moments of that. */
export const withMoments = <Field extends string>(family: Family<Field>): Family<Field | 'partial'> => ({
  ...family,
  name: `${family.name}, moments`,
  preludes: [...new Set([join, ...(family.preludes ?? []), producedMoments])],
  fields: [...family.fields, 'partial'],
  writes: [...family.writes, 'partial'],
});
