import { DataError } from '../../base/errors.ts';
import { hash32 } from '../../base/hash.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { type Dataset, type ImageSet, imageBytes, type Split } from '../../data/dataset.ts';
import { datasetOf } from '../../data/datasets.ts';
import { isOwnId } from '../../data/infos.ts';
import { countOutside, outsideImages } from '../../data/outside.ts';
import type { LoadOwnSet } from '../../data/own/open.ts';
import type { ShardSource } from '../../data/shards/source.ts';
import { splitSet } from '../../data/split.ts';
import type { Settings } from '../../settings/settings.ts';
import type { LaboratoryReport } from '../session/session.ts';

/** What a run reads of its data set. */
export interface RunImages {
  readonly set: ImageSet;
  readonly split: Split;
  /** The six images that are shown, at full size; the failure says why there are none. */
  readonly shown: Result<ImageSet, string>;
}

type Asked = Pick<Settings, 'dataset' | 'imageSize' | 'trainImages' | 'validationImages' | 'seed'>;
type Told = Pick<LaboratoryReport, 'dataUrl' | 'archive' | 'signal' | 'data'>;

/** The same for whatever gives the same images. */
export function imagesKey(
  { dataset, imageSize, trainImages, validationImages, seed }: Asked,
  { dataUrl, archive }: Pick<Told, 'dataUrl' | 'archive'>,
): string {
  // Each message brings a new copy of the file, so it is known by what it says of itself.
  const { name, lastModified } = (archive ?? {}) as Partial<File>;
  const file = archive && [archive.size, name, lastModified];
  return JSON.stringify([dataset, imageSize, trainImages, validationImages, seed, dataUrl, file]);
}

/** Throws a DataError where the images that children are trained on cannot be had; a run goes on without those that are shown. */
export async function readImages(
  settings: Asked,
  told: Told,
  source: ShardSource,
  loadOwn?: LoadOwnSet,
): Promise<RunImages> {
  const { dataset, imageSize, trainImages, validationImages, seed } = settings;
  const { archive, signal, data } = told;
  let inArchive: ImageSet | null = null;
  const opened = datasetOf(dataset, loadOwn);
  const set = await opened.open({
    images: trainImages + validationImages,
    size: imageSize,
    seed,
    wanted: (labelled) => Object.values(splitSet(labelled, trainImages, validationImages, seed)),
    source,
    archive,
    signal,
    shown: (six) => {
      inArchive = six;
    },
    report: (progress) => data({ dataset, ...progress }),
  });
  const split = splitSet(set, trainImages, validationImages, seed);
  const shown =
    inArchive === null ? await readShown(opened, settings, told, source) : ok<ImageSet>(inArchive);
  return { set, split, shown };
}

async function readShown(
  { shown }: Dataset,
  { imageSize: size }: Asked,
  { archive, signal }: Told,
  source: ShardSource,
): Promise<Result<ImageSet, string>> {
  try {
    return ok(await shown({ source, size, signal }));
  } catch (thrown) {
    signal.throwIfAborted();
    if (!(thrown instanceof DataError)) throw thrown;
    return fail(archive ? 'The archive has no test images.' : thrown.message);
  }
}

/**
 * Images outside the split that judge a final figure: of the training part, so that no search ever sees a test image; null
 * where too few are left. They are read only here, a run's own images being the first ones of the same set. Throws a DataError
 * where they cannot be had.
 */
export async function readOutside(
  settings: Asked,
  { archive, signal, data }: Told,
  split: Split,
  source: ShardSource,
): Promise<ImageSet | null> {
  const { dataset, imageSize, trainImages, validationImages, seed } = settings;
  // Too few to spare any: a fifth is held out for good.
  if (isOwnId(dataset)) return null;
  const { info, open, available } = datasetOf(dataset);
  const used = trainImages + validationImages;
  const trainingImages = await available({ source, archive, signal });
  const count = countOutside({ ...info, trainingImages }, used);
  if (count === 0) return null;
  const outside = (labelled: Pick<ImageSet, 'info' | 'labels'>): Uint32Array =>
    outsideImages(labelled, split, count, hash32(seed, OUTSIDE));
  const set = await open({
    images: used + count,
    size: imageSize,
    seed,
    wanted: (labelled) => [outside(labelled)],
    looked: count,
    source,
    archive,
    signal,
    report: (progress) => data({ dataset, ...progress }),
  });
  return some(set, outside(set));
}

/** The test images of a run's data set, at the run's size. Throws a DataError where they cannot be had. */
export const readTest = (
  { dataset, imageSize: size }: Asked,
  { archive, signal }: Told,
  source: ShardSource,
  loadOwn?: LoadOwnSet,
): Promise<ImageSet> => datasetOf(dataset, loadOwn).test({ source, archive, size, signal });

/** Which images these are follows from the run's seed, by draws of their own. */
const OUTSIDE = 0x0075;

/** These images alone, so that a device holds no others. */
function some({ info, images, labels }: ImageSet, indices: Uint32Array): ImageSet {
  const bytes = imageBytes(info);
  const chosen = new Uint8Array(indices.length * bytes);
  for (const [slot, index] of indices.entries())
    chosen.set(images.subarray(index * bytes, (index + 1) * bytes), slot * bytes);
  return {
    info,
    count: indices.length,
    images: chosen,
    labels: Uint8Array.from(indices, (index) => labels[index]!),
  };
}
