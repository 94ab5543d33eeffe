import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { validateSettings } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { rewardTexts } from './charts/reward.ts';
import { cellsTexts } from './child/cells.ts';
import { commonTexts } from './common.ts';
import { gpuLackText, gpuRemedy, noticesTexts } from './notices/notices.ts';
import { runsNoteText, runsTexts } from './runs/runs.ts';
import { barTexts } from './search/bar.ts';
import { boardTexts } from './search/board.ts';
import { settingsTexts } from './search/settings.ts';

const markup = (node: ReactNode): string => renderToStaticMarkup(<p>{node}</p>).replace(/^<p>|<\/p>$/g, '');

test('sentences stay whole around their marked-up parts', () => {
  expect(markup(barTexts.trialOf(<b>3</b>, 1200))).toBe('Trial <b>3</b> of 1,200');
  expect(markup(barTexts.trialOf(<b>3</b>, null))).toBe('Trial <b>3</b>');
  expect(markup(barTexts.left(<b>5 min</b>))).toBe('<b>5 min</b> left');
  expect(markup(runsTexts.done(<b>2</b>, 50, 0))).toBe('<b>2</b> of 50 trials');
  expect(markup(runsTexts.done(<b>0</b>, 50, 3))).toBe('<b>0</b> of 50 trials, 3 by hand');
  expect(markup(rewardTexts.ahead(-0.015, <b>1.5</b>, 0.018))).toBe(
    'best is behind random search’s by <b>1.5</b> ±\u00a01.8 points (95\u00a0%)',
  );
  expect(markup(cellsTexts.strided('2 in the network', <i>a</i>, <i>b</i>))).toBe(
    '2 in the network, stride 2 on <i>a</i> and <i>b</i>',
  );
  const whisker = { counts: 'images-and-training', images: 0.014, training: 0.0141, whole: 0.0199 } as const;
  expect(markup(rewardTexts.trial.heldOut(<b>45.9 %</b>, whisker, false))).toBe(
    '<b>45.9 %</b> ±\u00a02.0: images ±\u00a01.4, training luck ±\u00a01.4',
  );
  const images = { counts: 'images-only', images: 0.014, whole: 0.014 } as const;
  expect(markup(rewardTexts.trial.heldOut(<b>45.9 %</b>, images, true))).toBe(
    '<b>45.9 %</b> on synthetic images ±\u00a01.4: images only',
  );
});

test('the title of the reward chart says where its figures come from', () => {
  const plain = {
    images: 5000,
    synthetic: false,
    weighed: false,
    lookedUp: false,
    isFirst: false,
    final: null,
  };
  expect(rewardTexts.subtitle(plain)).toBe('Held-out accuracy, %, on 5,000 images');
  expect(rewardTexts.subtitle({ ...plain, isFirst: true })).toBe(
    'A dot is a network: its accuracy, %, on 5,000 images that it was not trained on',
  );
  expect(rewardTexts.subtitle({ ...plain, lookedUp: true })).toBe(
    'Held-out accuracy, %, on 5,000 images; looked up, trained beforehand',
  );
  const finalist = {
    trial: 1,
    training: 3,
    status: 'trained',
    accuracy: 0.3,
    seconds: 1,
    epochs: [],
  } as const;
  const final = { ...finalist, judgedOn: 'outside', images: 2000 } as const;
  expect(rewardTexts.subtitle({ ...plain, images: 4000, final })).toBe(
    'Held-out accuracy, %, on 4,000 images; final on 2,000 others',
  );
  const same = { ...finalist, judgedOn: 'validation', images: 4000 } as const;
  expect(rewardTexts.subtitle({ ...plain, images: 4000, synthetic: true, final: same })).toBe(
    'Held-out accuracy, %, on 4,000 synthetic images; final on the same',
  );
});

test('one is one, and more are many', () => {
  expect(boardTexts.previous(1, null, false)).toBe('Other run: 1 trial');
  expect(boardTexts.previous(12, '44.1 %', true)).toBe('Other run: 12 trials, best 44.1 %, synthetic');
  expect(commonTexts.budget(1, undefined)).toBe('after 1 epoch');
  expect(commonTexts.budget(9, 4)).toBe('after 9 epochs, trial 4 trained on');
  expect(cellsTexts.progress.accuracy(0.441, 3, true, false)).toEqual([
    'held out',
    '44.1',
    '% after 3 epochs, synthetic',
  ]);
});

