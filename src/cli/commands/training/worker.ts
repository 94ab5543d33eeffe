import { InputError } from '../../../base/errors.ts';
import { tell } from '../../bootstrap/folders.mjs';
import { queueAddress } from '../../queue/address.ts';
import { queueFlags } from '../../queue/options.ts';
import { serveQueue } from '../../queue/serve.ts';
import { engineChoice, engineFlags, engineHelp, gpuFlags, gpuHelp } from '../../runs/engine.ts';
import { onInterruption } from '../../runs/interruption.ts';
import { commandOptions } from '../../text/help.ts';
import { workersChoice, workersFlags } from '../../workers/options.ts';
import { createWorkers } from '../../workers/pool.ts';

const help = `Usage: npm run -s worker -- --queue postgres://user@host/database [options]

Trains the children of searches that have the same --queue, on this machine, until it is ended: as many workers as there
are machines and cards may be at one queue, and may come and go. docs/SCALE.md says how it is set up.

  --queue ADDRESS       the Postgres database that keeps the queue; the password is best given in PGPASSWORD
${engineHelp(24)}
${gpuHelp(24)}
  --workers N           trains N children at once, each in a process of its own (default: 1)
  --evaluator COMMAND   starts these processes by this line of the shell instead; the variable NAS_WORKER is each
                        one's number from 1
  --mixed               takes the children of searches with --mixed, whatever trains here, and no others
  --help

Ctrl-C ends it after the batches in progress; their children are trained on by another worker.`;

const flags = { ...queueFlags, ...engineFlags, ...gpuFlags, ...workersFlags } as const;

/** `npm run worker`: answers the exit code, 0 where it was asked to end. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  if (given.queue === undefined)
    throw new InputError(
      '--queue is missing: give the address of the database that keeps the queue, such as postgres://user@host:5432/database.',
    );
  const database = queueAddress(given.queue);
  engineChoice(given);
  const choice = workersChoice({ ...given, workers: given.workers ?? '1' });
  if (choice === null) return 0;
  const ending = new AbortController();
  const workers = createWorkers({ ...choice, tell: (text) => tell(`Warning: ${text}`) });
  const interruption = onInterruption(() => {
    tell('Ending after the batches in progress …');
    ending.abort();
    workers.abortSoon();
  });
  try {
    await serveQueue({ database, workers, signal: ending.signal, tell });
    return 0;
  } finally {
    interruption.end();
    await workers.close();
  }
}
