import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readMultipart } from '../../data/shards/parts.ts';
import { answersTo } from './hosts.ts';
import { type Listening, listen } from './server.ts';

let folder = '';
let server: Listening;
const script = 'let a = 1;\n'.repeat(500);
const shard = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);
const shardAt = '/data/cifar10/train-00.bin';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'nas-answer-'));
  mkdirSync(path.join(folder, 'site', 'assets'), { recursive: true });
  mkdirSync(path.join(folder, 'elsewhere', 'cifar10'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  writeFileSync(path.join(folder, 'site', 'index.html'), '<title>page</title>');
  writeFileSync(path.join(folder, 'site', 'assets', 'a.js'), script);
  writeFileSync(path.join(folder, 'elsewhere', 'cifar10', 'train-00.bin'), shard);
  symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'site', 'leak.txt'));
  symlinkSync(folder, path.join(folder, 'site', 'up'));
  symlinkSync('a.js', path.join(folder, 'site', 'assets', 'b.js'));
  // The data's folder as a whole may lie elsewhere.
  symlinkSync(path.join(folder, 'elsewhere'), path.join(folder, 'data'));
  server = await listen(
    { site: path.join(folder, 'site'), data: path.join(folder, 'data'), allowHosts: ['Nas.Example.'] },
    'localhost',
    0,
  );
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Not by fetch, which sends a Host and an Accept-Encoding of its own. */
function ask(place: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port: server.port, path: place, method, headers },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    asking.on('error', reject).end();
  });
}

describe('names', () => {
  it.each([
    'localhost',
    'localhost:4280',
    'LOCALHOST.',
    'nas.localhost',
    '127.0.0.1:80',
    '192.168.0.7',
    '[::1]:4280',
    hostname(),
    'nas.example:443',
  ])('%s is answered to', async (host) => {
    expect((await ask('/', { Host: host })).status).toBe(200);
  });

  it.each(['evil.example', 'evil.example:4280', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    '"%s" is not',
    async (host) => {
      const { status, body } = await ask('/', { Host: host });
      expect(status).toBe(403);
      expect(`${body}`).not.toContain('page');
      expect(`${body}`).toContain(`--allow-host ${host.replace(/:\d+$/, '')} where`);
    },
  );
});

it('answers to no name where none is given', () => {
  for (const host of [undefined, '', ':80', '.', '[]']) expect(answersTo(host, ['nas.example'])).toBe(false);
});

describe('symbolic links', () => {
  it.each(['/leak.txt', '/up/secret.txt', '/up/site/../secret.txt'])('%s leads nowhere', async (place) => {
    const { status, body } = await ask(place);
    expect(status).toBe(404);
    expect(`${body}`).not.toContain('secret\n');
  });

  it('within a folder are followed, and the folder may be one', async () => {
    expect(`${(await ask('/assets/b.js')).body}`).toBe(script);
    expect((await ask(shardAt)).body).toEqual(Buffer.from(shard));
  });
});

describe('ranges', () => {
  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=4990-', 4990, 4999],
    ['bytes=-10', 4990, 4999],
    ['bytes=-9999', 0, 4999],
    ['bytes=4000-9999', 4000, 4999],
    ['bytes=7-7', 7, 7],
  ])('%s is a part', async (Range, start, end) => {
    const { status, headers, body } = await ask(shardAt, { Range });
    expect(status).toBe(206);
    expect(headers['content-range']).toBe(`bytes ${start}-${end}/5000`);
    expect(headers['content-length']).toBe(`${end - start + 1}`);
    expect(body).toEqual(Buffer.from(shard.subarray(start, end + 1)));
  });

  it.each(['bytes=5000-', 'bytes=-0', 'bytes=9000-9999'])('%s cannot be had', async (Range) => {
    const { status, headers, body } = await ask(shardAt, { Range });
    expect(status).toBe(416);
    expect(headers['content-range']).toBe('bytes */5000');
    expect(`${body}`).toContain('has 5000 bytes');
  });

  it('are several in one answer, without those beyond the end', async () => {
    const { status, headers, body } = await ask(shardAt, { Range: 'bytes=0-9, 4000-4099,9000-9010, -5' });
    expect(status).toBe(206);
    expect(headers['content-length']).toBe(`${body.length}`);
    const parts = readMultipart(`${headers['content-type']}`, Uint8Array.from(body));
    expect(parts?.map(({ start, bytes }) => [start, bytes.length])).toEqual([
      [0, 10],
      [4000, 100],
      [4995, 5],
    ]);
    for (const { start, bytes } of parts ?? [])
      expect(Buffer.from(bytes)).toEqual(Buffer.from(shard.subarray(start, start + bytes.length)));
  });

  const many = Array.from({ length: 201 }, (_, index) => `${index}-${index}`).join();
  it.each(['bytes=9-3', `bytes=${many}`, 'bytes=0-,0-', 'lines=1-2', 'bytes=-', 'bytes=a-b,1-2'])(
    '%s is the whole',
    async (Range) => {
      const { status, body } = await ask(shardAt, { Range });
      expect([status, body.length]).toEqual([200, 5000]);
    },
  );

  it('are parts of the file that was meant, or else the whole', async () => {
    const { headers } = await ask(shardAt);
    expect(headers['accept-ranges']).toBe('bytes');
    const part = (ifRange: string | undefined) =>
      ask(shardAt, { Range: 'bytes=0-9', 'If-Range': ifRange ?? '' }).then(({ status }) => status);
    expect(await part(headers.etag)).toBe(206);
    expect(await part(headers['last-modified'])).toBe(206);
    expect(await part('"another"')).toBe(200);
    expect(await part('Thu, 01 Jan 1970 00:00:00 GMT')).toBe(200);
    expect((await ask(shardAt, { Range: 'bytes=0-9' }, 'HEAD')).status).toBe(200);
  });
});

