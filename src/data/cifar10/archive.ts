import { clauseOf, DataError } from '../../base/errors.ts';
import { gunzip, isGzip } from '../archive/gunzip.ts';
import { isTar, readTar, type TarFile } from '../archive/tar.ts';
import { type ImageSet, imageBytes } from '../dataset.ts';
import { ShownImages } from '../shown.ts';
import { cifar10 } from './info.ts';

/**
 * The official `cifar-10-binary.tar.gz`. Its training batches hold 10,000 records each of one label byte and 3,072
 * pixels in three planes (red, green, blue; rows within a plane). It is read as a stream, so that no more than the
 * images themselves (154 MB) and one record are in memory.
 */
const pixelBytes = imageBytes(cifar10);
const recordBytes = 1 + pixelBytes;
const planePixels = cifar10.height * cifar10.width;
const batches = 5;

export interface ArchiveOptions {
  readonly imagesPerBatch?: number;
  readonly signal?: AbortSignal;
  /** Bytes of the archive read so far, and in all. */
  readonly report?: (doneBytes: number, totalBytes: number) => void;
}

export interface ReadArchive {
  /** The 50,000 training images. */
  readonly set: ImageSet;
  /** Of its test images, those that are shown; null where it has no test batch. Nothing else is read of them. */
  readonly shown: ImageSet | null;
}

/** Throws a DataError where it is no such archive, saying what it is. */
export async function readCifarArchive(blob: Blob, options: ArchiveOptions = {}): Promise<ReadArchive> {
  const { imagesPerBatch = cifar10.trainingImages / batches, signal, report } = options;
  const name = nameOf(blob);
  const count = batches * imagesPerBatch;
  const images = new Uint8Array(count * pixelBytes);
  const labels = new Uint8Array(count);
  const shown = new ShownImages(cifar10);
  const found = new Set<number>();
  const others: string[] = [];
  try {
    for await (const file of readTar(await openArchive(blob, name, report), signal)) {
      const base = file.name.split('/').at(-1) ?? '';
      const batch = Number(/^data_batch_([1-5])\.bin$/.exec(base)?.[1] ?? 0);
      if (batch === 0) {
        if (file.size > 0) others.push(base);
        if (base === 'test_batch.bin') await readShown(file, shown);
        continue;
      }
      if (found.has(batch)) throw new DataError(`${name} holds ${base} twice. ${remedy}`);
      found.add(batch);
      const first = (batch - 1) * imagesPerBatch;
      await readBatch(file, `${name}: ${base}`, {
        images: images.subarray(first * pixelBytes, (first + imagesPerBatch) * pixelBytes),
        labels: labels.subarray(first, first + imagesPerBatch),
      });
    }
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    if (thrown instanceof DataError) throw thrown;
    throw new DataError(`${name} could not be read to its end: ${clauseOf(thrown)}. ${remedy}`);
  }
  if (found.size === 0) throw new DataError(`${name} ${whatElse(others)} ${remedy}`);
  for (let batch = 1; batch <= batches; batch++) {
    if (!found.has(batch)) throw new DataError(`${name} holds no data_batch_${batch}.bin. ${remedy}`);
  }
  checkBalance(name, labels);
  return { set: { info: cifar10, count, images, labels }, shown: shown.set };
}

/** The 10,000 test images of the same archive, in its order. Throws as `readCifarArchive` does. */
export async function readCifarTest(blob: Blob, options: ArchiveOptions = {}): Promise<ImageSet> {
  const { imagesPerBatch: count = cifar10.testImages, signal, report } = options;
  const name = nameOf(blob);
  const images = new Uint8Array(count * pixelBytes);
  const labels = new Uint8Array(count);
  try {
    for await (const file of readTar(await openArchive(blob, name, report), signal)) {
      if (file.name.split('/').at(-1) !== 'test_batch.bin') continue;
      await readBatch(file, `${name}: test_batch.bin`, { images, labels });
      checkBalance(`test_batch.bin of ${name}`, labels);
      return { info: cifar10, count, images, labels };
    }
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    if (thrown instanceof DataError) throw thrown;
    throw new DataError(`${name} could not be read to its end: ${clauseOf(thrown)}. ${remedy}`);
  }
  throw new DataError(`${name} holds no test_batch.bin. ${remedy}`);
}

