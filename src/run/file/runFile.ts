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
  type Read,
  readWith,
  text,
  WrongField,
  whole,
} from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { OWN_LIMITS } from '../../data/own/id.ts';
import { highestMade, MOST_MADE } from '../../search/made.ts';
import type { TrialEnvironment } from '../../search/trial.ts';
import { SETTING_NAMES, type Settings } from '../../settings/settings.ts';
import { numbered } from '../environments.ts';
import { newRun, phaseAtRest, type Run } from '../run.ts';
import { checkpointJson, finalistJson, inOrder, madeJson, trialJson } from './checks.ts';
import { checkWhole } from './checkWhole.ts';
import { type FiledFixed, filedFixed, fixedJson } from './fixed.ts';
import {
  checkpoint,
  checkpoint2,
  environment,
  environment1,
  type FiledFinalist,
  type FiledMade,
  type FiledTrial,
  filedFinalist,
  filedMade,
  filedTrial,
  filedTrial2,
  runSettings,
  trial1,
} from './parts.ts';
import { settingsDigest } from './settingsDigest.ts';

/**
 * A run as a file: all that it was and all that it needs to go on, but weights. Without those, the child that was in
 * training starts again from its seed and ends the same.
 */
interface InFile extends Pick<Run, 'name' | 'created' | 'updated' | 'updates' | 'checkpoint' | 'settings'> {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly trials: readonly FiledTrial[];
  readonly finalists: readonly FiledFinalist[];
  /** Absent where there are none, and in a file of before. */
  readonly made?: readonly FiledMade[];
  /** Where it is more than the last one's number: absent otherwise, and in a file of before. */
  readonly lastMade?: number;
  /** Of a person's own pictures, where whoever wrote the file ticked that: absent otherwise, and in a file of before. */
  readonly classNames?: readonly string[];
  /** Absent where nobody asked, and in a file of before. */
  readonly fixed?: FiledFixed;
  /** Of the settings that trained them (settingsDigest.ts). */
  readonly settingsDigest: string;
  /** What trained its children, each once. */
  readonly environments: readonly TrialEnvironment[];
  /** The place among them of where it was trained last. */
  readonly environment: number | null;
}

/** Of a file of version 2: it has no finalists, and its trials know less of themselves. */
type InFile2 = Omit<
  InFile,
  'version' | 'trials' | 'finalists' | 'made' | 'lastMade' | 'fixed' | 'classNames'
> & {
  readonly version: 2;
  readonly trials: readonly Read<typeof filedTrial2>[];
};

/** Of a file of version 1: all that is different in it. */
type InFile1 = Omit<InFile2, 'version' | 'trials' | 'settingsDigest' | 'environments' | 'environment'> & {
  readonly version: 1;
  readonly trials: readonly Read<typeof trial1>[];
  /** What all its children were trained on, as far as it was recorded: a resumed run's label was that of its last visit. */
  readonly environment: TrialEnvironment | null;
};

const FORMAT = 'nas-playground-run';
const VERSION = 3;
/** In UTF-16; the page cuts names to a fifth of it. */
const MOST_CLASS_NAME = 200;

const format = oneOf([FORMAT]);
const head = { name: text(), created: moment(), updated: moment(), settings: runSettings };
const tail2 = {
  updates: list(
    object({
      afterTrial: whole({ min: 1 }),
      baseline: nullable(number()),
      entropy: nullable(number({ min: 0 })),
    }),
  ),
  checkpoint: nullable(checkpoint2),
};
const tail = { ...tail2, checkpoint: nullable(checkpoint) };

const file1: Field<InFile1> = object<InFile1>({
  format,
  version: oneOf([1]),
  ...head,
  environment: nullable(environment1),
  trials: list(trial1),
  ...tail2,
});

const stamps = {
  settingsDigest: text({ pattern: /^[0-9a-f]{16}$/, called: 'a digest of the settings' }),
  environments: list(environment),
  environment: nullable(whole()),
};

const file2: Field<InFile2> = object<InFile2>({
  format,
  version: oneOf([2]),
  ...head,
  ...stamps,
  trials: list(filedTrial2),
  ...tail2,
});

