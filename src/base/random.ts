import { cos } from './exactMath/cos.ts';
import { log } from './exactMath/log.ts';
import { mix32 } from './hash.ts';

/**
 * A seeded generator whose whole state can be saved: sfc32 (Doty-Humphrey, PractRand). It is always an explicit
 * argument; nothing in the project draws from a global generator.
 */
export type RandomState = readonly [number, number, number, number];

export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in 0 … bound - 1, without bias. */
  integer(bound: number): number;
  /** Standard normal (Box-Muller, one draw a call). */
  normal(): number;
  /** A new generator for a named purpose; drawing from it leaves this one's state alone. */
  fork(label: number): Random;
  state(): RandomState;
}

export function createRandom(seed: number): Random {
  let s = seed >>> 0;
  const next = (): number => {
    s = (s + 0x9e3779b9) >>> 0;
    return mix32(s);
  };
  const random = restoreRandom([next(), next(), next(), next()]);
  return random;
}

export function restoreRandom(state: RandomState): Random {
  let [a, b, c, d] = state;
  const uint32 = (): number => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  const uniform = (): number => {
    const high = uint32() >>> 5;
    const low = uint32() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  };
  return {
    uniform,
    integer(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > 0x100000000) {
        throw new RangeError(
          `random integer below ${bound}: the bound must be a whole number from 1 to 2^32`,
        );
      }
      const limit = 0x100000000 - (0x100000000 % bound);
      let draw = uint32();
      while (draw >= limit) draw = uint32();
      return draw % bound;
    },
    normal() {
      const radius = Math.sqrt(-2 * log(1 - uniform()));
      return radius * cos(2 * Math.PI * uniform());
    },
    fork(label) {
      return createRandom(
        mix32((mix32(a) ^ mix32(b + label) ^ mix32(c) ^ mix32(d + Math.imul(label, 0x632be5ab))) >>> 0),
      );
    },
    state: () => [a, b, c, d],
  };
}

/** Fisher-Yates, in place; answers the same array. */
export function shuffle<Item>(items: Item[], random: Random): Item[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const held = items[i] as Item;
    items[i] = items[j] as Item;
    items[j] = held;
  }
  return items;
}

/** So many normals at once: compilers inline a function into a plain loop, and the loop's numbers stay in the cache. */
const PART = 512;

/** Fills `values` with `deviation` times normals, drawn as if one by one. */
export function fillNormal(values: Float32Array, deviation: number, random: Random): void {
  const radii = new Float64Array(Math.min(PART, values.length));
  const angles = new Float64Array(radii.length);
  for (let start = 0; start < values.length; start += PART) {
    const part = values.subarray(start, start + PART);
    for (let i = 0; i < part.length; i++) {
      radii[i] = random.uniform();
      angles[i] = random.uniform();
    }
    toRadii(radii, part.length);
    toCosines(angles, part.length);
    for (let i = 0; i < part.length; i++) {
      part[i] = deviation * ((radii[i] as number) * (angles[i] as number));
    }
  }
}

function toRadii(uniform: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) uniform[i] = Math.sqrt(-2 * log(1 - (uniform[i] as number)));
}

function toCosines(uniform: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) uniform[i] = cos(2 * Math.PI * (uniform[i] as number));
}