describe('compression', () => {
  const [br, gzip] = [{ 'Accept-Encoding': 'gzip, deflate, br' }, { 'Accept-Encoding': 'br;q=0, gzip' }];

  it('is of text, in what is asked for', async () => {
    const [small, older, plain] = await Promise.all(
      [br, gzip, {}].map((headers) => ask('/assets/a.js', headers)),
    );
    expect([small, older, plain].map((one) => one?.headers['content-encoding'])).toEqual([
      'br',
      'gzip',
      undefined,
    ]);
    expect(`${brotliDecompressSync(small?.body ?? '')}`).toBe(script);
    expect(`${gunzipSync(older?.body ?? '')}`).toBe(script);
    expect(`${plain?.body}`).toBe(script);
    expect(small?.body.length).toBeLessThan(script.length / 10);
    for (const one of [small, older, plain]) {
      expect(one?.headers.vary).toBe('Accept-Encoding');
      expect(one?.headers['content-length']).toBe(`${one?.body.length}`);
    }
    expect(new Set([small, older, plain].map((one) => one?.headers.etag)).size).toBe(3);
    const head = await ask('/assets/a.js', br, 'HEAD');
    expect([head.headers['content-length'], head.body.length]).toEqual([`${small?.body.length}`, 0]);
  });

  it('is not of shards, nor of parts', async () => {
    const whole = await ask(shardAt, br);
    expect([whole.headers['content-encoding'], whole.headers.vary]).toEqual([undefined, undefined]);
    const part = await ask('/assets/a.js', { ...br, Range: 'bytes=4-4' });
    expect([part.status, part.headers['content-encoding'], `${part.body}`]).toEqual([206, undefined, 'a']);
  });

  it('knows what it sent by its tag, or by its time', async () => {
    for (const headers of [br, gzip, {}]) {
      const { etag = '', 'last-modified': modified = '' } = (await ask('/assets/a.js', headers)).headers;
      const again = await ask('/assets/a.js', { ...headers, 'If-None-Match': `"x", W/${etag}` });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
      expect(again.headers.vary).toBe('Accept-Encoding');
      expect((await ask('/assets/a.js', { ...headers, 'If-Modified-Since': modified })).status).toBe(304);
      const other = { ...headers, 'If-None-Match': '"x"', 'If-Modified-Since': modified };
      expect((await ask('/assets/a.js', other)).status).toBe(200);
    }
  });

  test('a file that changed is compressed anew', async () => {
    const file = path.join(folder, 'site', 'assets', 'c.js');
    for (const [second, text] of [script, script.replaceAll('a', 'b')].entries()) {
      writeFileSync(file, text);
      utimesSync(file, 1000 + second, 1000 + second);
      expect(`${brotliDecompressSync((await ask('/assets/c.js', br)).body)}`).toBe(text);
    }
  });
});
