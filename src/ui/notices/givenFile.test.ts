import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { formatArchitecture } from '../../codecs/architectureJson.ts';
import { PUBLISHED } from '../../codecs/cells/testing/published.ts';
import { encodeArchitecture } from '../../codecs/share.ts';
import { archivedInfo } from '../../data/infos.ts';
import { presetOf } from '../../space/presets.ts';
import { givenText, givenTone, givenWhat } from '../texts/notices/archive.ts';
import { contentOf, textContent } from './givenFile.ts';

const cifar10 = archivedInfo('cifar10');
const { architecture } = presetOf('nasnet-a');
const json = formatArchitecture(architecture);
const code = encodeArchitecture(architecture);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const given = (bytes: string | Uint8Array<ArrayBuffer>, name = 'given') =>
  contentOf(new File([bytes], name), cifar10);

test.each<[string, string | Uint8Array<ArrayBuffer>]>([
  ['our JSON', json],
  ['with CR LF and a mark', `\ufeff${json.replaceAll('\n', '\r\n')}`],
  ['as PowerShell writes it', utf16(json)],
  ['a link', `https://nas.example/page/#c=${code}\n`],
  ['a link with a tail', `https://nas.example/page/#c=${code}&fbclid=abc`],
  ['a code', code],
  ['a code in UTF-16', utf16(`${code}\r\n`)],
])('cells are known: %s', async (_, bytes) => {
  expect(await given(bytes)).toMatchObject({ ok: true, value: { kind: 'cells', read: { architecture } } });
});

test('a run is known, and what is wrong with it is for the reader of runs to say', async () => {
  for (const text of ['{"format":"nas-playground-run","version":1}', '{"format":']) {
    expect(await given(utf16(text), 'run.json')).toEqual({ ok: true, value: { kind: 'run' } });
  }
});

test('a long run is known by its beginning: its text is read away from the page', async () => {
  const text = `\r\n {${' '.repeat(300_000)}`;
  for (const bytes of [text, `\ufeff${text}`, utf16(text)]) {
    const file = new File([bytes], 'run.json');
    Object.assign(file, { arrayBuffer: () => expect.unreachable('it was read whole') });
    expect(await contentOf(file, cifar10)).toEqual({ ok: true, value: { kind: 'run' } });
  }
  const content = await given(' '.repeat(300_000) + text, 'a.txt');
  expect(content.ok ? content.value.kind : content.error.kind).toBe('run');
});

test('an archive is known by its bytes, whatever its name', async () => {
  const bytes = Uint8Array.from(gzipSync('x'));
  for (const name of ['cifar-10-binary.tar.gz', 'download']) {
    expect(await given(bytes, name)).toMatchObject({
      ok: true,
      value: { kind: 'archive', verdict: { ok: true } },
    });
  }
  for (const content of [bytes, 'x']) {
    expect(await given(content, 'cifar-100-binary.tar.gz')).toMatchObject({
      value: { kind: 'archive', verdict: { ok: false, kind: 'other-set' } },
    });
  }
});

test('weights are known by their name or their first bytes, and a zip may hold some', async () => {
  const header = new TextEncoder().encode('{"a":{}} ');
  const bytes = Uint8Array.of(header.length, 0, 0, 0, 0, 0, 0, 0, ...header);
  const zip = Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0);
  for (const [given, name] of [
    [bytes, 'download'],
    [zip, 'child-1-pytorch.zip'],
    ['', 'weights.SAFETENSORS'],
  ] as const)
    expect(await contentOf(new File([given], name), cifar10)).toEqual({
      ok: true,
      value: { kind: 'weights' },
    });
  // A length that the file has not, and text that begins alike.
  for (const other of [bytes.with(3, 9), '\t\t\t\t\t\t\t\t{"a":1}'])
    expect(await given(other, 'a.json')).not.toMatchObject({ value: { kind: 'weights' } });
});

