import {
  anything,
  type Field,
  type JsonSchema,
  list,
  moment,
  nullable,
  number,
  object,
  oneOf,
  parseJson,
  readWith,
  text,
  WrongField,
  whole,
} from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { SETTING_NAMES } from '../../settings/settings.ts';
import { newRun, phaseAtRest, type Run } from '../run.ts';
import { checkCheckpoint, checkpointJson, checkTrials, inOrder, trialJson } from './checks.ts';
import { checkpoint, settings, trial } from './parts.ts';

/**
 * A run as a file: all that it was and all that it needs to go on, but weights. Without those, the child that was in
 * training starts again from its seed and ends the same.
 */
type InFile = Pick<Run, 'name' | 'created' | 'updated' | 'settings' | 'trials' | 'updates' | 'checkpoint'> & {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** What trained its children. */
  readonly environment: Run['trainedOn'];
};

const FORMAT = 'nas-playground-run';
const VERSION = 1;

const file: Field<InFile> = object({
  format: oneOf([FORMAT]),
  version: oneOf([VERSION]),
  name: text(),
  created: moment(),
  updated: moment(),
  settings,
  environment: nullable(object({ engine: text(), backend: text(), adapter: text() })),
  trials: list(trial),
  updates: list(
    object({
      afterTrial: whole({ min: 1 }),
      baseline: nullable(number()),
      entropy: nullable(number({ min: 0 })),
    }),
  ),
  checkpoint: nullable(checkpoint),
});

/** What is published as schemas/run-1.json. */
export const RUN_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A run of NAS Playground',
  ...file.schema,
};

/** The run as text, a trial a line, ending in a line break. */
export function encodeRun(run: Run): string {
  const { trials, ...head } = runJson(run);
  const lines = trials.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const fields = Object.entries(head).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${fields.join(',\n')},\n  "trials": [${lines === '' ? '' : `\n${lines}\n  `}]\n}\n`;
}

/** Fails with a sentence that names the field, its value and what must be there. Never throws. */
export function decodeRun(given: string): Result<Run, string> {
  const json = parseJson(given.replace(/^\uFEFF/, ''));
  return json.ok ? readRun(json.value) : fail(`It is not JSON: ${json.error}.`);
}

const signature = object<{ readonly format?: unknown; readonly version?: unknown }>(
  { format: anything(), version: anything() },
  [],
  { others: 'ignored' },
);

/** As `decodeRun`, of parsed JSON. */
export function readRun(json: unknown): Result<Run, string> {
  const told = readWith(signature, json);
  const { format, version } = told.ok ? told.value : {};
  if (format !== FORMAT) return fail(`It is no run of NAS Playground: its "format" is not "${FORMAT}".`);
  if (typeof version === 'number' && version > VERSION) {
    return fail(
      `It is from a newer version of NAS Playground (format ${version}, this one reads up to ${VERSION}).`,
    );
  }
  try {
    const { format: _, version: __, environment, ...parts } = file.read(json, '');
    checkWhole(parts);
    return ok({ ...newRun(parts), ...parts, trainedOn: environment, phase: phaseAtRest(parts) });
  } catch (thrown) {
    if (thrown instanceof WrongField) return fail(`Its field ${thrown.message}.`);
    throw thrown;
  }
}

/** The file's object, all of it JSON. */
export function runJson(run: Run) {
  const { name, created, updated, settings, trainedOn, trials, updates, checkpoint } = run;
  return {
    format: FORMAT,
    version: VERSION,
    name,
    created,
    updated,
    settings: inOrder(settings, SETTING_NAMES),
    environment: trainedOn,
    updates,
    checkpoint: checkpoint === null ? null : checkpointJson(checkpoint),
    trials: trials.map(trialJson),
  };
}

/** What no field says alone. */
function checkWhole({
  settings: { trials: most },
  trials,
  updates,
  checkpoint,
}: Pick<Run, 'settings' | 'trials' | 'updates' | 'checkpoint'>): void {
  if (trials.length > most) {
    throw new WrongField('trials', trials, `a list of at most ${most}, as settings.trials says`);
  }
  checkTrials(trials);
  for (const [index, { afterTrial }] of updates.entries()) {
    if (afterTrial > trials.length) {
      throw new WrongField(
        `updates[${index}].afterTrial`,
        afterTrial,
        `at most ${trials.length}, the trials there are`,
      );
    }
  }
  if (checkpoint !== null) checkCheckpoint(checkpoint, trials);
}
