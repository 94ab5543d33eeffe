import {
  type Field,
  flag,
  list,
  mapped,
  nullable,
  number,
  object,
  oneOf,
  parseJson,
  readWith,
  record,
  refined,
  tagged,
  text,
  WrongField,
  whole,
} from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { toArchitectureJson } from '../../codecs/architectureJson.ts';
import {
  architecture,
  bits,
  environment,
  epochPoint,
  rungs,
  runSettings,
  tested,
} from '../../run/file/parts.ts';
import {
  type ChildStart,
  type ChildState,
  type EpochPoint,
  type Evaluation,
  JUDGED_ON,
  type SharedWeights,
  type TrainingProgress,
  type TrialEnvironment,
} from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { EntryTerms } from '../../studies/tabulated/recipes.ts';
import { MOST_RUNGS } from '../../studies/tabulated/table.ts';
import { floatsText, readFloatsText } from './floatsText.ts';

/**
 * What a search and the process that trains its children say to each other: one JSON object a line, requests on standard
 * input, answers on standard output (docs/SCALE.md). These readers are all that looks at a line before it is used, on
 * either side; nothing in one is ever run as code.
 */

/** Raised when lines change in a way that older processes would misread. */
export const LINES_VERSION = 1;

export type Request =
  /** Read these settings' images, so that the first child does not wait for them. */
  | { readonly type: 'open'; readonly settings: Settings }
  | EvaluateRequest
  /** Ends that child after the batch in progress. */
  | { readonly type: 'stop'; readonly id: string };

/** A child, with all that its training depends on: whoever reads it needs no other line. */
export interface EvaluateRequest extends Omit<ChildStart, 'from' | 'shared'> {
  readonly type: 'evaluate';
  /** Named in every answer. */
  readonly id: string;
  /** With the run's seed. */
  readonly settings: Settings;
  readonly architecture: Architecture;
  /** Seeds the training, together with the run's seed; of a child that is trained on, the trial in which it began. */
  readonly trial: number;
  readonly from?: ChildState;
  readonly shared?: SharedWeights;
  /** It is an entry of a table, judged where that wants it and on the test images too; it has no states, and nothing else is said of it. */
  readonly entry?: EntryTerms;
}

export const ERROR_KINDS = ['request', 'settings', 'images', 'device', 'child'] as const;
/** `request`: the line could not be read; `child`: what training it threw, which another process would meet, too. */
export type ErrorKind = (typeof ERROR_KINDS)[number];

export type Answer =
  | Hello
  /** `unseen`: why children are not asked after the six shown images, as a sentence. */
  | { readonly type: 'opened'; readonly unseen?: string }
  | { readonly type: 'progress'; readonly id: string; readonly progress: TrainingProgress }
  | {
      readonly type: 'state';
      readonly id: string;
      readonly state: ChildState;
      /** As of a result, so far. */
      readonly coreSeconds?: number;
    }
  | ResultAnswer
  | { readonly type: 'stopped'; readonly id: string }
  /** Without an id it is the process's own. */
  | { readonly type: 'error'; readonly id?: string; readonly kind: ErrorKind; readonly sentence: string };

/** The first line of every process: what trains in it. */
export interface Hello {
  readonly type: 'hello';
  readonly lines: number;
  readonly environment: TrialEnvironment;
  readonly threads?: number;
  readonly warning?: string;
}

export interface ResultAnswer {
  readonly type: 'result';
  readonly id: string;
  readonly evaluation: Omit<Evaluation, 'environment' | 'isRefused'>;
  /** What it was trained on. */
  readonly environment: TrialEnvironment;
  /** Of the processor, all threads together, since this process was asked for the child. */
  readonly coreSeconds?: number;
}

const share = () => number({ min: 0, max: 1 });
const id = text({ min: 1, max: 200 });
/** What a person reads of it; a process that writes a book is broken. */
const sentence = text({ max: 10_000 });

/** 32-bit floats, little-endian, as base64 writes their bytes; every NaN with the same bits. */
const floats: Field<Float32Array<ArrayBuffer>> = mapped(text(), readFloatsText);

const state: Field<ChildState> = object<ChildState>({
  epochs: list(epochPoint),
  seconds: number({ min: 0 }),
  weights: floats,
  velocity: floats,
});

const coreSeconds = number({ min: 0 });

const entryTerms = object<EntryTerms>({
  rungs: list(whole({ min: 1 }), { min: 1, max: MOST_RUNGS }),
  averaged: whole({ min: 1 }),
  tail: oneOf([1, 2] as const),
});

const request = tagged('type', {
  open: object<Extract<Request, { type: 'open' }>>({ type: oneOf(['open']), settings: runSettings }),
  evaluate: refined(
    object<EvaluateRequest>(
      {
        type: oneOf(['evaluate']),
        id,
        settings: runSettings,
        architecture,
        trial: whole({ min: 1 }),
        until: whole({ min: 1 }),
        again: object<NonNullable<ChildStart['again']>>({ training: whole({ min: 1 }), isFinal: flag() }),
        keepWeights: flag(),
        isAlone: flag(),
        from: state,
        shared: record(floats),
        entry: entryTerms,
      },
      ['until', 'again', 'keepWeights', 'isAlone', 'from', 'shared', 'entry'],
    ),
    ({ until, settings: { epochs } }) => {
      if (until !== undefined && until > epochs)
        throw new WrongField('until', until, `at most ${epochs}, the epochs of its settings`);
      return null;
    },
  ),
  stop: object<Extract<Request, { type: 'stop' }>>({ type: oneOf(['stop']), id }),
});

