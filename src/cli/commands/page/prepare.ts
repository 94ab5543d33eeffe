import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { InputError, messageOf } from '../../../base/errors.ts';
import type { DatasetId } from '../../../data/infos.ts';
import { folderOf, PREPARED_DATASETS, prepareDataset } from '../../prepare/preparations.ts';
import { onInterruption } from '../../runs/interruption.ts';
import { commandOptions } from '../../text/help.ts';
import { preparedNames } from '../../text/preparedNames.ts';
import { terminalReport } from '../../text/terminalReport.ts';

const help = `Usage: npm run prepare-data -- [options]

Fetches ${preparedNames('and')} and cuts ${PREPARED_DATASETS.length > 1 ? 'them' : 'it'} into shards; checks those that are there and repairs what is damaged.

  --dataset NAME    only this one, of ${PREPARED_DATASETS.join(', ')} (default: all of them)
  --folder FOLDER   where the shards go (default: public/data/NAME)
  --cache FOLDER    where the download goes until it is cut (default: .cache/NAME)
  --json            print what is there as one JSON object a data set`;

interface Places {
  readonly folder?: string | undefined;
  readonly cache?: string | undefined;
}

/** `npm run prepare-data`: answers the exit code; throws an InputError for a bad argument. */
export async function main(args: string[]): Promise<number> {
  const values = commandOptions(help, args, {
    dataset: { type: 'string' },
    folder: { type: 'string' },
    cache: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  if (values === null) return 0;
  const datasets = datasetsOf(values.dataset, values);
  const stop = new AbortController();
  const interruption = onInterruption(() =>
    stop.abort(new Error('Stopped. Run "npm run prepare-data" to go on.')),
  );
  let code = 0;
  try {
    // One that cannot be had does not keep the others from being made.
    for (const id of datasets) {
      try {
        const facts = await prepare(id, values, stop.signal);
        if (values.json && facts !== null) process.stdout.write(`${JSON.stringify(facts)}\n`);
      } catch (thrown) {
        process.stderr.write(`${messageOf(thrown)}\n`);
        code = interruption.code ?? 1;
        if (stop.signal.aborted) break;
      }
    }
  } finally {
    interruption.end();
  }
  return code;
}

/** Folders are for one data set: several would overwrite each other's files there. */
function datasetsOf(name: string | undefined, { folder, cache }: Places): readonly DatasetId[] {
  const all = PREPARED_DATASETS.join(' or ');
  if (name !== undefined) {
    const id = PREPARED_DATASETS.find((prepared) => prepared === name);
    if (id === undefined) throw new InputError(`--dataset ${JSON.stringify(name)}: give ${all}.`);
    return [id];
  }
  const place = folder !== undefined ? 'folder' : 'cache';
  if ((folder ?? cache) !== undefined && PREPARED_DATASETS.length > 1) {
    throw new InputError(`--${place} is for one data set: say which with --dataset ${all}.`);
  }
  return PREPARED_DATASETS;
}

async function prepare(
  id: DatasetId,
  { folder, cache }: Places,
  signal: AbortSignal,
): Promise<object | null> {
  const place = path.resolve(folder ?? folderOf(id));
  const start = performance.now();
  const prepared = await prepareDataset(id, {
    folder: place,
    ...(cache === undefined ? {} : { cache }),
    report: terminalReport(process.stderr),
    signal,
    verify: true,
  });
  const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
  if (prepared === null) return null;
  const { made, manifest } = prepared;
  const { trainShards, testShards, imagesPerShard, measured } = manifest;
  return {
    dataset: id,
    folder: place,
    trainShards,
    testShards,
    imagesPerShard,
    made,
    seconds,
    ...measured,
  };
}
