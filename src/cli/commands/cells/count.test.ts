import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { InputError } from '../../../base/errors.ts';
import { formatArchitecture, toArchitectureJson } from '../../../codecs/architectureJson.ts';
import { PUBLISHED } from '../../../codecs/cells/testing/published.ts';
import { encodeArchitecture, shareLink } from '../../../codecs/share.ts';
import { presetOf } from '../../../space/presets.ts';
import { main } from './count.ts';

let printed = '';
let folder = '';
let told: string[] = [];

beforeEach(async () => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  told = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told.push(String(text));
    return true;
  });
  folder = await mkdtemp(path.join(tmpdir(), 'count-'));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const mobile = '--cells nasnet-a --setting imagenet --n 4 --f 44'.split(' ');
const small = (cells: string) => ['--cells', cells, '--n', '1', '--f', '8'];

test('prints the counts as JSON, alone', async () => {
  expect(await main(mobile)).toBe(0);
  expect(JSON.parse(printed)).toEqual({
    parameters: 5_326_716,
    trainable: 5_289_978,
    multiplyAdds: expect.closeTo(564e6, -6),
    penultimateFilters: 1056,
  });
});

test('every option reaches the network', async () => {
  const counts = async (...more: string[]) => {
    printed = '';
    await main([...mobile, '--n', '1', ...more]);
    return printed;
  };
  const options = [
    [],
    ['--aux'],
    ['--size', '331'],
    ['--classes', '10'],
    ['--stem-filters', '96'],
    ['--skip-reduction-input'],
  ];
  const answers = [];
  for (const option of options) answers.push(await counts(...option));
  expect(new Set(answers).size).toBe(options.length);
});

test('the same cells as an id, a code, a link, a fragment and a file give the same counts', async () => {
  const { architecture } = presetOf('darts-v2');
  const file = path.join(folder, 'cells.json');
  await writeFile(file, `\uFEFF${formatArchitecture(architecture)}`);
  const code = encodeArchitecture(architecture);
  const answers = new Set<string>();
  for (const cells of [
    'darts-v2',
    code,
    ` #c=${code}`,
    shareLink('https://example.org/a/?b=1', architecture),
    file,
  ]) {
    printed = '';
    await main(small(cells));
    answers.add(printed);
  }
  expect(answers.size).toBe(1);
});

test('--help explains and counts nothing', async () => {
  expect(await main(['--help'])).toBe(0);
  expect(printed).toContain('--skip-reduction-input');
});

const link = shareLink('https://example.org/', presetOf('nasnet-a').architecture);
test('cells are read as PowerShell and Windows write them, and as JSON on the command line', async () => {
  const json = formatArchitecture(presetOf('darts-v2').architecture);
  const file = path.join(folder, 'cells.json');
  const windows = json.replaceAll('\n', '\r\n');
  const given = [windows, `\uFEFF${windows}`, Buffer.from(`\uFEFF${windows}`, 'utf16le')];
  await main(small('darts-v2'));
  const expected = printed;
  for (const content of [...given, null]) {
    printed = '';
    if (content !== null) await writeFile(file, content);
    expect(await main(small(content === null ? json : file))).toBe(0);
    expect(printed).toBe(expected);
  }
});

const concatenating = formatArchitecture({
  normal: { blocks: [{ inputs: [0, 1], operations: ['identity', 'identity'], combiner: 'concat' }] },
  reduction: { blocks: [{ inputs: [0, 1], operations: ['identity', 'identity'], combiner: 'add' }] },
});

test.each(PUBLISHED)(
  '$file is read from a file and from the command line, or refused',
  async ({ file, text, gives }) => {
    const at = path.join(folder, file);
    await writeFile(at, `${text}\n`);
    for (const cells of [at, text]) {
      printed = '';
      const run = main(['--cells', cells, '--as', 'link']);
      if (typeof gives === 'string') {
        expect(await run).toBe(0);
        expect(printed).toBe(`#c=${gives}\n`);
      } else {
        await expect(run).rejects.toThrow(InputError);
        await expect(run).rejects.toThrow(gives);
      }
    }
  },
);

test('what differs from what was written is told beside the figures', async () => {
  const [darts] = PUBLISHED;
  await main(small(darts!.text));
  expect(told).toEqual(['--cells: A DARTS genotype: its pools carry a batch norm there.\n']);
  expect(JSON.parse(printed)).toHaveProperty('trainable');
});