type Progress<Type extends TrainingProgress['type']> = Extract<TrainingProgress, { type: Type }>;

const progress = tagged('type', {
  compiling: object<Progress<'compiling'>>({ type: oneOf(['compiling']), kernels: whole() }),
  compiled: object<Progress<'compiled'>>(
    { type: oneOf(['compiled']), dispatches: nullable(whole()), bytes: whole(), inherited: whole() },
    ['inherited'],
  ),
  batch: object<Progress<'batch'>>({
    type: oneOf(['batch']),
    step: whole(),
    steps: whole(),
    epoch: whole({ min: 1 }),
    loss: number(),
    accuracy: share(),
    imagesPerSecond: number({ min: 0 }),
  }),
  evaluating: object<Progress<'evaluating'>>({
    type: oneOf(['evaluating']),
    epoch: whole({ min: 1 }),
    done: whole(),
    total: whole(),
  }),
  epoch: epochProgress(),
  shown: object<Progress<'shown'>>({ type: oneOf(['shown']), step: whole(), classes: list(whole()) }),
});

function epochProgress(): Field<Progress<'epoch'>> {
  const tag = object<{ readonly type: 'epoch' }>({ type: oneOf(['epoch']) }, [], { others: 'ignored' });
  return {
    read(value, path) {
      const { type: _, ...point } = value as { readonly type: 'epoch' } & EpochPoint;
      return { ...tag.read(value, path), ...epochPoint.read(point, path) };
    },
    schema: epochPoint.schema,
  };
}

const evaluation = object<ResultAnswer['evaluation']>(
  {
    accuracy: nullable(share()),
    reason: sentence,
    seconds: number({ min: 0 }),
    epochs: list(epochPoint),
    right: bits,
    shown: list(whole({ max: 255 })),
    rungs,
    test: tested,
    inherited: whole(),
    left: record(floats),
    weights: floats,
    judged: object<NonNullable<Evaluation['judged']>>({ on: oneOf(JUDGED_ON), images: whole() }),
  },
  ['reason', 'right', 'shown', 'rungs', 'test', 'inherited', 'left', 'weights', 'judged'],
);

const answer = tagged('type', {
  hello: object<Hello>(
    {
      type: oneOf(['hello']),
      lines: oneOf([LINES_VERSION]),
      environment,
      threads: whole({ min: 1 }),
      warning: sentence,
    },
    ['threads', 'warning'],
  ),
  opened: object<Extract<Answer, { type: 'opened' }>>({ type: oneOf(['opened']), unseen: sentence }, [
    'unseen',
  ]),
  progress: object<Extract<Answer, { type: 'progress' }>>({ type: oneOf(['progress']), id, progress }),
  state: object<Extract<Answer, { type: 'state' }>>({ type: oneOf(['state']), id, state, coreSeconds }, [
    'coreSeconds',
  ]),
  result: object<ResultAnswer>({ type: oneOf(['result']), id, evaluation, environment, coreSeconds }, [
    'coreSeconds',
  ]),
  stopped: object<Extract<Answer, { type: 'stopped' }>>({ type: oneOf(['stopped']), id }),
  error: object<Extract<Answer, { type: 'error' }>>(
    { type: oneOf(['error']), id, kind: oneOf(ERROR_KINDS), sentence },
    ['id'],
  ),
});

/** Fails with a sentence that names the field. */
export const readRequest = (line: string): Result<Request, string> =>
  readLine(line, request as Field<Request>, 'the request');

/** As `readRequest`; a process of another version says so in its first line, whatever else has changed in that. */
export function readAnswer(line: string): Result<Answer, string> {
  const json = parseJson(line);
  const told = json.ok ? readWith(versioned, json.value) : json;
  if (told.ok && told.value.type === 'hello' && told.value.lines !== LINES_VERSION)
    return fail(
      `It speaks version ${told.value.lines} of the evaluator’s lines, and this program version ${LINES_VERSION}.`,
    );
  return readLine(line, answer as Field<Answer>, 'its line');
}

const versioned = object<{ readonly type: string; readonly lines: number }>(
  { type: text(), lines: whole() },
  [],
  { others: 'ignored' },
);

function readLine<Value>(line: string, field: Field<Value>, whole: string): Result<Value, string> {
  const json = parseJson(line);
  const begun = whole.charAt(0).toUpperCase() + whole.slice(1);
  if (!json.ok) return fail(`${begun} is no JSON.`);
  if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value))
    return fail(`${begun} must be a JSON object.`);
  const read = readWith(field, json.value, whole);
  if (!read.ok) return fail(`In ${whole} ${read.error}.`);
  return ok(read.value);
}

/** One line without its end; vectors of floats as text. */
export function writeLine(message: Request | Answer): string {
  return JSON.stringify(message, (name, value: unknown) => {
    if (value instanceof Float32Array) return floatsText(value);
    return name === 'architecture' ? toArchitectureJson(value as Architecture) : value;
  });
}
