import { expect, test } from 'vitest';
import { TERMS } from '../../texts/classroom/glossary/terms.ts';
import { NOTES } from '../../texts/classroom/teacher/notes.ts';
import { teacherTexts } from '../../texts/classroom/teacher/teacher.ts';

test('there is a page for each of eight lessons, in order, with three questions and their answers', () => {
  expect(NOTES.map(({ lesson }) => lesson)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const { title, aim, minutes, prepare, opens, questions, terms } of NOTES) {
    expect(minutes[0], title).toBeGreaterThanOrEqual(3);
    expect(minutes[1], title).toBeLessThanOrEqual(5);
    expect(prepare.length, title).toBeGreaterThan(0);
    expect(questions, title).toHaveLength(3);
    for (const { asks, answer } of questions) {
      expect(asks, title).toMatch(/\?$/);
      expect(answer, asks).toMatch(/[.]$/);
    }
    for (const text of [aim, opens]) expect(text, title).toMatch(/[.]$/);
    for (const term of terms) expect(TERMS[term], term).toBeDefined();
  }
});

test('the plan fills 90 minutes without a gap', () => {
  const stretches = teacherTexts.plan.rows.map(([minutes]) => minutes.split('–').map(Number));
  expect(stretches[0]?.[0]).toBe(0);
  expect(stretches.at(-1)?.[1]).toBe(90);
  for (const [index, [, end]] of stretches.entries())
    if (index + 1 < stretches.length) expect(stretches[index + 1]?.[0]).toBe(end);
});