test('the adapter is told with what a child takes, as far as that is known', () => {
  expect(barTexts.adapter('NVIDIA', '', '')).toBe('NVIDIA');
  expect(barTexts.adapter('NVIDIA', barTexts.memory(97e6), barTexts.dispatches(290))).toBe(
    'NVIDIA: 93 MiB, 290 dispatches',
  );
});

test('a pair is called by what it is', () => {
  expect(cellsTexts.title({ kind: 'child', title: null, trial: 14 })).toBe('Child 14');
  expect(cellsTexts.title({ kind: 'trial', title: null, trial: 3 })).toBe('Trial 3');
  expect(cellsTexts.title({ kind: 'titled', title: 'NASNet-A', trial: null })).toBe('NASNet-A');
  expect(cellsTexts.title({ kind: 'shared', title: null, trial: null })).toBe('Shared pair');
});

test('what came of something in the list of runs', () => {
  expect(runsNoteText({ ok: false, kind: 'elsewhere' })).toMatch(/in progress in another tab: go on there/);
  expect(runsNoteText({ ok: false, kind: 'gone' })).toMatch(/not there any more/);
  expect(runsNoteText({ ok: false, kind: 'busy' })).toBe('A search is running: stop it first.');
  const taken = { ok: true, kind: 'taken', file: 'Mine.json', name: 'Mine (2)' } as const;
  expect(runsNoteText({ ...taken, lacks: [] })).toBe('Mine.json was taken as “Mine (2)”.');
  expect(runsNoteText({ ...taken, lacks: ['shared', 'paused'] })).toMatch(
    /was taken as .*holds no shared weights: .* holds no paused children: .* starts again from its seed/,
  );
  const why = 'Its field trials[0].reward is "much" (it must be a number).';
  expect(runsNoteText({ ok: false, kind: 'not-taken', file: 'Mine.json', why })).toBe(
    'Mine.json was not taken. Its field trials[0].reward is "much" (it must be a number).',
  );
});

test('what the browser lacks, and what to do about it', () => {
  const insecure = gpuLackText({ ok: false, lack: 'insecure', linux: true });
  expect(insecure.what).toBe('No WebGPU at this address.');
  expect(insecure.rest).toMatch(
    /^Browsers offer WebGPU only on https.* Children train on this processor.* serve it over https\.$/,
  );
  const none = gpuLackText({ ok: false, lack: 'no-webgpu', linux: false });
  expect(none.what).toBe('This browser has no WebGPU.');
  expect(none.rest).toMatch(/^Children train on this processor .* machine\. Use a recent Chrome or Edge\.$/);
  expect(gpuRemedy({ ok: false, lack: 'no-adapter', linux: true })).toMatch(
    /^Look at chrome:\/\/gpu for the cause\. On Linux, Chrome may need .*#enable-vulkan switched on\.$/,
  );
});

test('a child that was recovered went on from its start or after an epoch', () => {
  const { rest } = noticesTexts.recovered;
  expect(rest(2, 0, 'its driver was reset')).toBe(
    'Child 2 went on by itself from its start, with the same results. its driver was reset.',
  );
  expect(rest(2, 3, 'The device was lost.')).toMatch(
    /after epoch 3, with the same results\. The device was lost\.$/,
  );
});

test('what is wrong with a setting names it as its row does', () => {
  const result = validateSettings({ ...TINY_SETTINGS, filters: 1, batch: 128 });
  expect(!result.ok && result.error.map((problem) => settingsTexts.problem(problem))).toEqual([
    'Filters (F) must be a whole number from 2 to 256, not 1.',
    'Batch is 128, but there are only 96 training images: take at most as many.',
  ]);
  const none = validateSettings(null);
  expect(!none.ok && settingsTexts.problem(none.error[0]!)).toBe('Settings must be an object, not null.');
});
