import type { RunFile } from '../codecs/run/runFile.ts';
import { newRun, type Run } from '../run/journal.ts';
import { ladderOf, worthKeeping } from '../search/halving.ts';
import type { SharedWeights, Trial } from '../search/trial.ts';
import { PRESET_SETTINGS, type Settings } from '../settings/settings.ts';
import type { RunHead, StoredRun } from '../storage/runStorage.ts';

/** Between a run on the page, its head in the list, and its file. */

export function headOf(run: Run, updated: string): RunHead {
  const { id, name, created, settings, trainedOn, trials, phase } = run;
  return {
    id,
    name,
    created,
    updated,
    settings,
    environment: trainedOn,
    done: trials.length,
    best: bestOf(trials),
    ended: phase === 'finished' || phase === 'stopped',
  };
}

export function fileOf(run: Run, updated: string): RunFile {
  const { name, created, settings, trainedOn, trials, reports, checkpoint } = run;
  return {
    name,
    created,
    updated,
    settings,
    environment: trainedOn,
    trials,
    updates: reports,
    checkpoint,
  };
}

/** A stored run as one that can be looked at; it is not in training. */
export function runOf({ head, file, child, shared, paused }: StoredRun): Run {
  const { trials, checkpoint, updates, environment } = file;
  return {
    ...newRun(head.id, file.settings, false, { name: head.name, created: head.created }),
    phase: trials.length >= file.settings.trials ? 'finished' : 'stopped',
    trials,
    checkpoint,
    trainedOn: environment,
    reports: updates,
    child: child?.trial === trials.length + 1 ? child : null,
    shared,
    paused,
    lacksShared: lacksShared(file, shared),
  };
}

/** Whether children that are to come would have inherited more than is there. */
export function lacksShared({ settings, trials }: RunFile, shared: SharedWeights): boolean {
  const goesOn = trials.length < settings.trials;
  const left = settings.weightSharing && trials.some(({ status }) => status === 'trained');
  return goesOn && left && Object.keys(shared).length === 0;
}

/** Whether it needs children that a file does not hold. */
export function lacksPaused({ settings, trials }: RunFile): boolean {
  const ladder = ladderOf(settings);
  return trials.length < settings.trials && ladder !== null && worthKeeping(ladder, trials).size > 0;
}

export function headOfFile(id: string, file: RunFile): RunHead {
  const { name, created, updated, settings, environment, trials } = file;
  return {
    id,
    name,
    created,
    updated,
    settings,
    environment,
    done: trials.length,
    best: bestOf(trials),
    ended: true,
  };
}

/** "Demo, reinforce, seed 1": what a run is called until somebody names it. */
export function defaultName(settings: Settings): string {
  const { strategy, seed } = settings;
  const spelled = (one: Settings): string =>
    JSON.stringify(Object.entries({ ...one, strategy, seed }).sort(([a], [b]) => (a < b ? -1 : 1)));
  const same = Object.values(PRESET_SETTINGS).find(
    (preset) => spelled(preset.settings) === spelled(settings),
  );
  return `${same?.title ?? 'Own settings'}, ${strategy}, seed ${seed}`;
}

const bestOf = (trials: readonly Trial[]): number | null =>
  trials.reduce<number | null>(
    (best, { accuracy }) => (accuracy === null ? best : Math.max(best ?? 0, accuracy)),
    null,
  );