const file: Field<InFile> = object<InFile>(
  {
    format,
    version: oneOf([VERSION]),
    ...head,
    ...stamps,
    classNames: list(text({ min: 1, max: MOST_CLASS_NAME }), OWN_LIMITS.classes),
    trials: list(filedTrial),
    finalists: list(filedFinalist),
    made: list(filedMade),
    lastMade: whole({ max: MOST_MADE }),
    fixed: filedFixed,
    ...tail,
  },
  ['made', 'lastMade', 'fixed', 'classNames'],
);

const published = (schema: JsonSchema): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A run of NAS Playground',
  ...schema,
});

/** What is published as schemas/run-3.json. */
export const RUN_SCHEMA = published(file.schema);

/** What was published as schemas/run-1.json and run-2.json: such files are read for ever. */
export const RUN_SCHEMA_1 = published(file1.schema);
export const RUN_SCHEMA_2 = published(file2.schema);

/** The run as text, a trial a line, ending in a line break. */
export function encodeRun(run: Run): string {
  const { trials, ...head } = runJson(run);
  const lines = trials.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const fields = Object.entries(head).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${fields.join(',\n')},\n  "trials": [${lines === '' ? '' : `\n${lines}\n  `}]\n}\n`;
}

/**
 * Fails with a sentence that names the field, its value and what must be there. Never throws. `first` looks at what was
 * parsed before anybody else does, and throws a WrongField.
 */
export function decodeRun(given: string, first: (json: unknown) => void = () => {}): Result<Run, string> {
  const json = parseJson(given.replace(/^\uFEFF/, ''));
  return json.ok ? readRun(json.value, first) : fail(`It is not JSON: ${json.error}.`);
}

const signature = object<{ readonly format?: unknown; readonly version?: unknown }>(
  { format: anything(), version: anything() },
  [],
  { others: 'ignored' },
);

/** As `decodeRun`, of parsed JSON. */
export function readRun(json: unknown, first: (json: unknown) => void = () => {}): Result<Run, string> {
  const told = readWith(signature, json);
  const { format, version } = told.ok ? told.value : {};
  if (format !== FORMAT) return fail(`It is no run of NAS Playground: its "format" is not "${FORMAT}".`);
  if (typeof version === 'number' && version > VERSION) {
    return fail(
      `It is from a newer version of NAS Playground (format ${version}, this one reads up to ${VERSION}).`,
    );
  }
  try {
    first(json);
    const parts: Parts = readVersion(version, json);
    checkWhole(parts);
    return ok({ ...newRun(parts), ...parts, phase: phaseAtRest(parts) });
  } catch (thrown) {
    if (thrown instanceof WrongField) return fail(`Its field ${thrown.message}.`);
    throw thrown;
  }
}

function readVersion(version: unknown, json: unknown): Parts {
  if (version === 1) return ofVersion1(file1.read(json, ''));
  if (version === 2) {
    const { version: _, ...parts } = file2.read(json, '');
    return ofVersion3({ ...parts, version: VERSION, finalists: [] });
  }
  return ofVersion3(file.read(json, ''));
}

/** What its file says of a run. */
type Parts = Pick<
  Run,
  | 'name'
  | 'created'
  | 'updated'
  | 'settings'
  | 'classNames'
  | 'trials'
  | 'finalists'
  | 'made'
  | 'lastMade'
  | 'fixed'
  | 'updates'
  | 'checkpoint'
  | 'trainedOn'
>;

/** Its one label is that of all its trials, as it was recorded. */
function ofVersion1({ format: _, version: __, environment, ...parts }: InFile1): Parts {
  const trials = parts.trials.map((one) => (environment === null ? one : { ...one, environment }));
  return { ...parts, trials, finalists: [], made: [], lastMade: 0, fixed: null, trainedOn: environment };
}

function ofVersion3({
  format: _,
  version: __,
  settingsDigest: digest,
  environments,
  environment: last,
  made = [],
  lastMade = highestMade(made),
  fixed,
  ...parts
}: InFile): Parts {
  const hasTrained = parts.trials.length > 0 || made.some(({ trainings }) => trainings.length > 0);
  if (hasTrained && digest !== settingsDigest(parts.settings)) {
    const says =
      'are not those that its trials were trained with: somebody changed them afterwards (put them back, or begin a new run with them)';
    throw new WrongField('settings', parts.settings, '', says);
  }
  const found = (index: number, path: string): TrialEnvironment => {
    const one = environments[index];
    if (one !== undefined) return one;
    throw new WrongField(path, index, `a place in the list of ${environments.length} environments`);
  };
  const placed = <One extends { readonly environment?: number }>(list: readonly One[], name: string) =>
    list.map(({ environment, ...rest }, index) =>
      environment === undefined
        ? rest
        : { ...rest, environment: found(environment, `${name}[${index}].environment`) },
    );
  return {
    ...parts,
    trials: placed(parts.trials, 'trials'),
    finalists: placed(parts.finalists, 'finalists'),
    made: made.map((child, index) => ({
      ...child,
      trainings: placed(child.trainings, `made[${index}].trainings`),
    })),
    lastMade,
    fixed: fixed ? { ...fixed, trainings: placed(fixed.trainings, 'fixed.trainings') } : null,
    trainedOn: last === null ? null : found(last, 'environment'),
  };
}

/** The file's object, all of it JSON. */
export function runJson(run: Run) {
  const { checkpoint, trials, finalists, made, fixed } = run;
  const parts = {
    trials: trials.map(trialJson),
    finalists: finalists.map(finalistJson),
    made: made.map(madeJson),
    fixed: fixed && fixedJson(fixed),
  };
  return {
    ...fileJson({ ...run, ...parts }),
    checkpoint: checkpoint === null ? null : checkpointJson(checkpoint),
  };
}

/** A wave of one is left out: such a run's file is as it was before there were waves, and read by whoever read it then. */
function settingsJson(settings: Settings) {
  const { wave, ...others } = inOrder(settings, SETTING_NAMES);
  return wave === 1 ? others : inOrder(settings, SETTING_NAMES);
}

interface Stamped {
  readonly environment?: TrialEnvironment | null;
}

/** The same of parts that are JSON already, each trial and finalist with its own environment. */
export function fileJson<
  One extends Stamped,
  Again extends Stamped,
  Made extends { readonly number: number; readonly trainings: readonly Stamped[] },
  Fixed extends { readonly trainings: readonly Stamped[] },
  Checkpoint,
>({
  name,
  created,
  updated,
  settings,
  classNames,
  trainedOn,
  trials,
  finalists,
  made,
  lastMade = 0,
  fixed,
  updates,
  checkpoint,
}: Pick<Run, 'name' | 'created' | 'updated' | 'settings' | 'classNames' | 'trainedOn' | 'updates'> & {
  readonly trials: readonly One[];
  readonly finalists: readonly Again[];
  readonly made: readonly Made[];
  readonly lastMade?: number;
  readonly fixed: Fixed | null;
  readonly checkpoint: Checkpoint;
}) {
  const compared = fixed?.trainings ?? [];
  const places = [...trials, ...finalists, ...made.flatMap(({ trainings }) => trainings), ...compared].map(
    ({ environment }) => environment ?? null,
  );
  const { environments, indices } = numbered([...places, trainedOn]);
  const placed = <Of extends Stamped>(list: readonly Of[], from: number) =>
    list.map(({ environment: _, ...rest }, index) => {
      const place = indices[from + index] ?? null;
      return place === null ? rest : { ...rest, environment: place };
    });
  let from = trials.length + finalists.length;
  const placedMade = made.map((child) => {
    const trainings = placed(child.trainings, from);
    from += trainings.length;
    return { ...child, trainings };
  });
  return {
    format: FORMAT,
    version: VERSION,
    name,
    created,
    updated,
    settings: settingsJson(settings),
    settingsDigest: settingsDigest(settings),
    ...(classNames && { classNames }),
    environments,
    environment: indices.at(-1) ?? null,
    updates,
    checkpoint,
    finalists: placed(finalists, trials.length),
    ...(placedMade.length > 0 && { made: placedMade }),
    ...(lastMade > highestMade(made) && { lastMade }),
    ...(fixed && { fixed: { ...fixed, trainings: placed(compared, from) } }),
    trials: placed(trials, 0),
  };
}
