import 'fake-indexeddb/auto';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { imageBytes } from '../../data/dataset.ts';
import { OWN_SIZE } from '../../data/own/info.ts';
import { sha256 } from '../../data/sha256.ts';
import type { ImportCommand, ImportEvent } from '../../protocol/own.ts';
import { openOwnSets } from '../../storage/ownSets.ts';
import { createImporter } from './importer.ts';

const BYTES = imageBytes({ height: OWN_SIZE, width: OWN_SIZE, channels: 3 });
const now = '2026-11-30T00:00:00.000Z';

/** Its decoder fills a picture with a file's text; an empty one is damaged. */
function importer(seen: (file: Blob) => void = () => {}) {
  const events: ImportEvent[] = [];
  let decoded = 0;
  let heard: (event: ImportEvent) => void = () => {};
  const take = createImporter({
    async decode(name, file) {
      decoded++;
      seen(file);
      const text = await file.text();
      if (text === '') return { unread: { kind: 'damaged', name } };
      const pixels = new Uint8Array(BYTES);
      pixels.set(new TextEncoder().encode(text));
      return { pixels, digest: await sha256(pixels) };
    },
    ownSets: () => openOwnSets(),
    emit: (event) => (event.type === 'reading' ? events.push(event) : heard(event)),
  });
  const answer = (command: ImportCommand): Promise<ImportEvent> =>
    new Promise((resolve) => {
      heard = resolve;
      take(command);
    });
  return { answer, events, decodedCount: () => decoded };
}

const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content) as never;
const zipOf = (entries: Readonly<Record<string, Uint8Array>>, level: 0 | 9 = 0): File =>
  new File([zipSync(entries, { level }) as Uint8Array<ArrayBuffer>], 'pets.zip');
const many = (label: string, count: number): Record<string, Uint8Array> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`pets/${label}/${i}.png`, text(`${label}${i}`)]),
  );

test('a zip becomes a set that is kept, listed and removed', async () => {
  const { answer, events } = importer();
  const entries = {
    ...many('cat', 250),
    ...many('dog', 12),
    'pets/dog/bad.png': text(''),
    'pets/a.txt': text(''),
  };
  expect(await answer({ type: 'zip', file: zipOf(entries) })).toEqual({
    type: 'read',
    told: {
      classes: [
        { label: 'cat', count: 250 },
        { label: 'dog', count: 12 },
      ],
      excluded: [],
      lacking: null,
    },
    refusal: null,
    unread: [{ kind: 'damaged', name: 'pets/dog/bad.png' }],
    others: 1,
  });
  expect(events.at(-1)).toEqual({ type: 'reading', done: 263, total: 263 });
  const kept = await answer({ type: 'keep', name: 'Pets', made: now });
  if (kept.type !== 'kept') throw new Error(kept.type);
  const { head } = kept;
  expect(head).toMatchObject({ name: 'Pets', classes: ['cat', 'dog'], trainingImages: 210, testImages: 52 });
  const sets = await openOwnSets();
  expect(await sets.heads()).toEqual([head]);
  expect(await sets.load(head.id)).toMatchObject({ ...head, labels: { length: 262 } });
  await sets.remove(head.id);
  expect([await sets.load(head.id), await sets.heads()]).toEqual([null, []]);
});

test('too much is refused before anything is decoded or unpacked', async () => {
  const { answer, decodedCount } = importer();
  const refusal = async (command: ImportCommand) => {
    const event = await answer(command);
    return event.type === 'read' && event.refusal;
  };
  const file = new Blob(['x']);
  const pictures = Array.from({ length: 40_000 }, (_, i) => ({ path: `all/c/${i}.jpg`, file }));
  expect(await refusal({ type: 'folder', pictures })).toEqual({ kind: 'many-pictures', count: 40_000 });
  expect(await refusal({ type: 'folder', pictures: [{ path: 'a/b.txt', file }] })).toEqual({
    kind: 'no-pictures',
  });
  const bomb = zipOf({ 'a/b.png': new Uint8Array(1e7) }, 9);
  expect(await refusal({ type: 'zip', file: bomb })).toMatchObject({ kind: 'zip-bomb' });
  const cut = new File([(await bomb.arrayBuffer()).slice(0, 500)], 'cut.zip');
  expect(await refusal({ type: 'zip', file: cut })).toEqual({ kind: 'zip-damaged', name: 'cut.zip' });
  const entries = Object.fromEntries(Array.from({ length: 6001 }, (_, i) => [`a/${i}.png`, text('')]));
  expect(await refusal({ type: 'zip', file: zipOf(entries) })).toMatchObject({
    kind: 'zip-entries',
    count: 6001,
  });
  expect(decodedCount()).toBe(0);
});

test('a zip that lies about its sizes is unpacked into no more than it says', async () => {
  const sizes: number[] = [];
  const { answer } = importer((file) => sizes.push(file.size));
  const zip = new Uint8Array(await zipOf({ 'a/b.png': new Uint8Array(1e7) }, 9).arrayBuffer());
  const view = new DataView(zip.buffer);
  // In its list of entries, 24 bytes behind the signature.
  const entry = zip.findIndex((_, at) => at + 4 <= zip.length && view.getUint32(at, true) === 0x02014b50);
  view.setUint32(entry + 24, 10, true);
  await answer({ type: 'zip', file: new File([zip], 'small.zip') });
  expect(sizes).toHaveLength(1);
  expect(sizes[0]).toBeLessThanOrEqual(10);
});

test('additions add up, and a class is left out again', async () => {
  const { answer } = importer();
  const folder = (label: string, count: number): ImportCommand => ({
    type: 'folder',
    pictures: Object.entries(many(label, count)).map(([path, bytes]) => ({
      path,
      file: new Blob([bytes as Uint8Array<ArrayBuffer>]),
    })),
  });
  await answer(folder('cat', 12));
  const blobs = Array.from({ length: 10 }, (_, i) => new Blob([`frame ${i}`]));
  expect(await answer({ type: 'frames', label: 'cup/mug', frames: blobs })).toMatchObject({
    told: { classes: [{ label: 'cat' }, { label: 'cup/mug', count: 10 }], lacking: null },
  });
  expect(await answer({ type: 'drop', label: 'cat' })).toMatchObject({
    told: { classes: [{ label: 'cup/mug' }], lacking: { kind: 'few-classes', count: 1 } },
  });
  expect(await answer({ type: 'keep', name: 'x', made: now })).toMatchObject({ type: 'read' });
});
