import { InputError } from '../../base/errors.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { architectureOf } from '../../space/choices.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';

/** Which row of a table an architecture has, in any spelling. Throws an InputError for one outside the table's space. */
export type RowOf = (architecture: Architecture) => number;

/** Of rows with choices of the space; of a closed table, also the place among its predictions. */
export function rowLookup(
  space: SearchSpace,
  rows: readonly { readonly choices: readonly number[] }[],
): RowOf {
  const places = new Map(
    rows.map(({ choices }, index) => [canonicalKey(architectureOf(space, choices)), index]),
  );
  // A search asks of each child more than once, and spelling it takes longer than all else that a look-up does.
  const asked = new WeakMap<Architecture, number>();
  return (architecture) => {
    const place = asked.get(architecture) ?? places.get(canonicalKey(architecture));
    if (place === undefined) throw new InputError('The architecture is not in the table.');
    asked.set(architecture, place);
    return place;
  };
}
