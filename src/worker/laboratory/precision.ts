import { InputError } from '../../base/errors.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Device } from './devices/device.ts';
import { interruptedBy, settled } from './lost.ts';
import { checkPrecision } from './recipeOf.ts';

/**
 * Throws an InputError, before anything is trained, where a device does not train at the precision of a run, or fails its self-test
 * at that. Nothing takes its place: a run at another precision is another run.
 */
export async function checkDevicePrecision(
  settings: Pick<Settings, 'precision'>,
  { executor, halfFailure, lost }: Pick<Device, 'executor' | 'halfFailure' | 'lost'>,
): Promise<void> {
  checkPrecision(settings, executor.kind);
  if (settings.precision !== 16 || halfFailure === undefined) return;
  const orLost = interruptedBy(lost);
  const failure = await orLost(halfFailure());
  if (failure === null) return;
  // A loss may first show as a failure.
  await orLost(settled());
  throw new InputError(`${failure} Set the precision to 32 bits.`);
}
