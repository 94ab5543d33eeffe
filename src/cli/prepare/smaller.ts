import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetInfo } from '../../data/dataset.ts';
import {
  manifestFile,
  readShardManifest,
  type ShardEntry,
  type ShardManifest,
} from '../../data/shards/manifest.ts';
import { smallerFolder, smallerInfos } from '../../data/shards/smaller.ts';
import { shrinkImages } from '../../data/shrink.ts';
import { readJson, sweep, writeWhole } from './folder.ts';
import { digest, haveSizes, withSums } from './shards.ts';

/** The shards of each smaller size that whole ones are cut down to, in folders beside those. */
export class SmallerShards {
  readonly #sizes: readonly {
    readonly info: DatasetInfo;
    readonly folder: string;
    /** By the name that the whole shard has, too. */
    readonly cut: Map<string, ShardEntry>;
  }[];

  constructor(info: DatasetInfo, folder: string) {
    this.#sizes = smallerInfos(info).map((smaller) => ({
      info: smaller,
      folder: join(folder, smallerFolder(smaller)),
      cut: new Map(),
    }));
  }

  /** Makes the folders, and removes what killed writers left behind. */
  async open(): Promise<void> {
    for (const { folder } of this.#sizes) {
      await mkdir(folder, { recursive: true });
      await sweep(folder);
    }
  }

  /** Cuts a whole shard; what is there already, and right, is not written again. */
  async cut(whole: DatasetInfo, entry: ShardEntry, shard: Uint8Array): Promise<void> {
    const { source: _, sums: __, ...named } = entry;
    const labels = shard.slice(0, entry.images);
    let set = { info: whole, count: entry.images, images: shard.slice(entry.images), labels };
    for (const { info, folder, cut } of this.#sizes) {
      set = { ...shrinkImages(set, info.height), labels };
      const bytes = new Uint8Array(labels.length + set.images.length);
      bytes.set(labels);
      bytes.set(set.images, labels.length);
      const found = await readFile(join(folder, entry.file)).catch(() => undefined);
      if (found === undefined || !found.equals(bytes)) await writeWhole(folder, entry.file, bytes);
      const smaller = { ...named, bytes: bytes.length, sha256: digest(bytes) };
      cut.set(entry.file, await withSums(info, folder, smaller, bytes));
    }
  }

  /** Lists what was cut of the shards that the whole manifest lists. */
  async list({ measured: _, ...whole }: ShardManifest): Promise<void> {
    for (const { info, folder, cut } of this.#sizes) {
      const shards = whole.shards.flatMap(({ file }) => cut.get(file) ?? []);
      const { height, width } = info;
      const text = JSON.stringify({ ...whole, height, width, shards } satisfies ShardManifest);
      const found = await readFile(join(folder, manifestFile), 'utf8').catch(() => undefined);
      if (found !== text) await writeWhole(folder, manifestFile, text);
    }
  }
}

/** Whether all sizes of a complete manifest's shards are there, with their sizes in bytes. */
export async function haveSmaller(info: DatasetInfo, folder: string, whole: ShardManifest): Promise<boolean> {
  for (const smaller of smallerInfos(info)) {
    const place = join(folder, smallerFolder(smaller));
    const read = readShardManifest(await readJson(place, manifestFile), smaller);
    if (!read.ok || !read.value.complete || read.value.shards.length !== whole.shards.length) return false;
    if (read.value.origin.integrity !== whole.origin.integrity) return false;
    if (read.value.shown?.sha256 !== whole.shown?.sha256) return false;
    if (!(await haveSizes(place, read.value.shards))) return false;
  }
  return true;
}
