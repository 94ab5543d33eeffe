import {
  BackendError,
  DataError,
  DeviceError,
  InputError,
  messageOf,
  RefusedError,
  SetupError,
} from '../../base/errors.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { Settings } from '../../settings/settings.ts';

/** What an error that ended a run is to the person. */
export function problemOf(thrown: unknown, { dataset }: Settings): Problem {
  const why = messageOf(thrown);
  if (thrown instanceof DataError) return { kind: 'no-images', dataset, why };
  if (thrown instanceof BackendError) return { kind: 'backend-gone', why };
  if (thrown instanceof RefusedError)
    return thrown.kind === 'images' ? { kind: 'no-images', dataset, why } : { kind: 'settings', why };
  if (thrown instanceof DeviceError) return { kind: 'device-lost', why };
  if (thrown instanceof SetupError) return { kind: 'command', why };
  if (thrown instanceof InputError) return { kind: 'settings', why };
  return { kind: 'unexpected', why };
}
