import { type Field, list, number, object, oneOf, refined, tuple, whole } from '../../base/fields.ts';
import { type Architecture, COMBINERS, MAX_BLOCKS } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { spellings } from '../../space/choices.ts';
import { OPERATION_IDS } from '../../space/operations/index.ts';
import {
  architectureCount,
  type FixedBlock,
  type FixedCells,
  type SearchSpace,
} from '../../space/searchSpace.ts';
import { validateArchitecture } from '../../space/validity.ts';

/** More spellings than anyone would train. */
const MOST_SPELLINGS = 100_000n;

/** One architecture for each graph of the space: its first spelling. Throws a RangeError on a space that is no table. */
export function distinctGraphs(space: SearchSpace): Architecture[] {
  const count = architectureCount(space);
  if (count > MOST_SPELLINGS) throw new RangeError(`A space of ${count} architectures cannot be tabulated.`);
  const graphs = new Map<string, Architecture>();
  for (const architecture of spellings(space)) {
    const key = canonicalKey(architecture);
    if (!graphs.has(key)) graphs.set(key, architecture);
  }
  return [...graphs.values()];
}

/** Kept as the file has it, in its order: snapshots of a search are held against it as text. */
const fixedBlocks: Field<readonly FixedBlock[]> = list(
  object<FixedBlock>(
    {
      inputs: tuple([number(), number()]),
      operations: tuple([oneOf(OPERATION_IDS), oneOf(OPERATION_IDS)]),
      combiner: oneOf(COMBINERS),
    },
    ['inputs', 'operations', 'combiner'],
    { others: 'kept' },
  ),
);

/** A space that can be tabulated, whichever it is. */
export const spaceField: Field<SearchSpace> = refined(
  object<SearchSpace>(
    {
      blocks: whole({ min: 1, max: MAX_BLOCKS }),
      operations: list(oneOf(OPERATION_IDS), { min: 1, unique: true }),
      fixed: object<FixedCells>({ normal: fixedBlocks, reduction: fixedBlocks }, ['normal', 'reduction'], {
        others: 'kept',
      }),
    },
    ['fixed'],
    { others: 'ignored' },
  ),
  (space) => {
    if (architectureCount(space) > MOST_SPELLINGS) return `one of at most ${MOST_SPELLINGS} architectures`;
    // What is fixed must itself be an architecture; any spelling shows it.
    const [first] = spellings(space);
    return first !== undefined && validateArchitecture(first, space).ok ? null : 'one that has architectures';
  },
);
