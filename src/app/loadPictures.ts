import { clauseOf, messageOf } from '../base/errors.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { ImageSet } from '../data/dataset.ts';
import { type DatasetId, datasetInfo, isOwnId } from '../data/infos.ts';
import type { LoadOwnSet } from '../data/own/open.ts';
import { decodeShown, SHOWN_FILE } from '../data/shown.ts';
import type { ShownPictures } from '../protocol/protocol.ts';
import { pageTexts } from '../ui/texts/page.ts';

/**
 * The six images that lie beside a data set's shards, 18 kB, without their manifest, which is larger; of a set that is made in
 * code, they are made, and of own pictures, read from where those are kept.
 */
export async function loadPictures(
  dataset: DatasetId,
  dataUrl: string,
  loadOwn: LoadOwnSet,
): Promise<Result<ShownPictures, string>> {
  try {
    const url = new URL(`${dataset}/`, dataUrl).href;
    const { synthetic } = datasetInfo(dataset);
    const isHere = synthetic || isOwnId(dataset);
    const read = isHere ? ok(await made(dataset, url, loadOwn)) : await fetched(dataset, url);
    if (!read.ok) return read;
    const { info, images, labels } = read.value;
    return ok({ height: info.height, width: info.width, labels: [...labels], pixels: images });
  } catch (thrown) {
    return fail(isOwnId(dataset) ? messageOf(thrown) : pageTexts.shownUnread(clauseOf(thrown)));
  }
}

async function made(dataset: DatasetId, url: string, loadOwn: LoadOwnSet): Promise<ImageSet> {
  const [{ datasetOf }, { fetchSource }] = await Promise.all([
    import('../data/datasets.ts'),
    import('../data/shards/source.ts'),
  ]);
  return datasetOf(dataset, loadOwn).shown({ source: fetchSource(url) });
}

async function fetched(dataset: DatasetId, url: string): Promise<Result<ImageSet, string>> {
  const response = await fetch(new URL(SHOWN_FILE, url));
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Many hosts answer an unknown address with their start page.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  return response.ok && !isPage ? decodeShown(datasetInfo(dataset), bytes) : fail(pageTexts.noShown);
}
