import {
  type Field,
  type JsonSchema,
  list,
  nullable,
  number,
  object,
  oneOf,
  text,
  tuple,
  WrongField,
  whole,
} from '../../base/fields.ts';
import { fromArchitectureJson } from '../../codecs/architectureJson.ts';
import type { ProposedChild, SearchCheckpoint } from '../../search/checkpoint.ts';
import type { Finalist } from '../../search/finalists.ts';
import { LONGEST_NAME, type MadeChild, type MadeTraining, MOST_MADE, MOST_SEEDS } from '../../search/made.ts';
import {
  type EpochPoint,
  JUDGED_ON,
  type Tested,
  type Trial,
  type TrialEnvironment,
} from '../../search/trial.ts';
import { SETTINGS_SCHEMA } from '../../settings/schema.ts';
import { describeProblem, type Settings, validateSettings } from '../../settings/settings.ts';
import { type Architecture, COMBINERS } from '../../space/architecture.ts';
import { OPERATION_IDS } from '../../space/operations/index.ts';
import type { Decision, Snapshot } from '../../strategies/strategy.ts';

/** What a run's file is made of, field by field. */

export const share = () => number({ min: 0, max: 1 });

const cellSchema: JsonSchema = {
  type: 'object',
  properties: {
    blocks: {
      type: 'array',
      minItems: 1,
      items: {
        description: 'First input, second input, operation on the first, operation on the second, combiner.',
        type: 'array',
        prefixItems: [
          { type: 'integer', minimum: 0 },
          { type: 'integer', minimum: 0 },
          { enum: OPERATION_IDS },
          { enum: OPERATION_IDS },
          { enum: COMBINERS },
        ],
        minItems: 5,
        items: false,
      },
    },
    output: {
      description: 'Hidden states that are concatenated; where it is left out, those that no block uses.',
      type: 'array',
      items: { type: 'integer', minimum: 0 },
    },
  },
  required: ['blocks'],
  additionalProperties: false,
};

export const architecture: Field<Architecture> = {
  read(value, path) {
    const read = fromArchitectureJson(value);
    if (!read.ok) throw new WrongField(path, value, `a pair of cells, but ${read.error}`);
    return read.value;
  },
  schema: {
    type: 'object',
    properties: { normal: cellSchema, reduction: cellSchema },
    required: ['normal', 'reduction'],
    additionalProperties: false,
  },
};

const decision: Field<Decision> = object({
  cell: oneOf(['normal', 'reduction']),
  block: whole(),
  slot: oneOf([0, 1]),
  kind: oneOf(['input', 'operation', 'combiner']),
  // Sums of 32-bit floats may pass 1 by a rounding.
  probabilities: list(number({ min: 0 })),
  choice: whole(),
});

const epochFields = {
  epoch: whole({ min: 1 }),
  loss: number(),
  trainAccuracy: share(),
  validationAccuracy: share(),
} as const;

/** As versions 1 and 2 of the file had it. */
const epochPoint2 = object<Omit<EpochPoint, 'parts'>>(epochFields, ['validationAccuracy']);

export const epochPoint: Field<EpochPoint> = object<EpochPoint>(
  { ...epochFields, parts: list(tuple([number(), share()])) },
  ['validationAccuracy', 'parts'],
);

/** As version 1 of the file had it. */
export const environment1: Field<TrialEnvironment> = object({
  engine: text(),
  backend: text(),
  adapter: text(),
});

export const environment: Field<TrialEnvironment> = object<TrialEnvironment>(
  { engine: text(), version: whole({ min: 1 }), backend: text(), adapter: text() },
  ['version'],
);

/** The name of who made a child; no character of it controls anything. */
const nameField = text({
  min: 1,
  max: LONGEST_NAME,
  pattern: /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u,
  called: 'a name without control characters',
});

export const bits = text({ pattern: /^[A-Za-z0-9+/]*={0,2}$/, called: 'bits as base64 writes them' });

const trialFields2 = {
  number: whole({ min: 1 }),
  architecture,
  status: oneOf(['trained', 'reused', 'failed']),
  accuracy: nullable(share()),
  reward: number(),
  reason: text(),
  reusedFrom: whole({ min: 1 }),
  trainable: whole(),
  multiplyAdds: whole(),
  budget: whole({ min: 1 }),
  promotedFrom: whole({ min: 1 }),
  inherited: whole(),
  seconds: number({ min: 0 }),
  epochs: list(epochPoint2),
  decisions: list(decision),
} as const;
const optional2 = ['reason', 'reusedFrom', 'budget', 'promotedFrom', 'inherited', 'decisions'] as const;

export const tested = object<Tested>({ accuracy: share(), images: whole({ min: 1 }), right: bits }, [
  'right',
]);
export const rungs = list(tuple([whole({ min: 1 }), share()]));

const trialFields = {
  ...trialFields2,
  epochs: list(epochPoint),
  right: bits,
  shown: list(whole({ max: 255 })),
  rungs,
  test: tested,
} as const;
const optional = [...optional2, 'right', 'shown', 'rungs', 'test'] as const;

