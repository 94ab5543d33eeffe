import type { SharedWeights } from '../trial.ts';
import { type WaveSettings, waveEnd, waveStart } from './waves.ts';

/**
 * The children of a wave inherit what there was before it, whichever of them ends first. So what one leaves lies apart, under
 * its number, until the last of its wave has ended; then all of it takes its places, later numbers over earlier ones.
 */
export interface Heirs {
  /** What the children of this wave inherit. */
  readonly shared: SharedWeights;
  /** What a child of this wave has left that ended before an interruption. */
  of(number: number): SharedWeights | undefined;
  /** Takes what a child leaves, in the order of the numbers, and answers what is kept of that. */
  leave(number: number, left: SharedWeights | undefined): SharedWeights | undefined;
}

/** `kept`: all that was left, as it was kept. */
export function createHeirs(settings: WaveSettings, kept: SharedWeights): Heirs {
  let { shared, apart } = sorted(kept);
  return {
    get shared() {
      return shared;
    },
    of: (number) => apart.get(number),
    leave(number, left) {
      if (left !== undefined) apart.set(number, left);
      if (number < waveEnd(number, settings)) return left && leftApart(number, left);
      const first = waveStart(number, settings);
      const own = [...apart].filter(([child]) => child >= first).sort(([one], [other]) => one - other);
      apart = new Map();
      if (own.length === 0) return undefined;
      const all: SharedWeights = Object.assign({}, ...own.map(([, values]) => values));
      shared = { ...shared, ...all };
      return all;
    },
  };
}

/** No place of a network begins so (network/places.ts). */
const APART = '#';

/** Every key that lies apart is from the first of these up to, and without, the second. */
export const APART_RANGE = [APART, String.fromCharCode(APART.charCodeAt(0) + 1)] as const;

const apartKey = (number: number, place: string): string => `${APART}${number} ${place}`;

const isApart = (place: string): boolean => place.startsWith(APART);

/** What a child left, as it lies apart. */
export const leftApart = (number: number, left: SharedWeights): SharedWeights =>
  Object.fromEntries(Object.entries(left).map(([place, values]) => [apartKey(number, place), values]));

function sorted(kept: SharedWeights): { shared: SharedWeights; apart: Map<number, SharedWeights> } {
  const shared: Record<string, SharedWeights[string]> = {};
  const apart = new Map<number, Record<string, SharedWeights[string]>>();
  for (const [key, values] of Object.entries(kept)) {
    if (!isApart(key)) {
      shared[key] = values;
      continue;
    }
    const number = Number.parseInt(key.slice(APART.length), 10);
    const own = apart.get(number) ?? {};
    own[key.slice(apartKey(number, '').length)] = values;
    apart.set(number, own);
  }
  return { shared, apart };
}

/** Whether it ends a wave, after which nothing lies apart any more. */
export const endsWave = (left: SharedWeights): boolean => Object.keys(left).some((place) => !isApart(place));

/** What is kept once something was left. */
export function keptAfterLeaving(kept: SharedWeights, left: SharedWeights): SharedWeights {
  if (!endsWave(left)) return { ...kept, ...left };
  const before = Object.entries(kept).filter(([place]) => !isApart(place));
  return { ...Object.fromEntries(before), ...left };
}
