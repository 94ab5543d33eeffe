import { describe, expect, test } from 'vitest';
import { cellsRun } from '../../../run/recording/recordedCells.ts';
import { outputStates } from '../../../space/architecture.ts';
import { OPERATION_IDS } from '../../../space/operations/index.ts';
import { openDecisions } from '../../../space/searchSpace.ts';
import recording from '../../../studies/recorded/cells/recording.json';
import { CELLS_SETTINGS, RECORDED_CELLS, TRAININGS_EACH } from '../../../studies/recorded/cells/terms.ts';
import { TABULATED_SPACE } from '../../../studies/tabulated/space.ts';
import { TERMS } from '../../texts/classroom/glossary/terms.ts';
import { NOTES } from '../../texts/classroom/teacher/notes.ts';
import { shareTexts } from '../../texts/share.ts';
import {
  cellsIn,
  imagesDeviation,
  nasnet,
  operationWork,
  powerText,
  publishedTotal,
  waysOfCell,
  waysWithoutOrder,
} from './figures/counts.ts';
import { welch } from './figures/welch.ts';
import { mixedUp } from './list/exam.ts';
import { LESSONS } from './list/index.ts';
import { answersFile, questionsOf, rightOf } from './questions/questions.ts';

describe.each(LESSONS.map((lesson) => [lesson.id, lesson] as const))('lesson %s', (_, lesson) => {
  test('has all that a lesson needs', () => {
    const { title, sentence, minutes, steps, leaves } = lesson;
    expect(title.length).toBeLessThan(40);
    expect(sentence).toMatch(/[.?]$/);
    expect(minutes).toBeGreaterThanOrEqual(3);
    expect(minutes).toBeLessThanOrEqual(5);
    expect(steps[0].kind).toBe('guess');
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    expect(leaves.length).toBeGreaterThan(0);
    for (const step of steps) {
      expect(step.says.length, step.id).toBeGreaterThan(0);
      expect(step.says.length, step.id).toBeLessThanOrEqual(2);
      if (step.kind === 'act') {
        expect(step.at, step.id).toBeDefined();
        expect(step.task, step.id).toMatch(/[.]$/);
      }
      if (step.kind === 'guess' && !('unit' in step.of))
        expect(step.of.map(({ id }) => id)).toContain(step.example);
    }
  });

  test('names words of the glossary', () => {
    const texts = [...lesson.steps.flatMap(({ says }) => says), ...lesson.leaves];
    const named = texts.flatMap((text) =>
      [...text.matchAll(/\{([^}|]+)(?:\|[^}]+)?\}/g)].map(([, id]) => id),
    );
    for (const id of named) expect([...Object.keys(TERMS), 'h_i', 'h_i-1']).toContain(id);
  });
});

test('figures of the texts are the code’s', () => {
  expect(powerText(waysOfCell())).toBe('2.3 · 10¹⁸');
  expect(powerText(waysOfCell() ** 2)).toBe('5.2 · 10³⁶');
  expect(powerText(waysWithoutOrder())).toBe('5.6 · 10¹⁷');
  expect(cellsIn(6)).toBe(20);
  expect(publishedTotal().trainable / 1e6).toBeCloseTo(3.35, 2);
  expect(publishedTotal().multiplyAdds / 1e6).toBeCloseTo(544, 0);
  expect(100 * imagesDeviation(0.4, 1000)).toBeCloseTo(1.5, 1);
  // √(0.46 · 0.54 / 1,000), and the ± of the leaderboard.
  expect((100 * imagesDeviation(0.46, 1000)).toFixed(1)).toBe('1.6');
  expect((196 * imagesDeviation(0.46, 1000)).toFixed(1)).toBe('3.1');
  // Six states side by side, and two reductions that double F.
  expect(outputStates(nasnet.normal)).toHaveLength(6);
  // 2 (25 F + F²) and 9 F² are level at F = 50 / 7.
  expect(operationWork('sepconv_5x5', 7)).toBeGreaterThan(operationWork('conv_3x3', 7));
  expect(operationWork('sepconv_5x5', 8)).toBeLessThan(operationWork('conv_3x3', 8));
  // Twice k · k · c + c · F, and k · k · c · F.
  expect(operationWork('sepconv_5x5', 4)).toBe(2 * (25 * 4 + 16));
  expect(operationWork('conv_3x3', 4)).toBe(9 * 16);
  expect(operationWork('sepconv_5x5', 32)).toBe(2 * (25 * 32 + 1024));
  expect(operationWork('conv_3x3', 32)).toBe(9 * 1024);
  expect(OPERATION_IDS.length).toBeGreaterThanOrEqual(13);
});

