import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { EngineKind } from '../../engine/executor.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import { root } from '../bootstrap/folders.mjs';
import { type EngineChoice, engineChoice, engineFlags } from '../runs/engine.ts';
import { type CrewChoice, crewChoice, crewFlags, crewHelp } from '../tabulate/crew.ts';
import { partFlag } from '../tabulate/part.ts';
import { numberFlag } from '../text/flags.ts';

/** Options of the studies that train children and keep them in a log, in pieces. */

const MINUTES = 60;

export const studyFlags = {
  minutes: { type: 'string' },
  part: { type: 'string' },
  ...engineFlags,
  ...crewFlags,
  report: { type: 'boolean' },
  json: { type: 'boolean' },
  log: { type: 'string' },
} as const;

/** Of how a study trains; `--report`, `--json` and `--log` are each study's to explain. */
export const studyHelp = (indent: number): string =>
  [
    ...[
      ['--minutes N', `end after so many minutes, at the end of a training (default: ${MINUTES})`],
      ['--part K/N', 'train the K-th of N parts (default: 1/1): processes with a part each share the work'],
      ['--engine NAME', 'compiled, wasm or reference (default: wasm, whose figures are the same everywhere)'],
      ['--threads N', 'of wasm'],
    ].map(([option = '', text]) => `  ${option}`.padEnd(indent) + text),
    crewHelp(indent),
  ].join('\n');

export interface Study {
  readonly engine: EngineKind;
  readonly choice: EngineChoice;
  /** Null: this process trains. */
  readonly crew: CrewChoice | null;
  readonly minutes: number;
  readonly part: number;
  readonly parts: number;
  /** Of the log. */
  readonly folder: string;
}

interface Given {
  readonly [flag: string]: string | boolean | undefined;
  readonly minutes?: string | undefined;
  readonly part?: string | undefined;
  readonly engine?: string | undefined;
  readonly threads?: string | undefined;
  readonly workers?: string | undefined;
  readonly evaluator?: string | undefined;
  readonly log?: string | undefined;
}

/** `logs`: where the study's logs lie in this repository, by engine and version. Throws an InputError where options do not go together. */
export function studyOptions(given: Given, logs: string): Study {
  const choice = engineChoice({ engine: given.engine ?? 'wasm', threads: given.threads });
  const { engine } = choice;
  if (engine === null) throw new InputError('--engine: give compiled, wasm or reference.');
  if (engine !== 'wasm' && given.log === undefined)
    throw new InputError(
      `--engine ${engine}: give a folder with --log, for its figures are of this machine's adapter alone.`,
    );
  return {
    ...{ engine, choice, ...partFlag(given.part ?? '1/1') },
    crew: crewChoice(given, engine),
    minutes: numberFlag('minutes', given.minutes, { min: 0.1, max: 10_000 }) ?? MINUTES,
    folder: given.log ?? path.join(root, logs, `${engine}-${ENGINE_VERSIONS[engine]}`),
  };
}
