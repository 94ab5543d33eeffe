import { expect, test } from 'vitest';
import { createArrayPolicy } from '../controller/arrays/policy.ts';
import type { SearchCheckpoint } from '../search/checkpoint.ts';
import { runSearch, type SearchEvent } from '../search/loop.ts';
import { createFakeEvaluator } from '../search/testing/fakes.ts';
import { presetFor, STRATEGY_IDS, type StrategyId } from '../settings/settings.ts';
import type { SearchSpace } from '../space/searchSpace.ts';
import { shareOf } from '../space/testing/share.ts';
import { createStrategy } from './strategies.ts';

const space: SearchSpace = { blocks: 1, operations: ['identity', 'sepconv_3x3'] };

const settingsOf = (id: StrategyId) => ({
  ...presetFor('demo', id),
  trials: 12,
  childrenPerUpdate: 3,
  populationSize: 4,
  sampleSize: 2,
  initialChildren: 3,
  candidates: 20,
  identityRate: 0.3,
});

function begin(settings: ReturnType<typeof settingsOf>, from?: Parameters<typeof runSearch>[0]['from']) {
  const evaluator = createFakeEvaluator(shareOf('sepconv_3x3'));
  const strategy = createStrategy(settings, space, { cost: evaluator.cost, createPolicy: createArrayPolicy });
  return runSearch({ settings, strategy, evaluator, checkpoints: true, ...(from && { from }) });
}

async function collect(search: AsyncGenerator<SearchEvent>, most = Infinity): Promise<SearchEvent[]> {
  const events: SearchEvent[] = [];
  while (events.length < most) {
    const { value, done } = await search.next();
    if (done) break;
    events.push(value);
  }
  await search.return(undefined);
  return events;
}

const trialsOf = (events: readonly SearchEvent[]) =>
  events.flatMap((event) => (event.type === 'trial-ended' ? [event.trial] : []));

const checkpointsOf = (events: readonly SearchEvent[]): SearchCheckpoint[] =>
  events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));

const ways: [StrategyId, object][] = [
  ...STRATEGY_IDS.map((id): [StrategyId, object] => [id, {}]),
  ['random', { repeatGraphs: true }],
  ['evolution', { retrainKnown: true }],
];

test.each(ways)('%s %j: wherever it is cut off, it goes on to the same trials', async (id, patch) => {
  const settings = { ...settingsOf(id), ...patch };
  const all = await collect(begin(settings));
  expect(trialsOf(all)).toHaveLength(12);
  // A controller is slow to make; search/resume.test.ts cuts at every event.
  const stride = id === 'ppo' || id === 'reinforce' ? 31 : 3;
  for (let cut = 1; cut < all.length; cut += stride) {
    const before = await collect(begin(settings), cut);
    const checkpoint = checkpointsOf(before).at(-1);
    if (checkpoint === undefined) continue;
    const trials = trialsOf(before);
    const kept = JSON.parse(JSON.stringify({ trials, checkpoint }));
    const rest = await collect(begin(settings, kept));
    expect([...trials, ...trialsOf(rest)], `cut after ${cut}`).toEqual(trialsOf(all));
    expect(rest.at(-1)).toEqual(all.at(-1));
  }
});

test('evolution trains a known graph again where it is told to, and only there', async () => {
  const statuses = async (retrainKnown: boolean) => {
    const settings = { ...settingsOf('evolution'), identityRate: 1, retrainKnown };
    return trialsOf(await collect(begin(settings))).map(({ status }) => status);
  };
  expect((await statuses(false)).slice(4)).toContain('reused');
  expect(await statuses(true)).not.toContain('reused');
});
