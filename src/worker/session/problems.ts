import { DataError, DeviceError, InputError, messageOf } from '../../base/errors.ts';
import type { Problem } from '../../protocol/protocol.ts';
import type { Settings } from '../../settings/settings.ts';

/** What a person is told of an error that ended a run: what happened, why, what to do. */
export function problemOf(thrown: unknown, settings: Settings): Problem {
  const why = messageOf(thrown);
  if (thrown instanceof DataError) {
    const what = 'The images could not be loaded.';
    if (settings.dataset === 'synthetic')
      return { what, why, remedy: 'Start the search again.', action: 'retry' };
    const remedy = 'Try again, drop cifar-10-binary.tar.gz on this page, or use synthetic images.';
    return { what, why, remedy, action: 'use-synthetic' };
  }
  if (thrown instanceof DeviceError) {
    const what = 'The graphics device was lost.';
    return {
      what,
      why,
      remedy: 'Start the search again; if it happens again, use smaller children or a smaller batch.',
      action: 'retry',
      deviceLost: true,
    };
  }
  if (thrown instanceof InputError)
    return {
      what: 'The search cannot run with these settings.',
      why,
      remedy: 'Change them and start again.',
    };
  return {
    what: 'The search stopped on an unexpected error.',
    why,
    remedy: 'Start it again; finished trials are kept on this page.',
    action: 'retry',
  };
}
