import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fail, ok, type Result } from '../../base/result.ts';
import { decodeChild } from '../../run/file/childFile.ts';
import { decodeRun } from '../../run/file/runFile.ts';
import { decodeShared } from '../../run/file/sharedFile.ts';
import { checkSizes, tooLong } from '../../run/file/sizes.ts';
import type { Run } from '../../run/run.ts';
import { worthKeeping } from '../../search/halving.ts';
import type { PausedChildren, SharedWeights } from '../../search/trial.ts';
import { childPath, pausedPath, sharedPath } from './paths.ts';
import { readTextFile } from './textFile.ts';

/** Hears, in sentences, of what a run has to do without. */
type Warn = (text: string) => void;

/** A run with all that lies beside it; fails with a sentence where there is no such run. */
export async function readRunFiles(path: string, warn: Warn): Promise<Result<Run, string>> {
  const text = await readTextFile(path);
  if (!text.ok) return fail(`${text.error}.`);
  const long = tooLong(text.value);
  if (long !== null) return fail(long);
  const read = decodeRun(text.value, checkSizes);
  if (!read.ok) return read;
  const run = read.value;
  return ok({
    ...run,
    child: await readChild(path, run, warn),
    shared: await readShared(path, run, warn),
    paused: await readPaused(path, run, warn),
  });
}

/** Null where there is none, or none of this run: that child starts again from its seed, and ends the same. */
async function readChild(path: string, run: Run, warn: Warn): Promise<Run['child']> {
  if (!existsSync(childPath(path))) return null;
  const child = decodeChild(await readFile(childPath(path)));
  if (child.ok && child.value.run === run.created) return child.value.child;
  const why = child.ok ? 'It belongs to another run.' : child.error;
  warn(`${childPath(path)} is not used. ${why} The child in training starts again from its seed.`);
  return null;
}

/** Nothing, and a warning, where what the children of a run that shares weights have left is not there. */
async function readShared(
  path: string,
  { created, settings, trials, checkpoint }: Run,
  warn: Warn,
): Promise<SharedWeights> {
  const ended = [...trials, ...(checkpoint?.waiting ?? [])];
  if (!settings.weightSharing || !ended.some(({ status }) => status === 'trained')) return {};
  const name = sharedPath(path);
  const shared = existsSync(name) ? decodeShared(await readFile(name), created, trials.length) : null;
  if (shared?.ok) return shared.value;
  const why =
    shared === null ? 'is missing, and the run itself holds no weights' : `is not used. ${shared.error}`;
  warn(`${name} ${why.replace(/\.$/, '')}. The next children inherit only from each other.`);
  return {};
}

/** The children that may be trained on; one that is not there starts again from its seed when its turn comes. */
async function readPaused(
  path: string,
  { created, settings, trials, checkpoint }: Run,
  warn: Warn,
): Promise<PausedChildren> {
  const found: Record<number, PausedChildren[number]> = {};
  const missing: number[] = [];
  const kept = worthKeeping(settings, trials);
  if (kept === null) return {};
  const waiting = (checkpoint?.waiting ?? []).filter(
    ({ number, status, budget = settings.epochs }) =>
      number > trials.length && status === 'trained' && budget < settings.epochs,
  );
  for (const number of [...kept, ...waiting.map((trial) => trial.number)]) {
    const name = pausedPath(path, number);
    const child = existsSync(name) ? decodeChild(await readFile(name)) : null;
    const fits = child?.ok && child.value.run === created && child.value.child.trial === number;
    if (fits) found[number] = child.value.child.state;
    else missing.push(number);
  }
  if (missing.length > 0) {
    const shares = settings.weightSharing ? ', and inherits other weights than it had' : '';
    warn(
      `${pausedPath(path, missing[0] as number)} is missing or damaged (of ${missing.length} such files). ` +
        `A child without it starts again from its seed${shares} when it is trained on.`,
    );
  }
  return found;
}
