import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { gunzip } from './gunzip.ts';
import { isTar, readTar } from './tar.ts';

interface Entry {
  readonly name: string;
  readonly type?: string;
  readonly body?: string;
  /** The field of the size, where it is not in octal digits. */
  readonly size?: Uint8Array;
  /** ustar, GNU tar's form of it, or the form before both. */
  readonly magic?: 'ustar\u000000' | 'ustar  \0' | '';
  readonly signed?: boolean;
}

function entry({
  name,
  type = '0',
  body = '',
  size,
  magic = 'ustar\u000000',
  signed = false,
}: Entry): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\0', 100);
  if (size === undefined) header.write(`${body.length.toString(8).padStart(11, '0')} `, 124);
  else header.set(size, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(magic, 257);
  // Times of GNU tar, where ustar has a prefix.
  if (magic === 'ustar  \0') header.write('15000000000\0', 345);
  const sum = header.reduce((all, byte) => all + (signed && byte > 127 ? byte - 256 : byte), 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, Buffer.from(body), Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

const tarOf = (...entries: readonly Entry[]) => Buffer.concat([...entries.map(entry), Buffer.alloc(1024)]);

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function filesOf(chunks: AsyncIterable<Uint8Array>): Promise<[string, string][]> {
  const files: [string, string][] = [];
  for await (const file of readTar(chunks)) {
    files.push([file.name, Buffer.from(await file.read(file.size)).toString()]);
  }
  return files;
}

const long = `${'folder/'.repeat(20)}data_batch_1.bin`;
const record = (text: string): string => {
  let length = text.length + 2;
  while (`${length} ${text}\n`.length !== length) length++;
  return `${length} ${text}\n`;
};

describe('names and sizes', () => {
  it.each<[string, readonly Entry[], [string, string][]]>([
    [
      'the old form, with a folder as a file',
      [
        { name: 'a/', type: '\0', magic: '' },
        { name: 'a/b', type: '\0', magic: '', body: 'xyz' },
      ],
      [['a/b', 'xyz']],
    ],
    [
      'a long name of GNU tar',
      [
        { name: '././@LongLink', type: 'L', magic: 'ustar  \0', body: `${long}\0` },
        { name: long.slice(0, 99), magic: 'ustar  \0', body: 'xyz' },
        { name: 'c', magic: 'ustar  \0', body: 'z' },
      ],
      [
        [long, 'xyz'],
        ['c', 'z'],
      ],
    ],
    [
      'a long name and a long link of GNU tar',
      [
        { name: '././@LongLink', type: 'L', magic: 'ustar  \0', body: `${long}\0` },
        { name: '././@LongLink', type: 'K', magic: 'ustar  \0', body: `${long}\0` },
        { name: 'b', magic: 'ustar  \0', body: 'xyz' },
      ],
      [[long, 'xyz']],
    ],
    [
      'a pax header',
      [
        { name: 'PaxHeaders/g', type: 'g', body: record('comment=all') },
        {
          name: 'PaxHeaders/a',
          type: 'x',
          body: record('mtime=1.5') + record(`path=${long}`) + record('size=3'),
        },
        { name: 'b', size: Buffer.from('00000000000\0'), body: 'xyz' },
        { name: 'c', body: 'z' },
      ],
      [
        [long, 'xyz'],
        ['c', 'z'],
      ],
    ],
    [
      'a size in bytes',
      [{ name: 'b', size: Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3), body: 'xyz' }],
      [['b', 'xyz']],
    ],
    ['a sum of signed bytes', [{ name: 'é', signed: true, body: 'xyz' }], [['é', 'xyz']]],
    [
      'links and devices are no files',
      [
        { name: 'b', type: '2' },
        { name: 'c', type: '5' },
        { name: 'd', type: '3' },
      ],
      [],
    ],
  ])('%s', async (_, entries, files) => {
    const tar = tarOf(...entries);
    expect(isTar(tar.subarray(0, 512))).toBe(true);
    expect(await filesOf(whole(tar))).toEqual(files);
  });
});

test('an archive may end without blocks of zeros, or have anything behind them', async () => {
  const tar = tarOf({ name: 'b', body: 'xyz' });
  expect(await filesOf(whole(tar.subarray(0, -1024)))).toEqual([['b', 'xyz']]);
  expect(await filesOf(whole(Buffer.concat([tar, Buffer.from('junk')])))).toEqual([['b', 'xyz']]);
});

test('what is no header, and what ends within a file, is an error', async () => {
  const tar = tarOf({ name: 'b', body: 'xyz' });
  const damaged = Buffer.from(tar);
  damaged[3] = 65;
  expect(isTar(damaged)).toBe(false);
  expect(isTar(Buffer.alloc(512))).toBe(false);
  await expect(filesOf(whole(damaged))).rejects.toThrow(/no tar archive, or a damaged one/);
  await expect(filesOf(whole(tar.subarray(0, 514)))).rejects.toThrow(/ends early, within b/);
  await expect(filesOf(whole(tar.subarray(0, 99)))).rejects.toThrow(/ends early, within a header/);
});

const has = (program: string) => spawnSync(program, ['--version']).status === 0;

describe.runIf(has('tar') && has('gzip'))("the system's own programs", () => {
  it.each(['gnu', 'oldgnu', 'pax', 'ustar', 'v7'])('write %s', async (format) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'nas-tar-'));
    try {
      const name = format === 'v7' ? 'a/b' : long;
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), 'xyz');
      const run = (command: string) => {
        const done = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
        expect(done.stderr).toBe('');
      };
      run(`tar --format=${format} -cf all.tar ${name.split('/')[0]}`);
      // As split and joined downloads are: two members, and zeros behind them.
      run('head -c 700 all.tar | gzip > all.gz; tail -c +701 all.tar | gzip >> all.gz');
      run('head -c 100 /dev/zero >> all.gz');
      const files = [[name, 'xyz']];
      expect(await filesOf(whole(readFileSync(path.join(folder, 'all.tar'))))).toEqual(files);
      expect(await filesOf(gunzip(whole(readFileSync(path.join(folder, 'all.gz')))))).toEqual(files);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
