import { availableParallelism } from 'node:os';
import { DeviceError, InputError } from '../../../base/errors.ts';
import { MOST_THREADS } from '../../../base/processor.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Device } from '../../../worker/laboratory/devices/device.ts';
import { createLaboratory } from '../../../worker/laboratory/laboratory.ts';
import { tell } from '../../bootstrap/folders.mjs';
import { folderOf } from '../../prepare/preparations.ts';
import { engineChoice, engineFlags, engineHelp, gpuFlags, gpuHelp, openDevice } from '../../runs/engine.ts';
import { folderSource } from '../../runs/folderSource.ts';
import { prepareOrStandIn } from '../../runs/images.ts';
import { integerFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { answerRequests, type Opened } from '../../workers/answer.ts';
import { createEntries } from '../../workers/entries.ts';
import { type Answer, LINES_VERSION, writeLine } from '../../workers/lines.ts';
import { splitLines } from '../../workers/splitLines.ts';

const help = `Usage: npm run -s evaluate -- [options]

Trains the children that others send it: reads requests from standard input, one JSON object a line, and answers on
standard output, one JSON object a line: what trains here (hello), how far a child is (progress, state) and how it
ended (result, error). It ends where its input does. This is what searches with --workers start, and any other
program may; docs/SCALE.md has the lines.

${engineHelp(24)}
${gpuHelp(24)}
  --share N             one of N such processes on this machine: of wasm's threads it takes its part
  --help`;

const flags = { ...engineFlags, ...gpuFlags, share: { type: 'string' } } as const;

/** Stands for where the page's files lie; nothing is fetched. */
const HERE = 'http://localhost/';

/** `npm run evaluate`: answers the exit code, 1 where the device was lost. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const share = integerFlag('share', given.share, { min: 1, max: 1000 }) ?? 1;
  const choice = engineChoice(given);
  const threads =
    given.threads === undefined
      ? Math.max(1, Math.min(MOST_THREADS, Math.floor(availableParallelism() / share)))
      : choice.threads;
  // Nobody is there any more to tell anything.
  process.stdout.on('error', () => process.exit(1));
  const device = await openDevice({ ...choice, threads });
  const { executor, warning } = device;
  const { kind, backend, adapter } = executor;
  const environment = { engine: kind, version: ENGINE_VERSIONS[kind], backend, adapter };
  const send = (answer: Answer): void => void process.stdout.write(`${writeLine(answer)}\n`);
  send({
    type: 'hello',
    lines: LINES_VERSION,
    environment,
    ...(executor.threads !== undefined && { threads: executor.threads }),
    ...(warning !== undefined && { warning }),
  });
  const requests = splitLines(process.stdin);
  try {
    await answerRequests({ requests, environment, open: (settings) => open(settings, device), send });
    return 0;
  } catch (thrown) {
    if (!(thrown instanceof DeviceError)) throw thrown;
    tell(thrown.message);
    return 1;
  } finally {
    executor.dispose();
  }
}

/** On the one device there is: where that is lost, so is this process. */
async function open(settings: Settings, device: Device): Promise<Opened> {
  if (settings.rewards !== 'trained')
    throw new InputError('Settings whose children are looked up in a table leave nothing to train.');
  await prepareOrStandIn(settings.dataset, true);
  const laboratory = createLaboratory({
    source: (dataset) => folderSource(folderOf(dataset)),
    open: async () => device,
  });
  let unseen: string | null = null;
  const { evaluator, dispose } = await laboratory.open(settings, {
    ...{ dataUrl: HERE, tableUrl: null, archive: null, place: 'automatic', backend: null },
    signal: new AbortController().signal,
    environment() {},
    data() {},
    table() {},
    shownImages(_, images) {
      if (!images.ok) unseen = images.error;
    },
  });
  const entries = createEntries(settings, device);
  return {
    ...{ evaluator, entry: entries.train, ...(unseen !== null && { unseen }) },
    dispose() {
      entries.dispose();
      dispose();
    },
  };
}
