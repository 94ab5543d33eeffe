import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { SETTING_NAMES } from '../../../settings/settings.ts';
import { givenSettings, settingOptions, settingsHelp } from '../../runs/settingOptions.ts';
import { main } from './train.ts';

const naming = { aliases: true } as const;

test('the options that train had before are those of the settings', () => {
  const given = givenSettings(
    SETTING_NAMES,
    {
      n: '2',
      f: '4',
      aux: true,
      images: '100',
      validation: '50',
      'keep-probability': '0.5',
      crop: '2',
      'no-flip': true,
    },
    naming,
  );
  expect(given).toEqual({
    cellsPerStage: 2,
    filters: 4,
    auxiliary: true,
    trainImages: 100,
    validationImages: 50,
    keepProbability: 0.5,
    cropPadding: 2,
    flip: false,
  });
  expect(settingsHelp(['filters'], naming, ['mini'])).toContain('--f; 2 to 256; default: 8)');
});

test('no option means two things', () => {
  const commandOwn = ['cells', 'engine', 'json', 'help', 'recipe', 'keep', 'resume', 'weights'];
  const all = Object.keys(settingOptions(SETTING_NAMES, naming));
  expect(all.filter((flag) => commandOwn.includes(flag))).toEqual([]);
  const names = SETTING_NAMES.map((name) => Object.keys(settingOptions([name], naming)));
  expect(all).toHaveLength(names.flat().length);
});

test.each([
  [[], /--cells is missing/],
  [['--cells', 'nasnet-a', '--n', '2', '--cells-per-stage', '3'], /--cells-per-stage and --n: give one/],
  [['--cells', 'nasnet-a', '--f', '1'], /^--filters must be a whole number from 2 to 256, not 1/],
  [['--cells', 'nasnet-a', '--batch', '9', '--images', 'many'], /^--train-images must be .* not "many"/],
  [['--cells', 'nasnet-a', '--batch', '50', '--images', '40'], /^--batch is 50, but there are only 40/],
  [['--cells', 'nasnet-a', '--dataset', 'mnist'], /^--dataset must be cifar10 or synthetic/],
  [['--cells', 'nasnet-a', '--trials', '4'], /--trials/],
  [['--cells', 'nasnet-a', '--recipe', 'mini'], /^--recipe mini: give paper/],
  [['--cells', 'nasnet-a', '--keep', '0.6'], /^--keep 0.6: .* --keep-probability 0.6/],
  [['--cells', 'nasnet-a', '--weights', 'nowhere/a.safetensors'], /^--weights nowhere.* no folder nowhere/],
  [
    ['--cells', 'nasnet-a', '--keep', 'v.json', '--weights', './v.json'],
    /^--weights .\/v.json: the training itself is kept there/,
  ],
  [
    ['--cells', 'nasnet-a', '--keep', 'v.json', '--weights', 'v.json.weights'],
    /itself is kept there.* v.json.safetensors/,
  ],
  [['--cells', 'nasnet-a', '--keep', 'v.json', '--weights', 'v.json.lock'], /itself is kept there/],
  [['--resume', 'none.json'], /^--resume none.json: the file cannot be read/],
  [['--resume', 'none.json', '--epochs', '3'], /^--epochs cannot be given with --resume/],
  [['--resume', 'none.json', '--keep', 'a.json'], /^--keep cannot be given with --resume/],
])('%j is refused in a sentence', async (args, says) => {
  await expect(main(args)).rejects.toThrow(InputError);
  await expect(main(args)).rejects.toThrow(says);
});

test('weights of before are not overwritten by a new training', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'train-'));
  const kept = path.join(folder, 'v.json');
  try {
    await writeFile(`${kept}.safetensors`, 'weights of before');
    const begun = main(['--cells', 'nasnet-a', '--dataset', 'synthetic', '--keep', kept]);
    await expect(begun).rejects.toThrow(/v\.json\.safetensors exists, and the weights go there in the end/);
    expect(await readdir(folder)).toEqual(['v.json.safetensors']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a training that is done says where its weights are only while they are there', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'train-'));
  const kept = path.join(folder, 'v.json');
  const tiny =
    '--cells nasnet-a --dataset synthetic --engine wasm --threads 1 --train-images 20 --validation-images 10 --batch 10 ' +
    '--filters 2 --n 1 --epochs 1 --image-size 8';
  vi.spyOn(console, 'log').mockReturnValue();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(await main([...tiny.split(' '), '--keep', kept])).toBe(0);
    await expect(main(['--resume', kept])).rejects.toThrow(
      /is done\. Its weights are in .*v\.json\.safetensors\./,
    );
    await rm(`${kept}.safetensors`);
    await expect(main(['--resume', kept])).rejects.toThrow(
      /There is no .*v\.json\.safetensors: .* or they are gone/,
    );
  } finally {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  }
});
