import { fail, ok, type Result } from '../../base/result.ts';
import type { Command } from '../../protocol/protocol.ts';
import { readResume } from '../../run/file/readResume.ts';
import type { Settings } from '../../settings/settings.ts';
import { validateSettings } from '../../settings/settings.ts';

/** Checks a message from the page field by field; the failure is a sentence. */
export function parseCommand(message: unknown): Result<Command, string> {
  if (typeof message !== 'object' || message === null)
    return fail(`a command must be an object, not ${typeof message}`);
  const { type, run } = message as Record<string, unknown>;
  if (typeof run !== 'string' || run === '') return fail('a command needs the id of its run');
  switch (type) {
    case 'pause':
    case 'resume':
    case 'step':
    case 'stop':
      return ok({ type, run });
    case 'start':
      return parseStart(run, message as Record<string, unknown>);
    default:
      return fail(`unknown command ${JSON.stringify(type)}`);
  }
}

function parseStart(run: string, message: Record<string, unknown>): Result<Command, string> {
  const { dataUrl, mode, archive, from } = message;
  if (typeof dataUrl !== 'string' || !dataUrl.endsWith('/'))
    return fail('start needs the address of the data, ending with a slash');
  if (mode !== 'run' && mode !== 'step')
    return fail(`start's mode must be "run" or "step", not ${JSON.stringify(mode)}`);
  if (archive !== undefined && !(archive instanceof Blob)) return fail("start's archive must be a file");
  const settings: Result<Settings, readonly { readonly field: string; readonly message: string }[]> =
    validateSettings(message.settings);
  if (!settings.ok) return fail(settings.error.map((one) => one.message).join(' '));
  const resumed = from === undefined ? null : readResume(from);
  if (resumed?.ok === false) return fail(`the run cannot be resumed: ${resumed.error}`);
  return ok({
    type: 'start',
    run,
    settings: settings.value,
    dataUrl,
    mode,
    ...(archive === undefined ? {} : { archive }),
    ...(resumed === null ? {} : { from: resumed.value }),
  });
}
