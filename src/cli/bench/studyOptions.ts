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

/** Of every study. */
export const pieceFlags = {
  minutes: { type: 'string' },
  part: { type: 'string' },
  report: { type: 'boolean' },
  json: { type: 'boolean' },
  log: { type: 'string' },
} as const;

/** Of those that any engine may train. */
export const studyFlags = { ...pieceFlags, ...engineFlags, ...crewFlags } as const;

const helpLines = (indent: number, options: readonly (readonly [string, string])[]): string =>
  options.map(([option, text]) => `  ${option}`.padEnd(indent) + text).join('\n');

/** `--report`, `--json` and `--log` are each study's to explain. */
export const pieceHelp = (indent: number): string =>
  helpLines(indent, [
    ['--minutes N', `end after so many minutes, at the end of a training (default: ${MINUTES})`],
    ['--part K/N', 'train the K-th of N parts (default: 1/1): processes with a part each share the work'],
  ]);

/** Of how a study trains. */
export const studyHelp = (indent: number): string =>
  [
    pieceHelp(indent),
    helpLines(indent, [
      ['--engine NAME', 'compiled, wasm or reference (default: wasm, whose figures are the same everywhere)'],
      ['--threads N', 'of wasm'],
    ]),
    crewHelp(indent),
  ].join('\n');

export interface Piece {
  readonly minutes: number;
  readonly part: number;
  readonly parts: number;
}

export interface Study extends Piece {
  readonly engine: EngineKind;
  readonly choice: EngineChoice;
  /** Null: this process trains. */
  readonly crew: CrewChoice | null;
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

export const pieceOptions = ({ minutes, part }: Pick<Given, 'minutes' | 'part'>): Piece => ({
  ...partFlag(part ?? '1/1'),
  minutes: numberFlag('minutes', minutes, { min: 0.1, max: 10_000 }) ?? MINUTES,
});

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
    ...{ engine, choice, ...pieceOptions(given) },
    crew: crewChoice(given, engine),
    folder: given.log ?? path.join(root, logs, `${engine}-${ENGINE_VERSIONS[engine]}`),
  };
}
