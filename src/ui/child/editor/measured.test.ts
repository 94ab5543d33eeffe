import { expect, test } from 'vitest';
import { architecture, trial } from '../../../run/testing/events.ts';
import type { MadeChild } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { beginHistory } from '../../../space/edit/history.ts';
import { presetOf } from '../../../space/presets.ts';
import type { EditorState } from '../../../store/editor/editor.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { countedBy, isChildOfShown, measuredIn, trainedBy } from './measured.ts';

const settings = { ...PRESET_SETTINGS.mini.settings, epochs: 12 };
const own = PRESET_SETTINGS.paper.settings;
const other = presetOf('amoebanet-a').architecture;
const origin = { kind: 'child', run: 'a', number: 1 } as const;
const editor: EditorState = { origin, history: beginHistory(architecture), whole: architecture };
const state = (run: { id: string; isPreview: boolean } | null): PlaygroundState =>
  ({ contest: null, settings: own, run: run && { ...run, settings } }) as unknown as PlaygroundState;

test('a child of a run that plays by itself is counted as that run is, and trained by the page’s settings', () => {
  const playing = state({ id: 'a', isPreview: true });
  expect(countedBy(playing, editor)).toBe(settings);
  expect(trainedBy(playing)).toBe(own);
  expect(isChildOfShown(playing, editor)).toBe(true);
  const gone = state({ id: 'b', isPreview: true });
  expect(countedBy(gone, editor)).toBe(own);
  expect(isChildOfShown(gone, editor)).toBe(false);
  const linked: EditorState = { ...editor, origin: { kind: 'linked' } };
  expect(countedBy(playing, linked)).toBe(own);
  for (const one of [editor, linked])
    expect(countedBy(state({ id: 'b', isPreview: false }), one)).toBe(settings);
  expect(countedBy(state(null), editor)).toBe(own);
});

const made = (number: number, accuracy: number | null, of = other): MadeChild => ({
  ...{ number, by: 'Ada', architecture: of, seeds: 1, after: 0, trainable: 1, multiplyAdds: 1 },
  trainings: [{ status: accuracy === null ? 'failed' : 'trained', accuracy, seconds: 1, epochs: [] }],
});
const copied: Trial = { ...trial(1), accuracy: 0.489 };
const measured = (children: readonly MadeChild[], now: typeof other | null, trials = [copied]) =>
  measuredIn({ id: 'a', settings, trials, made: children }, origin, now);

test('of the graph that is drawn the last training is told, against that of what was copied', () => {
  expect(measured([], other)).toMatchObject({ was: { accuracy: 0.489 }, is: null, compare: false });
  const children = [made(1, 0.404), made(2, 0.41), made(3, null), made(4, 0.6, architecture)];
  expect(measured(children, other)).toMatchObject({ is: { child: -2, accuracy: 0.41 }, compare: true });
  expect(measured(children, null)).toMatchObject({ is: null });
  // Unchanged it is that child, whatever was trained of it since.
  expect(measured(children, architecture)).toMatchObject({ is: { child: 1 }, compare: true });
  const found = { ...trial(2), architecture: other, accuracy: 0.45 };
  expect(measured([], other, [copied, found])).toMatchObject({ is: { child: 2, accuracy: 0.45 } });
});

test('trainings of other lengths are not compared, and a short one stands for no other child', () => {
  const short = { ...copied, budget: 3 };
  expect(measured([made(1, 0.404)], other, [short])).toMatchObject({ is: { child: -1 }, compare: false });
  const found = { ...trial(2), architecture: other, budget: 3 };
  expect(measured([], other, [copied, found])).toMatchObject({ is: null });
  expect(measured([], architecture, [short])).toMatchObject({ is: { child: 1 }, compare: true });
  expect(measured([made(1, 0.5, architecture)], architecture, [short])).toMatchObject({ is: { child: -1 } });
});