describe('the recording of three cells', () => {
  const run = cellsRun(recording, 'cells');
  const of = (cell: number): number[] =>
    run.trials.slice(cell * TRAININGS_EACH, (cell + 1) * TRAININGS_EACH).map(({ accuracy }) => accuracy ?? 0);

  test('is as it was fixed beforehand, and what it says of images adds up', () => {
    expect(run.trials).toHaveLength(RECORDED_CELLS.length * TRAININGS_EACH);
    expect(recording.environment).toMatchObject({ engine: 'wasm', backend: 'wasm' });
    expect(recording.labels).toHaveLength(CELLS_SETTINGS.validationImages);
    for (const { trial, predicted, accuracy } of recording.trainings) {
      const right = [...predicted].filter((taken, image) => taken === recording.labels[image]).length;
      expect(right / predicted.length, `${trial}`).toBeCloseTo(accuracy, 9);
    }
    expect(JSON.stringify(recording).length).toBeLessThan(80_000);
  });

  test('has a pair that can’t be told apart, and one that can', () => {
    const alike = welch(of(0), of(1));
    const apart = welch(of(0), of(2));
    expect((alike?.low ?? 1) <= 0 && (alike?.high ?? -1) >= 0).toBe(true);
    expect(apart?.low ?? -1).toBeGreaterThan(0);
  });
});

test('Welch’s interval against a worked example', () => {
  // Means 2 and 5, variances 1 and 1: error √(2/3), 4 degrees of freedom, t 2.776445.
  const found = welch([1, 2, 3], [4, 5, 6]);
  expect(found?.mean).toBeCloseTo(-3, 9);
  expect(found?.high).toBeCloseTo(-3 + 2.776445 * Math.sqrt(2 / 3), 6);
  expect(welch([1], [2, 3])).toBeNull();
});

test('no lesson asks what its search does not decide', () => {
  const controller = LESSONS.find(({ id }) => id === 'controller')!;
  const [guess] = controller.steps;
  const asked = 'unit' in guess.of ? [] : guess.of.map(({ id }) => id);
  expect(asked).toEqual([...new Set(openDecisions(TABULATED_SPACE).map(({ kind }) => kind))]);
});

test('what is said of going on elsewhere names the files that Share has', () => {
  const { leaves } = LESSONS.find(({ id }) => id === 'trade')!;
  const { prepare } = NOTES.find(({ lesson }) => lesson === 8)!;
  for (const format of Object.values(shareTexts.weights.formats))
    for (const texts of [leaves, prepare]) expect(texts.join(' ')).toContain(format);
});

test('mixed up classes are counted either way', () => {
  const counts = new Uint32Array(100);
  counts[3 * 10 + 5] = 4;
  counts[5 * 10 + 3] = 5;
  counts[12] = 8;
  expect(mixedUp(counts)[0]).toEqual({ pair: [3, 5], count: 9 });
});

test('questions are the same ones in other clothes, and are handed in without a name', () => {
  const before = questionsOf('before');
  const after = questionsOf('after');
  expect(before.map(({ id }) => id)).toEqual(after.map(({ id }) => id));
  for (const { choices, right } of [...before, ...after]) expect(right).toBeLessThan(choices.length - 1);
  expect(rightOf('before', [1, 0, 1])).toBe(3);
  expect(answersFile({ before: [1, null, 0] })).toEqual({
    ...{ format: 'nas-playground-answers', version: 1 },
    ...{ before: [true, null, false], after: null },
  });
});
