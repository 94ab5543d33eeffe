import { expect, test, vi } from 'vitest';
import type { DatasetId } from '../../../data/infos.ts';

vi.mock('../../../data/list.ts', async (original) => {
  const { DATASET_INFOS } = await original<typeof import('../../../data/list.ts')>();
  const { tiny } = await import('../../../data/testing/tiny.ts');
  const drawn = {
    ...tiny,
    id: 'drawn',
    menuTitle: 'Drawn Things',
    trainingImages: 60_000,
    synthetic: true,
    archive: undefined,
  };
  return { DATASET_INFOS: { ...DATASET_INFOS, tiny, drawn } };
});

const id = 'tiny' as DatasetId;
const drawn = 'drawn' as DatasetId;
const why = 'train-00.bin is missing.';

test('a data set of the list is in the menu and in its description', async () => {
  const { SETTINGS } = await import('../../../settings/settings.ts');
  expect(SETTINGS.dataset.titles).toEqual([
    ['cifar10', 'CIFAR-10'],
    ['synthetic', 'Simple shapes'],
    ['tiny', 'Tiny'],
    ['drawn', 'Drawn Things'],
  ]);
  expect(SETTINGS.dataset.description).toBe(
    'CIFAR-10, Tiny, a set of simple shapes made in code, or a set of drawn things made in code.',
  );
  expect(SETTINGS.trainImages.max).toBe(59_990);
});

test('a problem with its images names its own archive, where it has one', async () => {
  const { runProblem } = await import('../../texts/notices/problems.ts');
  const { wayOn } = await import('../../notices/wayOn.ts');
  const problem = { kind: 'no-images', dataset: id, why } as const;
  expect(runProblem(problem).rest).toBe(
    `${why} Try again, drop tiny.tgz on this page, or use synthetic images.`,
  );
  expect(runProblem({ ...problem, dataset: drawn }).rest).toBe(`${why} Try again, or use synthetic images.`);
  expect(wayOn(problem, false)).toBe('use-synthetic');
});

test('a dropped file is held against the archive of the chosen set', async () => {
  const { archivedInfo } = await import('../../../data/infos.ts');
  const { judgeArchive } = await import('../../notices/archiveFile.ts');
  const { archiveText } = await import('../../texts/notices/archive.ts');
  const judged = (name: string, dataset: DatasetId) => judgeArchive(name, 2e6, archivedInfo(dataset));
  expect(judged('tiny.tgz', id).kind).toBe('wanted');
  expect(judged('tiny.tgz', 'cifar10').kind).toBe('other-name');
  expect(archiveText(judged('cifar-100.tgz', id))).toBe(
    'The next search reads its images from cifar-100.tgz (2 MB); if that is not tiny.tgz, it will say so and stop.',
  );
  expect(archiveText(judged('photo.png', id))).toBe(
    'photo.png is no archive of Tiny, so nothing was changed. Drop tiny.tgz.',
  );
  // A set without one leaves the page to the usual one's.
  expect(judged('cifar-10-binary.tar.gz', drawn).kind).toBe('wanted');
});

test('an archive that was given stays until another set with one is chosen', async () => {
  const { createSettingsSlice } = await import('../../../store/settings/settings.ts');
  const nowhere = {
    paces: [],
    place: 'automatic',
    capabilities: { secureContext: true, gpu: null, threads: 1, simd: true },
  } as const;
  let state = createSettingsSlice(
    (patch) => {
      state = { ...state, ...patch };
    },
    () => ({ ...state, ...nowhere }),
    {},
  );
  const file = new File(['x'], 'cifar-10-binary.tar.gz');
  state.useArchive(file);
  state.changeSettings({ dataset: 'synthetic' });
  state.changeSettings({ dataset: 'cifar10', seed: 3 });
  expect(state.archive).toBe(file);
  state.changeSettings({ dataset: id });
  expect(state.archive).toBeNull();
});

test('the benchmark and the marks of results tell it from those that are made in code', async () => {
  const { benchmarkTexts } = await import('../../texts/search/benchmark.ts');
  const { pinTitle } = await import('../board/order.ts');
  const { PRESET_SETTINGS } = await import('../../../settings/settings.ts');
  const settings = (dataset: DatasetId) => ({ ...PRESET_SETTINGS.demo.settings, dataset });
  const told = (dataset: DatasetId) =>
    benchmarkTexts.trained({ trainings: 2, date: '2026-11-29', settings: settings(dataset) });
  expect(told(id)).toContain(' images of Tiny at ');
  expect(told(drawn)).toContain(' images of drawn things at ');
  expect(told('synthetic')).toContain(' images of simple shapes at ');
  const trial = { number: 3 } as Parameters<typeof pinTitle>[0];
  expect(pinTitle(trial, settings(id), [])).toBe('Trial 3, seed 1');
  expect(pinTitle(trial, settings(drawn), [])).toBe('Trial 3, seed 1, synthetic');
});
