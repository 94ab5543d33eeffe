import { expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import type { Trial } from '../../search/trial.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { createLinearSearch } from '../../strategies/linear/linear.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import { judgedByModel, linearQuestion } from './linear.ts';

test('what the model expects of a child is what the search itself expected', async () => {
  const settings = { ...PRESET_SETTINGS.table.settings, strategy: 'linear', initialChildren: 4 } as const;
  const random = createRandom(3);
  const trials: Trial[] = [];
  const cost = () => ({ trainable: 100, multiplyAdds: 1000 });
  const search = createLinearSearch(TABULATED_SPACE, settings, cost, 9);
  const updates = [];
  for (let number = 1; number <= 9; number++) {
    const suggestion = await search.suggest();
    const { architecture } = suggestion;
    const asked = (await search.snapshot()).asked as { predicted: number | null }[];
    const run = { trials, updates: [...updates], settings };
    const question = linearQuestion(run, number, architecture, cost())!;
    const { prediction, came, candidates, children } = judgedByModel(question);
    expect(children).toBe(number - 1);
    expect(came).toBeNull();
    expect(candidates).toBeNull();
    expect(prediction?.mean ?? null).toBe(asked.at(-1)!.predicted);
    const reward = random.uniform();
    await search.update([{ suggestion, reward }]);
    updates.push({ afterTrial: number, baseline: null, entropy: null });
    trials.push({
      number,
      architecture,
      status: 'trained',
      accuracy: reward,
      reward,
      ...cost(),
      seconds: 1,
      epochs: [],
    });
  }
  const run = { trials, updates, settings };
  const last = judgedByModel(linearQuestion(run, 9, trials[8]!.architecture, null)!);
  expect(last.came).not.toBeNull();
  expect(last.learned?.effects.length).toBeGreaterThan(0);
  // The third of a wave of which none has ended.
  expect(linearQuestion(run, 12, trials[0]!.architecture, cost())).toMatchObject({ earlier: 11 });
  expect(linearQuestion(run, 10, trials[0]!.architecture, null)).toBeNull();
});
