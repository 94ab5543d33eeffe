import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { Settings } from '../../settings/settings.ts';
import { root } from '../bootstrap/folders.mjs';
import { type EngineFlags, tellVulkanNote } from '../runs/engine.ts';
import { integerFlag } from '../text/flags.ts';
import { USUAL_PATIENCE } from './patience.ts';
import type { WorkersOptions } from './pool.ts';
import type { Command } from './process.ts';

/** The options of a search that has its children trained by worker processes. */

export const workersFlags = {
  workers: { type: 'string' },
  evaluator: { type: 'string' },
  mixed: { type: 'boolean' },
} as const;

export interface WorkersGiven extends EngineFlags {
  readonly workers?: string | undefined;
  readonly evaluator?: string | undefined;
  readonly mixed?: boolean | undefined;
}

export const workersHelp = (indent: number): string =>
  [
    [
      '--workers N',
      'trains children in N processes beside this one (npm run -s evaluate), as many at once as the',
    ],
    ['', 'search has children to train; the run is the same as without, whatever becomes of them'],
    [
      '--evaluator COMMAND',
      'starts each of them by this line of the shell instead, in which the variable NAS_WORKER is its',
    ],
    ['', 'number from 1: in a container that sees one card, on another machine (docs/SCALE.md)'],
    [
      '--mixed',
      'allows workers on different devices, whose figures differ by roundings; every trial says its own',
    ],
  ]
    .map(([option = '', text]) => `  ${option}`.padEnd(indent) + text)
    .join('\n');

const MOST_WORKERS = 1000;

export type WorkersChoice = Pick<WorkersOptions, 'count' | 'command' | 'mixed' | 'patience'>;

/** Null: none are wanted. Throws an InputError where the options do not go together. */
export function workersChoice(given: WorkersGiven): WorkersChoice | null {
  const count = integerFlag('workers', given.workers, { min: 1, max: MOST_WORKERS });
  if (count === undefined) {
    const other = given.evaluator !== undefined ? 'evaluator' : given.mixed ? 'mixed' : null;
    if (other !== null)
      throw new InputError(`--${other} is for worker processes: say how many with --workers N.`);
    return null;
  }
  const engine = (['engine', 'threads', 'gpu'] as const).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  const { evaluator } = given;
  if (evaluator?.trim() === '') throw new InputError('--evaluator needs a command that starts an evaluator.');
  if (evaluator !== undefined && engine.length > 0)
    throw new InputError(
      `${engine[0]} says how this program trains, and --evaluator that another command does: give ${engine[0]} in that command.`,
    );
  if (evaluator === undefined) tellVulkanNote();
  const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
  const own: Command = {
    file: process.execPath,
    args: [runner, 'evaluate', '--share', String(count), ...engine],
  };
  const command = (worker: number): Command => ({
    ...(evaluator === undefined ? own : { file: evaluator, shell: true }),
    env: { NAS_WORKER: String(worker) },
  });
  return { count, command, mixed: given.mixed ?? false, patience: USUAL_PATIENCE };
}

/** Throws an InputError where there is nothing for workers to do. */
export function checkForWorkers({ rewards }: Settings, option: 'workers' | 'queue'): void {
  if (rewards === 'table')
    throw new InputError(
      `--${option}: this search looks its children up in a table, so that nothing is trained. Leave it out.`,
    );
}

/** How many children a search can have in training at once. */
export const childrenAtOnce = ({ wave, trials }: Pick<Settings, 'wave' | 'trials'>): number =>
  Math.min(wave, trials);

/** A sentence; null where all have something to do. */
export function idleNote(workers: number, { finalists, ...settings }: Settings): string | null {
  const atOnce = childrenAtOnce(settings);
  const idle = workers - atOnce;
  if (idle <= 0) return null;
  const until = finalists > 0 ? ' until its finalists are trained' : '';
  return `The search trains ${atOnce === 1 ? 'one child' : `${atOnce} children`} at once: of ${workers} workers ${idle} ${idle === 1 ? 'has' : 'have'} nothing to do${until}.`;
}