/** As version 1 of the file had it. */
type Younger = 'right' | 'shown' | 'rungs' | 'test';
export const trial1 = object<Omit<Trial, 'environment' | Younger>>(trialFields2, optional2);

/** As it is everywhere but in a file. */
export const trial = object<Trial>({ ...trialFields, environment }, [...optional, 'environment']);

/** What is in a run's file has its `environment` as a place in the list of the file's `environments`. */
export type Filed<One extends { readonly environment?: TrialEnvironment }> = Omit<One, 'environment'> & {
  readonly environment?: number;
};
export type FiledTrial = Filed<Trial>;
export type FiledFinalist = Filed<Finalist>;

/** As version 2 of the file had it. */
export const filedTrial2 = object<Omit<FiledTrial, Younger>>({ ...trialFields2, environment: whole() }, [
  ...optional2,
  'environment',
]);

export const filedTrial = object<FiledTrial>({ ...trialFields, environment: whole() }, [
  ...optional,
  'environment',
]);

const finalistFields = {
  trial: whole({ min: 1 }),
  training: whole({ min: 1 }),
  status: oneOf(['trained', 'failed']),
  accuracy: nullable(share()),
  judgedOn: oneOf(JUDGED_ON),
  images: whole(),
  right: bits,
  reason: text(),
  seconds: number({ min: 0 }),
  epochs: list(epochPoint),
} as const;

const optionalOfFinalist = ['right', 'reason'] as const;

/** As it is everywhere but in a file. */
export const finalist = object<Finalist>({ ...finalistFields, environment }, [
  ...optionalOfFinalist,
  'environment',
]);

export const filedFinalist = object<FiledFinalist>({ ...finalistFields, environment: whole() }, [
  ...optionalOfFinalist,
  'environment',
]);

const madeTraining = object<Filed<MadeTraining>>(
  {
    status: oneOf(['trained', 'failed']),
    accuracy: nullable(share()),
    reason: text(),
    seconds: number({ min: 0 }),
    epochs: list(epochPoint),
    right: bits,
    shown: list(whole({ max: 255 })),
    rungs,
    environment: whole(),
  },
  ['reason', 'right', 'shown', 'rungs', 'environment'],
);

export type FiledMade = Omit<MadeChild, 'trainings'> & {
  readonly trainings: readonly Filed<MadeTraining>[];
};

/** Of a child that a person made. */
export const filedMade = object<FiledMade>({
  number: whole({ min: 1, max: MOST_MADE }),
  by: nameField,
  architecture,
  seeds: whole({ min: 1, max: MOST_SEEDS }),
  after: whole(),
  trainable: whole(),
  multiplyAdds: whole(),
  trainings: list(madeTraining),
});

const anySnapshot = object<Snapshot & { readonly strategy: string }>({ strategy: text() }, [], {
  others: 'kept',
});

const snapshot: Field<Snapshot> = {
  ...anySnapshot,
  schema: {
    description: 'State of the strategy and of its random generator, as the strategy itself writes it.',
    ...anySnapshot.schema,
  },
};

const proposed: Field<ProposedChild> = object<ProposedChild>(
  { trial: whole({ min: 1 }), architecture, decisions: list(decision) },
  ['decisions'],
);

/** As versions 1 and 2 of the file had it. */
export const checkpoint2: Field<SearchCheckpoint> = object({
  learned: whole(),
  strategy: snapshot,
  proposed: nullable(proposed),
});

export const checkpoint: Field<SearchCheckpoint> = object<SearchCheckpoint>(
  {
    learned: whole(),
    strategy: snapshot,
    proposed: nullable(proposed),
    wave: list(proposed),
    waiting: list(trial),
  },
  ['wave', 'waiting'],
);

export const settings: Field<Settings> = {
  read(value, path) {
    const valid = validateSettings(value);
    if (valid.ok) return valid.value;
    const problem = valid.error[0]!;
    const { field } = problem;
    const whole = field === 'settings';
    const given = whole ? value : (value as Readonly<Record<string, unknown>>)[field];
    const sentence = describeProblem(problem).replace(/\.$/, '');
    throw new WrongField(whole ? path : `${path}.${field}`, given, `valid: ${sentence}`);
  },
  schema: SETTINGS_SCHEMA,
};

/** Of a run's file, in which nothing is dropped without a word. */
export const runSettings: Field<Settings> = {
  read(value, path) {
    const read = settings.read(value, path);
    const unknown = Object.keys(value as object).find((name) => !Object.hasOwn(read, name));
    if (unknown === undefined) return read;
    const given = (value as Readonly<Record<string, unknown>>)[unknown];
    throw new WrongField(`${path}.${unknown.slice(0, 40)}`, given, 'left out: no such setting is known');
  },
  schema: { ...SETTINGS_SCHEMA, additionalProperties: false },
};
