import type { Grain } from '../../ir/grain.ts';
import type { Family } from '../../ir/job.ts';
import fold from './fold.wgsl?raw';
import join from './join.wgsl?raw';

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
  source: `${join}\n${family.source}`,
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
  source: `${join}\n${fold}\n${family.source}`,
  fields: family.fields.map((field) => (field === 'norm' ? 'list' : field)) as Field[],
});

/** A kernel whose text leaves open whether a Number is one channel or four, as the grain has it. */
export function numbered<Field extends string>(family: Family<Field>, { joined }: Grain): Family<Field> {
  if (joined === 0) return { ...family, scalar: true };
  return { ...family, name: `${family.name}, by fours` };
}
