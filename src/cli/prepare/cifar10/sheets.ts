import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { decode } from 'fast-png';
import { parseTar } from 'nanotar';
import { DataError, messageOf } from '../../../base/errors.ts';
import { list, parseJson, readWith, whole } from '../../../base/fields.ts';
import { cifar10 } from '../../../data/cifar10/info.ts';
import type { SheetPart } from '../shards.ts';

export interface SheetShape {
  readonly imagesPerSheet: number;
  readonly trainSheets: number;
}

/**
 * Opens a package's tarball: a PNG sheet holds one image a row, its 1,024 RGB pixels in row order, which read as bytes is
 * the image in NHWC; the labels of all sheets of a part are one JSON list. (The misspelt names are the package's.) The
 * tar stays in memory (139 MB) as long as the answer does.
 */
export async function openSheets(
  tarball: string,
  shape: SheetShape,
): Promise<{ train: SheetPart; test: SheetPart }> {
  const files = new Map<string, Uint8Array>();
  try {
    const tar = await promisify(gunzip)(await readFile(tarball));
    // The tar reader looks at the whole underlying buffer.
    const exact = tar.byteLength === tar.buffer.byteLength ? tar : Uint8Array.from(tar);
    for (const { name, data } of parseTar(exact)) if (data !== undefined) files.set(name, data);
  } catch (thrown) {
    throw new DataError(`${tarball} could not be read: ${messageOf(thrown)}. Delete it and run this again.`);
  }
  const file = (name: string): Uint8Array => {
    const data = files.get(`package/${name}`);
    if (data === undefined)
      throw new DataError(`${tarball} holds no ${name}: it is another package than expected.`);
    return data;
  };
  const part = (labels: string, sheets: readonly string[]): SheetPart => ({
    labels: readLabels(labels, file(labels), sheets.length * shape.imagesPerSheet),
    sheets: sheets.length,
    imagesPerSheet: shape.imagesPerSheet,
    decode(sheet) {
      const name = sheets[sheet]!;
      const png = decode(file(name));
      const { width, height, channels } = cifar10;
      const expected = { width: width * height, height: shape.imagesPerSheet, channels, depth: 8 };
      for (const [field, value] of Object.entries(expected)) {
        const found = png[field as keyof typeof expected];
        if (found !== value) throw new DataError(`${name}: its ${field} is ${found}, expected ${value}.`);
      }
      return png.data as Uint8Array;
    },
  });
  const trainSheets = Array.from({ length: shape.trainSheets }, (_, i) => `data_batch_${i + 1}.png`);
  return {
    train: part('train_lables.json', trainSheets),
    test: part('test_lables.json', ['test_batch.png']),
  };
}

function readLabels(name: string, data: Uint8Array, count: number): Uint8Array {
  const labels = list(whole({ max: cifar10.classes.length - 1 }), { min: count, max: count });
  const json = parseJson(new TextDecoder().decode(data));
  const read = json.ok ? readWith(labels, json.value, 'the list of labels') : json;
  if (!read.ok) throw new DataError(`${name}: ${read.error}.`);
  return Uint8Array.from(read.value);
}
