import { InputError } from '../base/errors.ts';
import { type Field, readWith, tuple, whole } from '../base/fields.ts';
import { type Random, type RandomState, restoreRandom } from '../base/random.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import type { Snapshot } from './strategy.ts';

/** What every strategy's snapshot begins with, so that it is not restored into another one. */
export function snapshotHead(strategy: string, space: SearchSpace, random: Random): Snapshot {
  const { blocks, operations, fixed } = space;
  const fixedPart = fixed === undefined ? {} : { fixed };
  return { strategy, blocks, operations: [...operations], ...fixedPart, random: random.state() };
}

const word = whole({ min: -(2 ** 31), max: 2 ** 32 - 1 });
const randomState: Field<RandomState> = tuple([word, word, word, word]);

/** Answers the generator of a snapshot; throws an InputError unless it is of this strategy and this space. */
export function openSnapshot(snapshot: Snapshot, strategy: string, space: SearchSpace): Random {
  if (snapshot.strategy !== strategy) {
    throw new InputError(
      `A snapshot of strategy ${JSON.stringify(snapshot.strategy)} cannot be restored into ${strategy}.`,
    );
  }
  const same = (part: 'blocks' | 'operations' | 'fixed'): boolean =>
    JSON.stringify(snapshot[part]) === JSON.stringify(space[part]);
  if (!same('blocks') || !same('operations') || !same('fixed')) {
    throw new InputError('The snapshot belongs to a search with other blocks or operations.');
  }
  const random = readWith(randomState, snapshot.random);
  if (!random.ok) throw damaged('its random state');
  return restoreRandom(random.value);
}

export function damaged(part: string): InputError {
  return new InputError(`The snapshot is damaged (${part}): start the search again.`);
}
