import { createRandom, type Random } from '../../../base/random.ts';
import type { Judged } from '../difference.ts';

/** Kinds of images, from easy to hard. */
const KINDS = 64;
/** How much the kind decides: with 0.95 and children of 0.5, two of them correlate over the images by 0.45. */
const HARDNESS = 0.95;

/** Images that all children of a run are judged by: each one's kind. */
export type Images = Uint8Array;

/** A made world: everything that a search only measures is known. */
export interface World {
  readonly random: Random;
  images(count: number): Images;
  /** One training: the child's own accuracy plus the training's luck, judged by these images. */
  train(own: number, deviation: number, images: Images): Judged & { readonly right: Uint32Array };
}

/**
 * An image of kind h, from -0.95 to 0.95, is right with probability a + h min(a, 1 - a) where the trained child's accuracy
 * is a: in the mean over the kinds exactly a, so that counts are binomial, and what is hard for one child is hard for others.
 */
export function createWorld(seed: number): World {
  const random = createRandom(seed);
  const hardness = Float64Array.from(
    { length: KINDS },
    (_, kind) =>
      // Most images are clearly easy or hard, as they are to real children.
      HARDNESS * Math.cos((Math.PI * (kind + 0.5)) / KINDS),
  );
  const least = new Float64Array(KINDS);
  return {
    random,
    images: (count) => Uint8Array.from({ length: count }, () => random.integer(KINDS)),
    train(own, deviation, images) {
      const trained = own + deviation * random.normal();
      const reach = Math.min(trained, 1 - trained);
      for (let kind = 0; kind < KINDS; kind++)
        least[kind] = Math.round((trained + hardness[kind]! * reach) * 0x10000);
      const right = new Uint32Array(Math.ceil(images.length / 32));
      let count = 0;
      let draws = 0;
      for (let i = 0; i < images.length; i++) {
        // Two images of 16 bits from each draw: simulations take little else.
        draws = i % 2 === 0 ? random.integer(0x100000000) : draws >>> 16;
        if ((draws & 0xffff) >= least[images[i]!]!) continue;
        right[i >> 5]! |= 1 << (i & 31);
        count++;
      }
      return { accuracy: count / images.length, images: images.length, right };
    },
  };
}

/** How true accuracies may be spread, about 0 with deviation 1; many real spaces have a long lower side. */
export const SHAPES = {
  normal: (random: Random) => random.normal(),
  lowerSide: (random: Random) => {
    const [a, b] = [random.normal(), random.normal()];
    return 1 - (a * a + b * b) / 2;
  },
  /** A long upper side: few children are far better than the rest. */
  upperSide: (random: Random) => {
    const [a, b] = [random.normal(), random.normal()];
    return (a * a + b * b) / 2 - 1;
  },
  /** One child in eight is of a better sort. */
  twoSorts: (random: Random) => (random.uniform() < 1 / 8 ? 2 : 0) + 0.7 * random.normal(),
  uniform: (random: Random) => Math.sqrt(12) * (random.uniform() - 0.5),
};

/** Share of so many runs in which something was so. */
export function shareOf(runs: number, happens: (run: number) => boolean): number {
  let count = 0;
  for (let run = 0; run < runs; run++) if (happens(run)) count++;
  return count / runs;
}

/** 93 to 97 % over 2,000 runs: with a true 95 %, four standard errors either way. */
export const RUNS = 2000;
export const LEAST = 0.93;
export const MOST = 0.97;

/** What a simulation showed, in the place of numbers that go stale in a text: `NAS_FIGURES=1 npx vitest run src/studies/uncertainty`. */
export function tell(what: string, figure: number): void {
  if (process.env.NAS_FIGURES === '1') console.info(`${what}: ${figure.toFixed(4)}`);
}
