import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readTextFile, textOf } from './textFile.ts';

const json = '{"ä": "☃"}\r\n';
const utf16 = Buffer.from(`\uFEFF${json}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(json)],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${json}`)],
  ['UTF-16, little-endian', utf16],
  ['UTF-16, big-endian', Buffer.from(utf16).swap16()],
])('%s is read', (_, bytes) => {
  expect(textOf(bytes)).toEqual({ ok: true, value: json });
});

test.each([
  ['', /^it is empty.*look for a copy/],
  ['\0'.repeat(4096), /^it holds only zero bytes.*look for a copy/],
  ['\uFEFF \r\n', /nothing but white space/],
  ['{"a":\0\0\0', /zero bytes in it/],
])('%j is named for what it is', (text, says) => {
  expect(textOf(Buffer.from(text))).toMatchObject({ ok: false, error: expect.stringMatching(says) });
});

test('what is no text is said, with what its first bytes promise', () => {
  expect(textOf(Uint8Array.of(0x1f, 0x8b, 0xff))).toEqual({ ok: false, error: 'it is no text' });
  expect(textOf(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8))).toMatchObject({
    error: expect.stringMatching(/in UTF-16LE, as/),
  });
});

test('a folder, and a file that is not there, get a clause', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'text-file-'));
  try {
    await writeFile(path.join(folder, 'run.json'), utf16);
    expect(await readTextFile(path.join(folder, 'run.json'))).toEqual({ ok: true, value: json });
    expect(await readTextFile(folder)).toEqual({
      ok: false,
      error: 'the file cannot be read (it is a folder)',
    });
    expect(await readTextFile(path.join(folder, 'none'))).toMatchObject({
      error: 'the file cannot be read (there is none of this name)',
    });
    expect(await readTextFile(path.join(folder, 'run.json', 'x'))).toMatchObject({
      error: expect.stringContaining('what should be a folder of it is a file (ENOTDIR)'),
    });
    expect(await readTextFile(path.join(folder, 'run.json'), 3)).toEqual({
      ok: false,
      error: 'the file cannot be read (it has 1 MB, and 1 MB are the most that are read)',
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.skipIf(process.platform === 'win32')(
  'a pipe is read to its end, and no further than it may',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'text-file-'));
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    try {
      for (const [most, expected] of [
        [100, { ok: true, value: json }],
        [3, { ok: false, error: expect.stringMatching(/it has more than 1 MB, and 1 MB are the most/) }],
      ] as const) {
        const [read] = await Promise.all([readTextFile(pipe, most), writeFile(pipe, json)]);
        expect(read).toEqual(expected);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

test.skipIf(process.platform === 'win32')('what has no end is not read', async () => {
  expect(await readTextFile('/dev/zero')).toEqual({
    ok: false,
    error: 'the file cannot be read (it is a device, and no file)',
  });
});