const nameOf = (blob: Blob): string =>
  'name' in blob && typeof blob.name === 'string' ? blob.name : 'The archive';

/** Fills both, which say how many images there are to be; `what` names the file within the archive. */
async function readBatch(
  file: TarFile,
  what: string,
  { images, labels }: Pick<ImageSet, 'images' | 'labels'>,
): Promise<void> {
  const expected = labels.length * recordBytes;
  if (file.size !== expected)
    throw new DataError(`${what} has ${file.size} bytes instead of ${expected}. ${remedy}`);
  for (let i = 0; i < labels.length; i++) {
    const record = await file.read(recordBytes);
    const label = record[0]!;
    if (label >= cifar10.classes.length) {
      throw new DataError(
        `${what} gives its image ${i} the label ${label}, expected 0 to ${cifar10.classes.length - 1}. ${remedy}`,
      );
    }
    labels[i] = label;
    interleave(record, images, i * pixelBytes);
  }
}

function checkBalance(name: string, labels: Uint8Array): void {
  const counts = cifar10.classes.map(() => 0);
  for (const label of labels) counts[label]!++;
  const each = labels.length / counts.length;
  if (counts.some((images) => images !== each)) {
    throw new DataError(
      `${name} holds ${counts.join(', ')} images of the ten classes, CIFAR-10 has ${each} of each. ${remedy}`,
    );
  }
}

/** No further than they go. */
async function readShown(file: TarFile, shown: ShownImages): Promise<void> {
  for (let left = file.size; left >= recordBytes && shown.set === null; left -= recordBytes) {
    const record = await file.read(recordBytes);
    const place = shown.place(record[0]!);
    if (place !== null) interleave(record, place, 0);
  }
}

const remedy = `Drop the file ${cifar10.archive.file} (the "binary version (suitable for C programs)" of CIFAR-10) as it was downloaded.`;

/** Planes to interleaved pixels, behind the record's label. */
function interleave(record: Uint8Array, images: Uint8Array, offset: number): void {
  for (let pixel = 0; pixel < planePixels; pixel++) {
    images[offset + 3 * pixel] = record[1 + pixel]!;
    images[offset + 3 * pixel + 1] = record[1 + planePixels + pixel]!;
    images[offset + 3 * pixel + 2] = record[1 + 2 * planePixels + pixel]!;
  }
}

/** The tar within. Some browsers unpack the gzip layer while downloading, so a bare tar is taken too. */
async function openArchive(
  blob: Blob,
  name: string,
  report: ArchiveOptions['report'],
): Promise<AsyncIterable<Uint8Array>> {
  const head = new Uint8Array(await blob.slice(0, 512).arrayBuffer());
  if (!isGzip(head) && !isTar(head)) {
    const start = Array.from(head.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const what = head.length === 0 ? 'is empty' : `is no gzip archive (its first bytes are ${start})`;
    throw new DataError(`${name} ${what}. ${remedy}`);
  }
  const chunks = chunksOf(blob, report);
  return isGzip(head) ? gunzip(chunks) : chunks;
}

/** A stream's own iterator is not in every browser. */
async function* chunksOf(blob: Blob, report: ArchiveOptions['report']): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  let done = 0;
  try {
    for (;;) {
      const { value } = await reader.read();
      if (value === undefined) return;
      done += value.length;
      report?.(done, blob.size);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function whatElse(files: readonly string[]): string {
  if (files.includes('data_batch_1')) return 'is the Python version of CIFAR-10; the binary one is needed.';
  if (files.includes('data_batch_1.mat'))
    return 'is the Matlab version of CIFAR-10; the binary one is needed.';
  if (files.includes('train.bin')) return 'looks like CIFAR-100; CIFAR-10 is needed.';
  const listed = files.slice(0, 3).join(', ');
  return `holds no data_batch_1.bin (it holds ${listed === '' ? 'no files' : listed}${files.length > 3 ? ', …' : ''}).`;
}