test('the cells alone, in each notation, are read as the same cells again', async () => {
  const as = async (cells: string, notation: string): Promise<string> => {
    printed = '';
    expect(await main(['--cells', cells, '--as', notation])).toBe(0);
    return printed;
  };
  const [darts] = PUBLISHED;
  const json = await as(darts!.text, 'json');
  expect(JSON.parse(json)).toEqual(toArchitectureJson(presetOf('darts-v1').architecture));
  for (const notation of ['genotype', 'link', 'json'])
    expect(await as(await as(json, notation), 'json')).toBe(json);
  expect(await as('DARTS v1', 'genotype')).toBe(`${darts!.text}\n`);
  // An output that was left out is written.
  const [cell] = Object.values(JSON.parse(await as(concatenating, 'json')) as Record<string, object>);
  expect(cell).toHaveProperty('output', [2]);
  vi.stubEnv('PAGE_URL', 'https://nas.example/');
  expect(await as('nasnet-a', 'link')).toBe(
    `${shareLink('https://nas.example/', presetOf('nasnet-a').architecture)}\n`,
  );
  vi.stubEnv('PAGE_URL', 'garbage');
  await expect(as('nasnet-a', 'link')).rejects.toThrow(/^PAGE_URL is "garbage", and no page's address/);
  vi.unstubAllEnvs();
});

test.each<[string[], string | RegExp]>([
  [[], '--cells is missing'],
  [['--cells', 'nasnet-a', '--f', '8'], '--n is missing'],
  [['--cells', 'nasnet-a', '--n', '1'], '--f is missing'],
  [['--cells', 'nasnet-a', '--n', '--f', '8'], '--n has no value'],
  [['--cells'], '--cells has no value'],
  [[...small('nasnet-a'), '--stem'], "Unknown option '--stem'"],
  [[...small('nasnet-a'), 'more'], "Unexpected argument 'more'"],
  [[...small('nasnet-a'), '--n', '-3'], '--n -3: give a whole number from 1'],
  [[...small('nasnet-a'), '--f', '0'], '--f 0: give a whole number from 1'],
  [[...small('nasnet-a'), '--f', '2.5'], '--f 2.5: give a whole number'],
  [[...small('nasnet-a'), '--classes', 'ten'], '--classes ten: give a whole number'],
  [[...small('nasnet-a'), '--setting', 'mnist'], '--setting "mnist": give cifar or imagenet'],
  [[...small('nasnet-a'), '--stem-filters', '32'], '--stem-filters belongs to --setting imagenet'],
  [[...small('nasnet-a'), '--skip-reduction-input'], '--skip-reduction-input belongs to --setting imagenet'],
  [[...small('nasnet-a'), '--setting', 'imagenet', '--f', '3'], '3 filters leave'],
  [[...small('nasnet-a'), '--aux', '--size', '8'], 'too small for the auxiliary head'],
  [[...small('nasnet-a'), '--f', '100000', '--size', '100000'], 'too large to be counted exactly'],
  [small('nasnet-b'), 'no such preset (nasnet-a, amoebanet-a, darts-v2, darts-v1, pnasnet-5)'],
  [small(''), 'no such preset'],
  [small('https://example.org/'), 'this link has no part "#c="'],
  [small(`${link}A`), 'this share code is damaged'],
  [small('src'), 'the file cannot be read'],
  [small('package.json'), 'unknown field "name"'],
  [small('vite.config.ts'), 'there are no cells in it'],
  [small('hello world'), 'no such file'],
  [small("Genotype(normal=[('sep_conv_9x9', 1)"), 'this genotype breaks off'],
  [['--as', 'json'], '--cells is missing'],
  [['--cells', 'nasnet-a', '--as', 'yaml'], '--as "yaml": give genotype, json, link'],
  [['--cells', 'nasnet-a', '--as', 'json', '--n', '1'], '--n says nothing with --as'],
  [['--cells', concatenating, '--as', 'genotype'], "A DARTS genotype can't express these cells: block 0"],
  ...PUBLISHED.flatMap(({ text, gives }) =>
    typeof gives === 'string' ? [] : [[small(text), gives] as [string[], RegExp]],
  ),
])('%j is a bad argument, said in one sentence', async (args, why) => {
  const thrown = await main(args).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(InputError);
  const { message } = thrown as InputError;
  if (typeof why === 'string') expect(message).toContain(why);
  else expect(message).toMatch(why);
  expect(message).toMatch(/^[^\n]*[^.\n]\.$/);
  expect(printed).toBe('');
});
