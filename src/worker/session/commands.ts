import { anything, flag, instance, object, oneOf, readWith, text, whole, worded } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { InspectionCommand } from '../../protocol/inspection.ts';
import { type Command, type KnownPart, PLACES, SPEEDS } from '../../protocol/protocol.ts';
import { readResume } from '../../run/file/readResume.ts';
import { describeProblem, validateSettings } from '../../settings/settings.ts';

const named = object({ type: anything(), run: worded(text({ min: 1 }), 'the id of its run') }, [], {
  others: 'ignored',
});

const address = text({ pattern: /\/$/, called: 'the address of the data, ending with a slash' });

const start = object(
  {
    dataUrl: address,
    mode: oneOf(['run', 'step']),
    archive: instance(Blob, 'a file'),
    backend: oneOf(['webgpu', 'webgl', 'cpu', 'wasm']),
    place: oneOf(PLACES),
    settings: anything(),
    from: anything(),
    known: object<KnownPart>({ trials: whole(), finalists: whole() }),
    tableUrl: address,
    speed: oneOf(SPEEDS),
    pauseAfter: whole({ min: 1 }),
    keepWeights: flag(),
  },
  ['archive', 'backend', 'place', 'known', 'tableUrl', 'speed', 'pauseAfter', 'keepWeights'],
  { others: 'ignored' },
);

const speed = object({ speed: oneOf(SPEEDS) }, [], { others: 'ignored' });

/** Checks a message from the page field by field; the failure is a sentence. */
export function parseCommand(message: unknown): Result<Exclude<Command, InspectionCommand>, string> {
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
    default:
      return fail(`unknown command ${JSON.stringify(type)}`);
  }
}

function parseStart(run: string, message: unknown): Result<Extract<Command, { type: 'start' }>, string> {
  const read = readWith(start, message, 'a start');
  if (!read.ok) return read;
  const { settings: wanted, from, ...told } = read.value;
  const settings = validateSettings(wanted);
  if (!settings.ok) return fail(settings.error.map((one) => describeProblem(one)).join(' '));
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
