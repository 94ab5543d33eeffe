import { messageOf } from '../../../base/errors.ts';
import type { Environment, Place } from '../../../protocol/protocol.ts';
import type { Device, DeviceSources } from './device.ts';

export interface DeviceWish {
  readonly place: Place;
  /** The only backend that will do; null: whatever is best. */
  readonly backend: Environment['backend'] | null;
}

/** Fetches what would most likely be opened; no card is woken for whoever only looks at the page. */
export async function loadDevice(place: Place, sources: DeviceSources): Promise<void> {
  await sources.load?.((await wantsCard(place, sources)) ? 'graphics' : 'processor');
}

const wantsCard = async (place: Place, sources: DeviceSources): Promise<boolean> =>
  place === 'gpu' || (place === 'automatic' && (await sources.findAdapter()) === 'real');

/**
 * A graphics card where there is one, else this processor; tfjs's slower backends only where WebAssembly has no SIMD. A
 * program on the processor that passes for a graphics card is taken only where it is asked for: it takes about ten times as
 * long as the processor's own engine.
 */
export async function chooseDevice({ place, backend }: DeviceWish, sources: DeviceSources): Promise<Device> {
  if (backend === 'wasm') return sources.processor();
  if (backend !== null) return sources.graphics([backend]);
  const reasons: string[] = [];
  if (await wantsCard(place, sources)) {
    try {
      return await sources.graphics(['webgpu']);
    } catch (thrown) {
      reasons.push(messageOf(thrown));
    }
  }
  try {
    const device = await sources.processor();
    return reasons.length === 0
      ? device
      : { ...device, warning: [...reasons, 'Children train on this processor.'].join(' ') };
  } catch (thrown) {
    reasons.push(messageOf(thrown));
  }
  const device = await sources.graphics(['webgpu', 'webgl', 'cpu']);
  return { ...device, warning: [...new Set(reasons), device.warning ?? ''].join(' ').trim() };
}
