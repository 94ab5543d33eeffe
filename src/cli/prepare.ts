import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { messageOf } from '../base/errors.ts';
import type { PreparationProgress } from '../data/preparation.ts';
import { prepareCifar10 } from './prepareCifar10.ts';

export { prepareCifar10 };

/** Prints progress for a person: one line that is overwritten on a terminal, else a line every tenth. */
export function terminalReport(stream: NodeJS.WriteStream): (progress: PreparationProgress) => void {
  let last = '';
  return ({ stage, done, total, sentence }) => {
    if (stage === 'failed') return;
    if (stream.isTTY) {
      if (sentence !== last) stream.write(`\r\x1b[2K${sentence}${stage === 'ready' ? '\n' : ''}`);
      last = sentence;
      return;
    }
    const tenth = `${stage} ${total > 0 ? Math.floor((10 * done) / total) : 0}`;
    if (tenth !== last) stream.write(`${sentence}\n`);
    last = tenth;
  };
}

const usage = 'npm run prepare-data -- [--folder public/data/cifar10] [--cache .cache/cifar10] [--json]';

/** `prepare`: makes CIFAR-10's shards, checks those that are there, and repairs what is damaged. Answers the exit code. */
export async function main(args: string[]): Promise<number> {
  let values: { folder: string; cache: string; json: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        folder: { type: 'string', default: 'public/data/cifar10' },
        cache: { type: 'string', default: '.cache/cifar10' },
        json: { type: 'boolean', default: false },
      },
    }));
  } catch (thrown) {
    process.stderr.write(`${messageOf(thrown)}. Usage: ${usage}\n`);
    return 2;
  }
  const folder = resolve(values.folder);
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
        dataset: 'cifar10',
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
