import { DataError } from '../../../base/errors.ts';
import type { ImageSet } from '../../../data/dataset.ts';
import { datasetInfo } from '../../../data/infos.ts';
import type { ShardSource } from '../../../data/shards/source.ts';
import { splitSet } from '../../../data/split.ts';
import type { Inspected } from '../../../protocol/inspection.ts';
import { judgementOf } from '../../../run/recording/recordedCells.ts';
import type { KeptImages } from '../../../storage/keptImages.ts';
import type { ImagesLack } from '../../../store/shown/inspection.ts';
import type { CellsRecording } from '../../../studies/recorded/cells/recording.ts';
import { CELLS_SETTINGS } from '../../../studies/recorded/cells/terms.ts';

/** The nine trainings, without their images: those lie beside the page, where the data set was prepared. */
export const loadCells = async (): Promise<CellsRecording> =>
  (await import('../../../studies/recorded/cells/recording.json')).default;

/** In the place of what is not there (yet). */
const GREY = 128;

/** As the inspector has it of a child that is run here; pixels are grey until `withPixels`. Null: no such training. */
export function recordedInspected(recording: CellsRecording, trial: number): Inspected | null {
  const info = datasetInfo(CELLS_SETTINGS.dataset);
  const classes = info.classes.length;
  const judged = judgementOf(recording, trial, classes);
  if (judged === null) return null;
  const { labels, predicted, probabilities } = judged;
  const { height, width, channels } = info;
  const confusion = new Uint32Array(classes * classes);
  labels.forEach((truth, image) => {
    const at = truth * classes + (predicted[image] ?? 0);
    confusion[at] = (confusion[at] ?? 0) + 1;
  });
  const pixels = new Uint8Array(labels.length * height * width * channels).fill(GREY);
  return {
    again: null,
    // The processor's engine trained them all (terms.ts).
    environment: { ...recording.environment, engine: 'wasm', backend: 'wasm' },
    images: { count: labels.length, height, width, channels, pixels, labels },
    probabilities,
    predicted,
    confusion,
    nodes: [],
    filters: { height: 0, width: 0, channels, count: 0, values: new Float32Array(0) },
  };
}

/**
 * The pixels of some validation images by their places, read alone where their shards allow it; from this browser where the place
 * of the data set can't be reached.
 */
export async function recordedPixels(
  { images }: Inspected,
  wanted: readonly number[],
): Promise<ReadonlyMap<number, Uint8Array> | ImagesLack> {
  const { dataset, seed, trainImages, validationImages, imageSize: size } = CELLS_SETTINGS;
  const [{ datasetOf }, source] = await Promise.all([import('../../../data/datasets.ts'), sourceOf(dataset)]);
  const placesIn = (set: ImageSet): Uint32Array =>
    splitSet(set, trainImages, validationImages, seed).validation;
  let set: ImageSet;
  try {
    set = await datasetOf(dataset).open({
      ...{ images: trainImages + validationImages, size, seed, source, archive: null },
      looked: wanted.length,
      wanted: (labelled) => [Uint32Array.from(wanted, (image) => placesIn(labelled)[image] ?? 0)],
      report: () => {},
    });
  } catch (thrown) {
    if (thrown instanceof DataError) return 'not-loaded';
    throw thrown;
  }
  const places = placesIn(set);
  if (images.labels.some((label, image) => set.labels[places[image] ?? 0] !== label)) return 'others';
  const bytes = images.height * images.width * images.channels;
  return new Map(
    wanted.map((image) => {
      const from = (places[image] ?? 0) * bytes;
      return [image, set.images.subarray(from, from + bytes)];
    }),
  );
}

/** What lies beside the page, and what this browser kept of it. */
async function sourceOf(dataset: string): Promise<ShardSource> {
  const [{ fetchSource }, { keptSource }, { openKeptImages }] = await Promise.all([
    import('../../../data/shards/source.ts'),
    import('../../../data/shards/kept.ts'),
    import('../../../storage/keptImages.ts'),
  ]);
  const source = fetchSource(new URL(`data/${dataset}/`, document.baseURI).href);
  kept ??= openKeptImages();
  return kept === null ? source : keptSource(source, kept);
}

/** Opened once: it holds a channel. */
let kept: KeptImages | null = null;

export function withPixels(inspected: Inspected, pixels: ReadonlyMap<number, Uint8Array>): Inspected {
  const { images } = inspected;
  const all = images.pixels.slice();
  const bytes = images.height * images.width * images.channels;
  for (const [image, values] of pixels) all.set(values, image * bytes);
  return { ...inspected, images: { ...images, pixels: all } };
}
