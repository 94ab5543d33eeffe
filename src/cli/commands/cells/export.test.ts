import { link, lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { cifar10 } from '../../../data/cifar10/info.ts';
import { writeExport } from '../../text/exportFiles.ts';
import { main } from './export.ts';

let folder = '';
let printed = '';
const at = (name: string): string => path.join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'export-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const small = '--cells darts-v2 --n 1 --f 4 --size 8 --classes 3'.split(' ');

async function exported(to: string, out: string, ...more: string[]): Promise<string> {
  const chosen = more.length > 0 ? more : [...small, '--weights', 'seed:1'];
  expect(await main([...chosen, '--to', to, '--out', at(out)])).toBe(0);
  return at(out);
}

test('each format is written where it is asked for, beside what was there', async () => {
  const onnx = await readFile(await exported('onnx', 'child.onnx'));
  expect(printed).toMatch(/child\.onnx: [\d,]+ parameters, [\d,]+ bytes\.\n$/);
  expect((await readFile(await exported('zip', 'child.zip'))).subarray(0, 2).toString()).toBe('PK');
  const tfjs = await exported('tfjs', 'tfjs');
  expect((await readdir(tfjs)).sort()).toEqual(['model.json', 'weights-1of1.bin']);
  await writeFile(path.join(tfjs, 'notes.txt'), 'mine');
  await exported('tfjs', 'tfjs', ...small, '--weights', 'seed:2');
  expect(await readFile(path.join(tfjs, 'notes.txt'), 'utf8')).toBe('mine');
  await exported('onnx', 'child.onnx', ...small, '--weights', 'seed:2');
  expect(Buffer.compare(await readFile(at('child.onnx')), onnx)).not.toBe(0);
});

test('a file is replaced behind a link, as a whole, and nothing is left beside it', async () => {
  await writeFile(at('kept.onnx'), 'old');
  await symlink('kept.onnx', at('link.onnx'));
  await link(at('kept.onnx'), at('other.onnx'));
  await exported('onnx', 'link.onnx');
  expect((await readFile(at('kept.onnx'))).length).toBeGreaterThan(1000);
  // Written in place, it would have changed under its other name, too.
  expect(await readFile(at('other.onnx'), 'utf8')).toBe('old');
  expect((await readdir(folder)).sort()).toEqual(['kept.onnx', 'link.onnx', 'other.onnx']);
  expect((await lstat(at('link.onnx'))).isSymbolicLink()).toBe(true);
});

test('a drawn network of ten classes has those of CIFAR-10, which model.py asks for before it trains', async () => {
  const source = async (out: string, ...more: string[]) =>
    readFile(path.join(await exported('pytorch', out, ...more, '--weights', 'seed:1'), 'model.py'), 'utf8');
  const ten = small.map((one) => (one === '3' ? '10' : one));
  expect(await source('ten', ...ten)).toContain(`\nCLASS_NAMES = ["${cifar10.classes.join('", "')}"]\n`);
  expect(await source('three', ...small)).toContain('\nCLASS_NAMES = None\n');
});

test('weights of our own export come back, and their file tells the network by itself', async () => {
  const shards = async (name: string) => readFile(path.join(at(name), 'weights-1of1.bin'));
  const imagenet = '--setting imagenet --size 40 --stem-filters 5 --skip-reduction-input'.split(' ');
  const network = [...small.filter((one) => one !== '--size' && one !== '8'), ...imagenet];
  await exported('tfjs', 'direct', ...network, '--weights', 'seed:3');
  const torch = await exported('pytorch', 'torch', ...network, '--weights', 'seed:3');
  expect((await readdir(torch)).sort()).toEqual(['model.py', 'weights.safetensors']);
  const file = path.join(torch, 'weights.safetensors');
  await exported('tfjs', 'again', '--weights', file);
  expect(Buffer.compare(await shards('again'), await shards('direct'))).toBe(0);
  await exported('tfjs', 'named', ...network, '--weights', file);
  const zip = await exported('zip', 'own.zip', ...network, '--weights', 'seed:3');
  await exported('tfjs', 'zipped', '--weights', zip);
  expect(Buffer.compare(await shards('zipped'), await shards('direct'))).toBe(0);
  const others = [
    [['--n', '2'], '--n says something else'],
    [['--cells', 'nasnet-a'], '--cells says something else'],
    [['--setting', 'cifar'], '--setting says something else'],
    [['--aux'], '--aux says something else'],
  ] as const;
  for (const [more, why] of others) {
    const refused = main([...more, '--weights', file, '--to', 'onnx', '--out', at('x.onnx')]);
    await expect(refused).rejects.toThrow(why);
  }
  await writeFile(at('cut.safetensors'), (await readFile(file)).subarray(0, 900));
  await expect(
    main(['--weights', at('cut.safetensors'), '--to', 'onnx', '--out', at('x.onnx')]),
  ).rejects.toThrow(InputError);
});

test('a folder into which nothing could be written is not left behind', async () => {
  const writing = writeExport(at('torch'), false, [{ path: 'no/such', bytes: new Uint8Array(1) }]);
  await expect(writing).rejects.toThrow(/it cannot be written \(its folder is gone \(ENOENT\)\)\.$/);
  expect(await readdir(folder)).toEqual([]);
});

const onnx = ['--to', 'onnx', '--out', 'child.onnx'];
const drawn = ['--weights', 'seed:1'];
test.each<[string[], string]>([
  [[...small, ...drawn, '--out', 'x'], '--to is missing: give onnx, pytorch, tfjs or zip.'],
  [[...small, ...drawn, '--to', 'keras', '--out', 'x'], '--to "keras": give onnx, pytorch, tfjs or zip.'],
  [[...small, ...drawn, '--to', 'onnx'], '--out is missing'],
  [[...small, ...onnx], '--weights is missing: give seed:1'],
  [[...small, ...onnx, '--weights', 'seed:x'], 'give a whole number from 0'],
  [[...small, ...onnx, '--weights', 'seed:99999999999'], '--weights seed:99999999999: give a whole number'],
  [[...small, ...onnx, '--weights', 'seed:'], 'give a whole number from 0'],
  [[...small, ...onnx, '--weights', 'nowhere.safetensors'], 'the file cannot be read'],
  [[...small, ...onnx, '--weights', 'package.json/x'], 'what should be a folder of it is a file'],
  [[...onnx, '--weights', 'package.json'], '--weights "package.json"'],
  [[...onnx, ...drawn], '--cells is missing'],
  [[...small, ...onnx, ...drawn, '--n', '0'], '--n 0: give a whole number from 1'],
  [[...small, ...onnx, ...drawn, '--f', '90000'], 'more than the 500,000,000 that are exported'],
  [
    [...small, ...drawn, '--f', '800', '--to', 'zip', '--out', 'x.zip'],
    'more than the 350,000,000 that are exported as a zip: export one format',
  ],
  [[...small, ...onnx, ...drawn, '--aux'], 'too small for the auxiliary head'],
  [[...small, ...drawn, '--to', 'onnx', '--out', 'nowhere/child.onnx'], 'there is no folder'],
  [[...small, ...drawn, '--to', 'onnx', '--out', 'src'], '"src" is a folder: name a file'],
  [[...small, ...drawn, '--to', 'tfjs', '--out', 'package.json'], 'this format takes a folder'],
])('%j is refused in one sentence', async (args, why) => {
  const thrown = await main(args).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(InputError);
  expect((thrown as InputError).message).toContain(why);
  expect((thrown as InputError).message).toMatch(/^[^\n]*[^.\n]\.$/);
  expect(printed).toBe('');
});
