import { expect, test } from 'vitest';
import { recorded } from '../../run/journal.ts';
import { newRun } from '../../run/run.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { presetOf } from '../../space/presets.ts';
import { browser } from '../testing/browser.ts';

const { architecture } = presetOf('darts-v2');

function lessonRun() {
  const run = newRun({
    name: 'a',
    created: '2026-01-01T00:00:00.000Z',
    settings: { ...TINY_SETTINGS, trials: 1 },
  });
  const trial = { number: 1, architecture, status: 'trained', accuracy: 0.5, reward: 0.5 } as const;
  const cost = { trainable: 10, multiplyAdds: 100, seconds: 2, epochs: [] };
  return recorded(run, { type: 'trial-ended', trial: { ...trial, ...cost } });
}

test('a lesson that is left gives back the run that goes on behind it, the child and the views', () => {
  const { get, tell } = browser().open();
  get().start('run');
  get().openTab({ lower: 'trade-off' });
  const mine = get().run?.id;
  const before = { shown: get().shown, tabs: get().tabs, settings: get().settings };
  get().openLessons({ at: 'lesson', lesson: 4, step: 1 });
  get().stageRun(lessonRun(), 1);
  expect(get()).toMatchObject({ lessonRun: get().run?.id, replay: { moment: 1, playing: false } });
  get().openTab({ upper: 'network', lower: 'reward' });
  get().openInspector({ trial: 1 });
  // The person's search is heard of meanwhile.
  expect(get().replay?.before?.id).toBe(mine);
  get().closeLessons();
  expect(get()).toMatchObject({ ...before, lessons: null, lessonRun: null, replay: null, layer: null });
  expect(get().run?.id).toBe(mine);
  tell({ type: 'phase', phase: 'running' });
  expect(get().run?.phase).toBe('running');
});

test('the list gives the page back, too, and another lesson brings a run of its own', () => {
  const { get } = browser().open();
  const { shown } = get();
  get().openLessons();
  get().openLessons({ at: 'lesson', lesson: 4, step: 1 });
  get().stageRun(lessonRun(), 0);
  const first = get().lessonRun;
  get().stageRun(lessonRun(), 0);
  expect(get().lessonRun).not.toBe(first);
  get().openLessons();
  expect(get()).toMatchObject({ lessons: { at: 'list' }, lessonRun: null, replay: null, run: null, shown });
});

test('drafts, an open layer and a run that plays are put aside, from one lesson to the next, too', () => {
  const { get } = browser().open();
  get().playRecorded({ ...lessonRun(), name: 'Recorded' });
  get().seek(1);
  get().setPlaying(false);
  get().openEditor(architecture);
  const { editor, layer, replay } = get();
  let view = 'mine';
  get().keepViews([
    () => {
      const before = view;
      view = 'fresh';
      return () => {
        view = before;
      };
    },
  ]);
  get().openLessons({ at: 'lesson', lesson: 2, step: 1 });
  expect(get()).toMatchObject({ editor: null, editorsLeft: [], layer: null });
  expect(view).toBe('fresh');
  get().openEditor(architecture);
  expect(get().editor?.history).not.toBe(editor?.history);
  view = 'tried';
  get().openLessons({ at: 'lesson', lesson: 4, step: 1 });
  expect(get()).toMatchObject({ editor: null, layer: null });
  expect(view).toBe('fresh');
  get().stageRun(lessonRun());
  get().closeLessons();
  expect(get().editor).toBe(editor);
  expect(get().layer).toBe(layer);
  expect(get().replay).toMatchObject({ whole: replay?.whole, moment: 1, playing: false });
  expect(get().run?.trials).toHaveLength(1);
  expect(view).toBe('mine');
  expect(get().lessonRun).toBeNull();
});
