import {
  anything,
  flag,
  instance,
  list,
  nullable,
  object,
  oneOf,
  readWith,
  text,
  whole,
  worded,
} from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { InspectionCommand } from '../../protocol/inspection.ts';
import {
  BACKENDS,
  type Command,
  type FitRequest,
  type FixedCommand,
  type KnownPart,
  type MakeCommand,
  PLACES,
  SPEEDS,
} from '../../protocol/protocol.ts';
import { readResume } from '../../run/file/readResume.ts';
import { describeProblem, SETTING_NAMES, type Settings, validateSettings } from '../../settings/settings.ts';
import { pacePlaceField } from '../../studies/fitted/pace.ts';
import { architecture } from './inspectionCommands.ts';

const named = object({ type: anything(), run: worded(text({ min: 1 }), 'the id of its run') }, [], {
  others: 'ignored',
});

const address = text({ pattern: /\/$/, called: 'the address of the data, ending with a slash' });

export const fitRequest = object<FitRequest>({
  fittedTo: nullable(pacePlaceField),
  stand: list(oneOf(SETTING_NAMES)),
});

const start = object(
  {
    dataUrl: address,
    mode: oneOf(['run', 'step']),
    archive: instance(Blob, 'a file'),
    backend: oneOf(BACKENDS),
    place: oneOf(PLACES),
    settings: anything(),
    from: anything(),
    known: object<KnownPart>({ trials: whole(), finalists: whole() }),
    tableUrl: address,
    speed: oneOf(SPEEDS),
    pauseAfter: whole({ min: 1 }),
    atOnce: whole({ min: 1 }),
    keepWeights: flag(),
    fit: fitRequest,
  },
  ['archive', 'backend', 'place', 'known', 'tableUrl', 'speed', 'pauseAfter', 'atOnce', 'keepWeights', 'fit'],
  { others: 'ignored' },
);

const prepare = object({ dataUrl: address, place: oneOf(PLACES), settings: anything() }, ['place'], {
  others: 'ignored',
});

const measure = object({ settings: anything(), architecture, place: oneOf(PLACES) }, ['place'], {
  others: 'ignored',
});

const speed = object({ speed: oneOf(SPEEDS) }, [], { others: 'ignored' });

/** What is about a search, and about no single child. */
export type RunCommand = Exclude<Command, InspectionCommand | MakeCommand | FixedCommand>;

/** Checks a message from the page field by field; the failure is a sentence. */
export function parseCommand(message: unknown): Result<RunCommand, string> {
  const command = readWith(named, message, 'a command');
  if (!command.ok) return command;
  const { type, run } = command.value;
  switch (type) {
    case 'pause':
    case 'resume':
    case 'step':
    case 'stop':
      return ok({ type, run });
    case 'speed': {
      const read = readWith(speed, message, 'a speed');
      return read.ok ? ok({ type, run, ...read.value }) : read;
    }
    case 'start':
      return parseStart(run, message);
    case 'prepare': {
      const read = readWith(prepare, message, 'a preparation');
      if (!read.ok) return read;
      const settings = readSettings(read.value.settings);
      return settings.ok ? ok({ type, run, ...read.value, settings: settings.value }) : settings;
    }
    case 'measure': {
      const read = readWith(measure, message, 'a measurement');
      if (!read.ok) return read;
      const settings = readSettings(read.value.settings);
      return settings.ok ? ok({ type, run, ...read.value, settings: settings.value }) : settings;
    }
    default:
      return fail(`unknown command ${JSON.stringify(type)}`);
  }
}

/** The failure is a sentence. */
export function readSettings(wanted: unknown): Result<Settings, string> {
  const settings = validateSettings(wanted);
  return settings.ok ? settings : fail(settings.error.map((one) => describeProblem(one)).join(' '));
}

function parseStart(run: string, message: unknown): Result<Extract<Command, { type: 'start' }>, string> {
  const read = readWith(start, message, 'a start');
  if (!read.ok) return read;
  const { settings: wanted, from, ...told } = read.value;
  const settings = readSettings(wanted);
  if (!settings.ok) return settings;
  const resumed = from === undefined ? null : readResume(from);
  if (resumed?.ok === false) return fail(`the run cannot be resumed: ${resumed.error}`);
  return ok({
    type: 'start',
    run,
    settings: settings.value,
    ...told,
    ...(resumed && { from: resumed.value }),
  });
}
