import { expect, test, vi } from 'vitest';
import type { OpenOptions } from '../../data/dataset.ts';
import type { DatasetId } from '../../data/infos.ts';
import { loadImages } from '../../data/shards/load.ts';
import { loadShown } from '../../data/shards/loadShown.ts';
import { splitSet } from '../../data/split.ts';
import { madeShards } from '../../data/testing/shards.ts';
import { tiny } from '../../data/testing/tiny.ts';
import type { Event } from '../../protocol/protocol.ts';
import { childGraph } from '../../settings/childGraph.ts';
import { describeProblem, type Settings, validateSettings } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { createSession } from '../session/session.ts';
import { openGraphics } from './devices/graphics.ts';
import { createLaboratory } from './laboratory.ts';

vi.mock('../../data/list.ts', async (original) => {
  const { DATASET_INFOS } = await original<typeof import('../../data/list.ts')>();
  return { DATASET_INFOS: { ...DATASET_INFOS, tiny } };
});
vi.mock('../../data/datasets.ts', async (original) => {
  const { datasetOf } = await original<typeof import('../../data/datasets.ts')>();
  const open = (options: OpenOptions) => loadImages({ ...options, info: tiny });
  const available = async () => tiny.trainingImages;
  const shown = ({ source }: Pick<OpenOptions, 'source'>) => loadShown(tiny, source);
  const dataset = { info: tiny, open, available, shown };
  return { datasetOf: (id: DatasetId) => ((id as string) === 'tiny' ? dataset : datasetOf(id)) };
});

const settings: Settings = {
  ...TINY_SETTINGS,
  dataset: 'tiny' as DatasetId,
  imageSize: 8,
  trainImages: 40,
  validationImages: 20,
  trials: 1,
  finalists: 0,
  blocks: 1,
  operations: ['identity', 'conv_1x1'],
  filters: 2,
  epochs: 1,
  batch: 10,
};

function problems(change: Partial<Settings>): readonly string[] {
  const checked = validateSettings({ ...settings, ...change });
  return checked.ok ? [] : checked.error.map((problem) => describeProblem(problem));
}

test('settings take the bounds of a data set from its info', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ trainImages: 60 })).toEqual([]);
  expect(problems({ trainImages: 70 })).toEqual([expect.stringMatching(/more than the 80 there are/)]);
  expect(problems({ imageSize: 32 })).toEqual(['imageSize must be 8 for Tiny, not 32.']);
  expect(problems({ dataset: 'mnist' as DatasetId })).toEqual([
    'dataset must be cifar10, synthetic or tiny, not "mnist".',
  ]);
});

test('its shards are loaded and split by its own classes, and children are trained on them', async () => {
  const { source } = await madeShards(tiny);
  const set = await loadImages({ info: tiny, source, images: 60, seed: 1, report: () => {} });
  expect([set.count, set.images.length]).toEqual([60, 60 * 8 * 8 * 3]);
  const { train } = splitSet(set, 40, 20, 1);
  const counts = [0, 0, 0, 0];
  for (const at of train) counts[set.labels[at]!]!++;
  expect(counts).toEqual([10, 10, 10, 10]);

  const events: Event[] = [];
  const asked: unknown[] = [];
  const laboratory = createLaboratory({
    source: (...where) => {
      asked.push(where);
      return source;
    },
    open: () => openGraphics(null, ['cpu']),
  });
  const session = createSession(laboratory, (event) => events.push(event));
  session.handle({ type: 'start', run: 'a', settings, dataUrl: 'http://localhost/', mode: 'run' });
  await session.idle();
  expect(asked).toEqual([['tiny', 'http://localhost/']]);
  expect(events.at(-1)).toMatchObject({ phase: 'finished' });
  expect(events).toContainEqual(
    expect.objectContaining({ data: expect.objectContaining({ dataset: 'tiny', stage: 'ready' }) }),
  );
  const ended = events.find((event) => event.type === 'trial-ended');
  if (ended === undefined) throw new Error('no trial ended');
  const graph = childGraph(ended.trial.architecture, settings);
  expect(JSON.stringify(graph)).not.toBe(
    JSON.stringify(childGraph(ended.trial.architecture, { ...settings, dataset: 'synthetic' })),
  );
});
