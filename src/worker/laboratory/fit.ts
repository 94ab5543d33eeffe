import { InputError, messageOf } from '../../base/errors.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import type { FitRequest, FittedRun } from '../../protocol/protocol.ts';
import { describeProblem, type Settings, validateSettings } from '../../settings/settings.ts';
import { chooseFitted, fittedToNothing } from '../../studies/fitted/choose.ts';
import { isSamePlace, type PacePlace } from '../../studies/fitted/pace.ts';
import type { Device } from './devices/device.ts';
import { interruptedBy } from './lost.ts';
import { probe } from './probe.ts';

/** As `Laboratory.fit` says. Throws an InputError where a person's own settings don't go with what was chosen. */
export async function fitted(
  settings: Settings,
  { fittedTo, stand }: FitRequest,
  open: () => Promise<Device>,
  signal: AbortSignal,
): Promise<FittedRun | null> {
  try {
    const { executor, lost } = await open();
    const place = placeOf(executor);
    if (fittedTo !== null && isSamePlace(fittedTo, place)) return null;
    const seconds = await probe({ executor, signal, orLost: interruptedBy(lost) });
    const chosen = chooseFitted(seconds, settings, stand);
    if (chosen === null) throw new Error('No rung was probed.');
    return { settings: checked(chosen.settings), pace: { place, seconds }, failure: null };
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof InputError) throw thrown;
    return { settings: checked(fittedToNothing(settings, stand)), pace: null, failure: messageOf(thrown) };
  }
}

function placeOf({ kind, backend, adapter, threads }: Device['executor']): PacePlace {
  const place = { engine: kind, version: ENGINE_VERSIONS[kind], backend, adapter };
  return threads === undefined ? place : { ...place, threads };
}

function checked(candidate: Settings): Settings {
  const valid = validateSettings(candidate);
  if (valid.ok) return valid.value;
  throw new InputError(valid.error.map((problem) => describeProblem(problem)).join(' '));
}
