import { describe, expect, test } from 'vitest';
import { browser } from '../../../../store/testing/browser.ts';
import { loadComparisons } from '../../../search/comparison/recorded.ts';
import type { Sight } from '../lesson.ts';
import { LESSONS } from '../list/index.ts';
import { luck } from '../list/luck.ts';
import { answeredOf } from './Outcome.tsx';
import { choicesOf } from './StepView.tsx';

/** A page that was just opened. */
const blank: Sight = {
  state: browser().open().get(),
  network: { whatIf: null, cell: 1 },
  tradeoff: { against: 'multiplyAdds', plot: 'children', published: 'imagenet', asTable: false },
  controller: { kind: 'normal', index: 0, told: 'decision', walk: null },
  inspector: { of: '', training: null, square: null, image: null, seen: [] },
  answers: {},
};

describe.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))('the outcome of %s', (_, lesson) => {
  test('has each answer as it was accepted, whatever the page shows by then', () => {
    for (const step of lesson.steps) {
      if (step.kind !== 'answer') continue;
      for (const { id, text } of choicesOf(step, blank)) {
        const told = answeredOf(lesson, { ...blank, answers: { [step.id]: id } });
        expect(told.find((one) => one.id === step.id)?.answer, `${step.id} ${id}`).toBe(text);
      }
    }
  });
});

test('what few seeds could not tell stays so once many are shown', async () => {
  const [few, many] = (await loadComparisons()).map(
    ({ result }): Sight => ({
      ...blank,
      state: { ...blank.state, comparing: { ...blank.state.comparing, result } },
    }),
  );
  const wide = luck.steps.find(({ id }) => id === 'wide');
  if (wide?.kind !== 'answer' || few === undefined || many === undefined) throw new Error('nothing to ask');
  const accepted = wide.right(few);
  expect([accepted, wide.right(many)]).toEqual(['none', 'some']);
  expect(answeredOf(luck, { ...many, answers: { wide: accepted } })[0]?.answer).toBe('None of them');
});
