import type { ImageSet } from '../../../data/dataset.ts';
import { datasetInfo } from '../../../data/infos.ts';
import { splitSet } from '../../../data/split.ts';
import type { Inspected } from '../../../protocol/inspection.ts';
import { judgementOf } from '../../../run/recordedCells.ts';
import type { CellsRecording } from '../../../studies/recorded/cells/recording.ts';
import { CELLS_SETTINGS } from '../../../studies/recorded/cells/terms.ts';

/** The nine trainings, without their images: those lie beside the page, where the data set was prepared. */
export const loadCells = async (): Promise<CellsRecording> =>
  (await import('../../../studies/recorded/cells/recording.json')).default;

/** As the inspector has it of a child that is run here; pixels are black until `withPixels`. Null: no such training. */
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
  const pixels = new Uint8Array(labels.length * height * width * channels);
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
 * The same with the pixels of some validation images, read alone where their shards allow it. Null where this page's copy of the
 * data set has other images, or none.
 */
export async function withPixels(inspected: Inspected, wanted: readonly number[]): Promise<Inspected | null> {
  const { dataset, seed, trainImages, validationImages, imageSize: size } = CELLS_SETTINGS;
  const [{ datasetOf }, { fetchSource }] = await Promise.all([
    import('../../../data/datasets.ts'),
    import('../../../data/shards/source.ts'),
  ]);
  const source = fetchSource(new URL(`data/${dataset}/`, document.baseURI).href);
  const placesIn = (set: ImageSet): Uint32Array =>
    splitSet(set, trainImages, validationImages, seed).validation;
  try {
    const set = await datasetOf(dataset).open({
      ...{ images: trainImages + validationImages, size, seed, source, archive: null },
      looked: wanted.length,
      wanted: (labelled) => [Uint32Array.from(wanted, (image) => placesIn(labelled)[image] ?? 0)],
      report: () => {},
    });
    const places = placesIn(set);
    const { images } = inspected;
    if (images.labels.some((label, image) => set.labels[places[image] ?? 0] !== label)) return null;
    const pixels = images.pixels.slice();
    const bytes = images.height * images.width * images.channels;
    for (const image of wanted) {
      const from = (places[image] ?? 0) * bytes;
      pixels.set(set.images.subarray(from, from + bytes), image * bytes);
    }
    return { ...inspected, images: { ...images, pixels } };
  } catch {
    return null;
  }
}