const KINDS =
  /runs \(JSON.*cells \(JSON, a link, .*DARTS genotype\), weights \(weights\.safetensors.*\) and the archive cifar-10-binary\.tar\.gz\.$/;

test.each<[string, string | Uint8Array<ArrayBuffer>, string, RegExp]>([
  [
    'a picture',
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xd, 0xa),
    'cat.png',
    /^cat\.png is a picture \(PNG\), so nothing was changed\. This page reads runs/,
  ],
  ['an empty file', '', 'run.json', /^run\.json is empty, so nothing was changed\./],
  ['zero bytes', new Uint8Array(4096), 'nul.json', /^nul\.json holds only zero bytes \(4096/],
  ['a letter', 'Dear reader', 'a.txt', /^a\.txt is nothing that this page reads, so/],
  ["NNI's choices", '{"normal_n2_p0": "sepconv3x3"}', 'a.json', /^a\.json is nothing that/],
  ["ProxylessNAS's network", '{"name": "ProxylessNASNets", "blocks": [{}]}', 'a.json', /^a\.json is nothing/],
  ['an empty object', '{}', 'a.json', /^a\.json is nothing that/],
  ['a word', 'hello', 'a.txt', /^a\.txt is nothing that/],
  ['no archive', 'text', 'cifar-10-binary.tar.gz', /is no gzip archive \(its first bytes are 74 65 78 74\)/],
  ['an empty archive', '', 'cifar-10-binary.tar.gz', /tar\.gz is empty, so/],
])('%s is refused with all three kinds', async (_, bytes, name, says) => {
  const content = await given(bytes, name);
  if (content.ok) throw new Error(`was taken as ${content.value.kind}`);
  const refused = {
    kind: 'refused',
    name,
    flaw: content.error,
    number: 0,
    archive: 'cifar-10-binary.tar.gz',
  } as const;
  expect(givenText(refused)).toMatch(says);
  expect(givenText(refused)).toMatch(KINDS);
  expect([givenTone(refused), givenWhat(refused)]).toEqual(['error', 'Not this file.']);
});

test('cells that break a rule, and a damaged link, are told of as such', async () => {
  for (const [text, says] of [
    [json.replace('sepconv_5x5', 'conv_9x9'), /^a holds no cells that can be drawn: .*conv_9x9.*[^.]\.$/],
    ['{"normal": 1}', /^a holds no cells that can be drawn: .*[^.]\.$/],
    [
      `https://nas.example/#c=${code.slice(0, -1)}`,
      /^a holds no cells that can be drawn: .*damaged.*[^.]\.$/,
    ],
  ] as const) {
    const content = await given(text);
    if (content.ok) throw new Error(`was taken as ${content.value.kind}`);
    expect(
      givenText({
        kind: 'refused',
        name: 'a',
        flaw: content.error,
        number: 0,
        archive: 'cifar-10-binary.tar.gz',
      }),
    ).toMatch(says);
  }
});

test('what the browser does not give is no silence', async () => {
  const folder = Object.assign(new File([], 'folder'), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('no')) }),
  });
  expect(await contentOf(folder, cifar10)).toEqual({ ok: false, error: { kind: 'unreadable', why: '' } });
});

test.each(PUBLISHED)(
  '$file as others publish it gives its cells, or a sentence',
  async ({ file, text, gives }) => {
    const content = await given(utf16(text), file);
    if (typeof gives === 'string') {
      if (!content.ok || content.value.kind !== 'cells') throw new Error(`${file} gave no cells`);
      const { read, words } = content.value;
      expect(encodeArchitecture(read.architecture)).toBe(gives);
      expect(words(file).said).toMatch(/^A DARTS genotype, \d blocks a cell, in \S+\. Its /);
    } else
      expect(content).toMatchObject({
        ok: false,
        error: { kind: 'no-cells', why: expect.stringMatching(gives) },
      });
  },
);

test('what cells are is said by how they were written', () => {
  const saidOf = (text: string): string => {
    const content = textContent(text);
    if (!content.ok || content.value.kind !== 'cells') throw new Error('no cells');
    return content.value.words(null).said;
  };
  expect(saidOf(PUBLISHED.find(({ file }) => file === 'range.txt')!.text)).toBe(
    'A DARTS genotype, 4 blocks a cell. Its dilated convolution is separable there and plain here. Its pools carry a batch norm there.',
  );
  expect(saidOf('darts v2')).toBe(`DARTS v2, 4 blocks a cell. ${presetOf('darts-v2').note}`);
  expect(saidOf(code)).toBe('The share code of a pair of cells, 5 blocks a cell.');
  const { normal, reduction } = architecture;
  const unequal = formatArchitecture({ normal: { blocks: normal.blocks.slice(0, 1) }, reduction });
  expect(saidOf(unequal)).toBe(
    'A pair of cells as JSON, 1 block in the normal cell, 5 in the reduction cell.',
  );
});

test('a run that was pasted is known as one', () => {
  const run = `{"format": "nas-playground-run", "trials": [{"architecture": ${json}}]}`;
  expect(textContent(run)).toEqual({ ok: true, value: { kind: 'run' } });
});
