import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DataError } from '../../../base/errors.ts';
import { prepareDataset } from '../../prepare/preparations.ts';
import { preparedNames } from '../../text/preparedNames.ts';
import { main } from './prepare.ts';

vi.mock('../../../data/list.ts', async (original) => {
  const { DATASET_INFOS } = await original<typeof import('../../../data/list.ts')>();
  const { tiny } = await import('../../../data/testing/tiny.ts');
  return { DATASET_INFOS: { ...DATASET_INFOS, tiny } };
});
vi.mock('../../prepare/preparations.ts', () => ({
  PREPARED_DATASETS: ['cifar10', 'tiny'],
  folderOf: (id: string) => `data/${id}`,
  prepareDataset: vi.fn(),
}));

const prepare = vi.mocked(prepareDataset);
const said: string[] = [];
const printed: string[] = [];

beforeEach(() => {
  for (const [stream, texts] of [
    [process.stderr, said],
    [process.stdout, printed],
  ] as const) {
    texts.length = 0;
    vi.spyOn(stream, 'write').mockImplementation((text) => texts.push(String(text)) > 0);
  }
  const measured = { mean: [0.5], deviation: [0.2] };
  const manifest = { trainShards: 4, testShards: 1, imagesPerShard: 20, measured };
  prepare
    .mockReset()
    .mockResolvedValue({ made: 5, manifest } as unknown as Awaited<ReturnType<typeof prepareDataset>>);
});
afterEach(() => vi.restoreAllMocks());

const asked = () => prepare.mock.calls.map(([id, { folder }]) => [id, folder]);

test('all data sets that are prepared are, each in its folder, and told a line each', async () => {
  expect(await main(['--json'])).toBe(0);
  expect(asked()).toEqual([
    ['cifar10', path.resolve('data/cifar10')],
    ['tiny', path.resolve('data/tiny')],
  ]);
  expect(printed.map((line) => (JSON.parse(line) as { dataset: string }).dataset)).toEqual([
    'cifar10',
    'tiny',
  ]);
});

test('one alone is chosen by its name, and may have folders of its own', async () => {
  expect(await main(['--dataset', 'tiny', '--folder', 'x', '--cache', 'y'])).toBe(0);
  expect(asked()).toEqual([['tiny', path.resolve('x')]]);
  expect(prepare.mock.calls[0]?.[1]).toMatchObject({ cache: 'y', verify: true });
});

test.each([
  [['--dataset', 'synthetic'], '--dataset "synthetic": give cifar10 or tiny.'],
  [['--folder', 'x'], '--folder is for one data set: say which with --dataset cifar10 or tiny.'],
  [['--cache', 'x'], '--cache is for one data set: say which with --dataset cifar10 or tiny.'],
])('%j is refused in a sentence', async (args, sentence) => {
  await expect(main(args)).rejects.toMatchObject({ name: 'InputError', message: sentence });
  expect(prepare).not.toHaveBeenCalled();
});

test('one that cannot be had does not keep the others from being made', async () => {
  prepare.mockRejectedValueOnce(new DataError('CIFAR-10 could not be fetched.'));
  expect(await main([])).toBe(1);
  expect(said).toEqual(['CIFAR-10 could not be fetched.\n']);
  expect(asked().map(([id]) => id)).toEqual(['cifar10', 'tiny']);
});

test('a stop ends all of them', async () => {
  prepare.mockImplementationOnce(async (_, { signal }) => {
    process.emit('SIGINT');
    signal?.throwIfAborted();
    return null;
  });
  expect(await main([])).toBe(130);
  expect(said).toEqual(['Stopped. Run "npm run prepare-data" to go on.\n']);
  expect(prepare).toHaveBeenCalledTimes(1);
});

test('commands name all of them', () => {
  expect(preparedNames('and')).toBe('CIFAR-10 and Tiny');
  expect(preparedNames('or')).toBe('CIFAR-10 or Tiny');
});
