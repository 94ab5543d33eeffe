import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { canonicalKey } from '../../space/canonical.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { Member } from '../members.ts';
import { type Climber, climbAfter } from './climb.ts';
import { createLocalSearch } from './local.ts';

const space: SearchSpace = { blocks: 1, operations: ['identity', 'sepconv_3x3', 'maxpool_3x3'] };

test.each([
  [1, 1],
  [3, 1],
  [2, 4],
  [1, 5],
])(
  'is where the search itself is, with %i random children and %i an update',
  async (initialChildren, batch) => {
    const random = createRandom(initialChildren + 10 * batch);
    const search = createLocalSearch(space, { initialChildren }, 7);
    const children: Climber[] = [];
    let open: { suggestion: Awaited<ReturnType<typeof search.suggest>>; reward: number }[] = [];
    let climbed = 0;
    for (let child = 0; child < 150; child++) {
      if (open.length === batch) {
        await search.update(open);
        open = [];
      }
      const told = climbAfter(space, { initialChildren }, children);
      const suggestion = await search.suggest();
      const { current, best, waiting } = await search.snapshot();
      expect(told?.current ?? null).toEqual(current as Member | null);
      expect(told?.best ?? null).toEqual(best as Member | null);
      const rest = (waiting as Member['architecture'][]).map(canonicalKey);
      const wasNeighbour = told!.waiting > rest.length;
      if (wasNeighbour) climbed += 1;
      expect(told?.waiting).toBe(rest.length + (wasNeighbour ? 1 : 0));
      expect(told!.neighbours).toBeGreaterThanOrEqual(told!.waiting);
      const reward = Math.round(random.uniform() * 20) / 20;
      open.push({ suggestion, reward });
      const learned = open.length === batch ? children.length + 1 : (children.at(-1)?.learned ?? 0);
      children.push({ architecture: suggestion.architecture, reward, learned });
    }
    expect(climbed).toBeGreaterThan(20);
  },
);

test('children of another strategy are none of its', async () => {
  const search = createLocalSearch(space, { initialChildren: 1 }, 7);
  const { architecture } = await search.suggest();
  const children = [1, 2, 3].map((learned) => ({ architecture, reward: 0.5, learned }));
  expect(climbAfter(space, { initialChildren: 1 }, children)).toBeNull();
});
