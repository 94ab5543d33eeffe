import { expect, test, vi } from 'vitest';
import { DeviceError, InputError } from '../../base/errors.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import { comparableKey, PRESET_SETTINGS } from '../../settings/settings.ts';
import { openProcessor } from './devices/processor.ts';
import { checkDevicePrecision } from './precision.ts';
import { checkPrecision, recipeOf } from './recipeOf.ts';

const { settings } = PRESET_SETTINGS.mini;
const half = { ...settings, precision: 16 } as const;

test('16 bits are refused, before anything is trained, by all engines but the one that has them', () => {
  for (const engine of ['wasm', 'reference']) {
    expect(() => checkPrecision(half, engine)).toThrow(InputError);
    expect(() => checkPrecision(half, engine)).toThrow('trains in 32 bits only');
    checkPrecision(settings, engine);
  }
  checkPrecision(half, 'compiled');
  expect(recipeOf(half).precision).toBe(16);
});

test('16 bits are refused where the device fails its self-test at them, and 32 are not', async () => {
  const { executor } = await openProcessor(() => openNodeCrew(1));
  const never = new Promise<string>(() => {});
  const halfFailure = vi.fn(async (): Promise<string | null> => 'It computes something else.');
  const device = { executor: { ...executor, kind: 'compiled' as const }, lost: never, halfFailure };
  await checkDevicePrecision(settings, device);
  expect(halfFailure).not.toHaveBeenCalled();
  await expect(checkDevicePrecision(half, device)).rejects.toThrow(
    new InputError('It computes something else. Set the precision to 32 bits.'),
  );
  halfFailure.mockResolvedValue(null);
  await checkDevicePrecision(half, device);
  // Another engine says what it has said before.
  await expect(checkDevicePrecision(half, { executor, lost: never })).rejects.toThrow('32 bits only');
  const lost = {
    ...device,
    lost: Promise.resolve('It is gone.'),
    halfFailure: () => new Promise<null>(() => {}),
  };
  await expect(checkDevicePrecision(half, lost)).rejects.toThrow(new DeviceError('It is gone.'));
  executor.dispose();
});

test('runs of another precision are not comparable, and those of 32 bits keep their key', () => {
  expect(comparableKey(half)).not.toBe(comparableKey(settings));
  expect(comparableKey(settings)).not.toContain('precision');
});
