import { anything, type Field, mapped, number, object } from '../base/fields.ts';
import { fail } from '../base/result.ts';
import type { Architecture } from '../space/architecture.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { validateArchitecture } from '../space/validity.ts';

/** A child whose reward is known. */
export interface Member {
  readonly architecture: Architecture;
  readonly reward: number;
}

/** An architecture of the space in a snapshot. */
export function architectureField(space: SearchSpace): Field<Architecture> {
  return mapped(anything(), (value) => {
    try {
      return validateArchitecture(value as Architecture, space);
    } catch {
      return fail('an architecture'); // not even the shape of one
    }
  });
}

/** A child in a snapshot. */
export function memberField(space: SearchSpace): Field<Member> {
  return object<Member>({ architecture: architectureField(space), reward: number() }, [], {
    others: 'ignored',
  });
}
