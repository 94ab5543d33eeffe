import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { InputError, messageOf } from '../../base/errors.ts';
import { decodeChild } from '../../codecs/run/childFile.ts';
import { decodeRun, type RunFile } from '../../codecs/run/runFile.ts';
import { decodeShared } from '../../codecs/run/sharedFile.ts';
import type { RunEvent } from '../../protocol/protocol.ts';
import type { SearchResume } from '../../search/checkpoint.ts';
import { ladderOf, pausedAfter, worthKeeping } from '../../search/halving.ts';
import type { PausedChildren, SharedWeights } from '../../search/trial.ts';
import { tell } from '../bootstrap/folders.mjs';

/** What is known of a run; the fold of its events. */
export interface RecordedRun {
  readonly file: RunFile;
  readonly child: SearchResume['child'] | null;
  /** What its children left for later ones; empty without weight sharing. */
  readonly shared: SharedWeights;
  /** Children that may be trained on; empty without successive halving. */
  readonly paused: PausedChildren;
}

/** Where the child in training is kept: beside the run, since it holds weights. */
export const childPath = (out: string): string => `${out}.weights`;

/** And what children left for later ones. */
export const sharedPath = (out: string): string => `${out}.shared`;

/** And a child that may be trained on, each in a file of its own. */
export const pausedPath = (out: string, trial: number | string): string => `${out}.paused-${trial}`;

export function recorded(run: RecordedRun, event: RunEvent): RecordedRun {
  const { file } = run;
  switch (event.type) {
    case 'environment': {
      const { engine, backend, adapter } = event.environment;
      return { ...run, file: { ...file, environment: { engine, backend, adapter } } };
    }
    case 'trial-ended': {
      const trials = [...file.trials, event.trial];
      return {
        file: { ...file, trials },
        child: null,
        paused: pausedAfter(file.settings, run.paused, trials, event.paused),
        shared: event.left === undefined ? run.shared : { ...run.shared, ...event.left },
      };
    }
    case 'updated': {
      const before = file.updates.filter(({ afterTrial }) => afterTrial < event.afterTrial);
      const updates = [...before, { afterTrial: event.afterTrial, ...event.report }];
      return { ...run, file: { ...file, updates } };
    }
    case 'checkpoint':
      return { ...run, file: { ...file, checkpoint: event.checkpoint } };
    case 'child-state':
      return { ...run, child: { trial: event.trial, state: event.state } };
    case 'phase':
    case 'data':
    case 'trial-started':
    case 'progress':
    case 'problem':
      return run;
    default:
      return event satisfies never;
  }
}

/** What a recorded run goes on from; undefined where it had not begun. */
export function resumeOf({ file, child, shared, paused }: RecordedRun): SearchResume | undefined {
  const { trials, checkpoint, settings } = file;
  if (checkpoint === null) return undefined;
  return {
    trials,
    checkpoint,
    ...(child && { child }),
    ...(settings.weightSharing && { shared }),
    ...(settings.halving && { paused }),
  };
}

/** Throws an InputError of one sentence where there is no such run. */
export async function readRecorded(path: string): Promise<RecordedRun> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    throw new InputError(`--resume ${path}: the file cannot be read (${messageOf(thrown)}).`);
  }
  const run = decodeRun(text);
  if (!run.ok) throw new InputError(`--resume ${path}: ${run.error}`);
  const file = run.value;
  return {
    file,
    child: await readChild(path, file),
    shared: await readShared(path, file),
    paused: await readPaused(path, file),
  };
}

/** Null where there is none, or none of this run: that child starts again from its seed, and ends the same. */
async function readChild(path: string, run: RunFile): Promise<RecordedRun['child']> {
  if (!existsSync(childPath(path))) return null;
  const child = decodeChild(await readFile(childPath(path)));
  if (child.ok && child.value.run === run.created) return child.value.child;
  const why = child.ok ? 'It belongs to another run.' : child.error;
  tell(`Warning: ${childPath(path)} is not used. ${why} The child in training starts again from its seed.`);
  return null;
}

/** Nothing, and a warning, where what the children of a run that shares weights have left is not there. */
async function readShared(path: string, { created, settings, trials }: RunFile): Promise<SharedWeights> {
  if (!settings.weightSharing || !trials.some(({ status }) => status === 'trained')) return {};
  const name = sharedPath(path);
  const shared = existsSync(name) ? decodeShared(await readFile(name), created, trials.length) : null;
  if (shared?.ok) return shared.value;
  const why =
    shared === null ? 'is missing, and the run itself holds no weights' : `is not used. ${shared.error}`;
  tell(`Warning: ${name} ${why.replace(/\.$/, '')}. The next children inherit only from each other.`);
  return {};
}

/** The children that may be trained on; one that is not there starts again from its seed when its turn comes. */
async function readPaused(path: string, { created, settings, trials }: RunFile): Promise<PausedChildren> {
  const ladder = ladderOf(settings);
  if (ladder === null) return {};
  const found: Record<number, PausedChildren[number]> = {};
  const missing: number[] = [];
  for (const number of worthKeeping(ladder, trials)) {
    const name = pausedPath(path, number);
    const child = existsSync(name) ? decodeChild(await readFile(name)) : null;
    const fits = child?.ok && child.value.run === created && child.value.child.trial === number;
    if (fits) found[number] = child.value.child.state;
    else missing.push(number);
  }
  if (missing.length > 0) {
    const shares = settings.weightSharing ? ', and inherits other weights than it had' : '';
    tell(
      `Warning: ${pausedPath(path, missing[0] as number)} is missing or damaged (of ${missing.length} such files). ` +
        `A child without it starts again from its seed${shares} when it is trained on.`,
    );
  }
  return found;
}
