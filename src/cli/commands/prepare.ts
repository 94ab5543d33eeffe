import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { messageOf } from '../../base/errors.ts';
import { cifar10 } from '../../data/cifar10/info.ts';
import { cacheFolder } from '../bootstrap/folders.mjs';
import { prepareCifar10 } from '../prepare/cifar10/prepareCifar10.ts';
import { folderOf } from '../prepare/preparations.ts';
import { commandOptions } from '../text/help.ts';
import { terminalReport } from '../text/terminalReport.ts';

const help = `Usage: npm run prepare-data -- [options]

Fetches CIFAR-10 and cuts it into shards; checks those that are there and repairs what is damaged.

  --folder FOLDER   where the shards go (default: public/data/cifar10)
  --cache FOLDER    where the download goes until it is cut (default: .cache/cifar10)
  --json            print what is there as one JSON object`;

/** `npm run prepare-data`: answers the exit code; throws an InputError for a bad argument. */
export async function main(args: string[]): Promise<number> {
  const values = commandOptions(help, args, {
    folder: { type: 'string', default: folderOf(cifar10.id) },
    cache: { type: 'string', default: path.join(cacheFolder, cifar10.id) },
    json: { type: 'boolean', default: false },
  });
  if (values === null) return 0;
  const folder = path.resolve(values.folder);
  const stop = new AbortController();
  const interrupted = () => stop.abort(new Error('Stopped. Run "npm run prepare-data" to go on.'));
  process.once('SIGINT', interrupted);
  const start = performance.now();
  try {
    const report = terminalReport(process.stderr);
    const { made, manifest } = await prepareCifar10({
      folder,
      cache: values.cache,
      report,
      signal: stop.signal,
      verify: true,
    });
    const seconds = Number(((performance.now() - start) / 1000).toFixed(2));
    if (values.json) {
      const { trainShards, testShards, imagesPerShard, measured } = manifest;
      const facts = {
        dataset: cifar10.id,
        folder,
        trainShards,
        testShards,
        imagesPerShard,
        made,
        seconds,
        ...measured,
      };
      process.stdout.write(`${JSON.stringify(facts)}\n`);
    }
    return 0;
  } catch (thrown) {
    process.stderr.write(`${messageOf(thrown)}\n`);
    return 1;
  } finally {
    process.removeListener('SIGINT', interrupted);
  }
}
