import { hash32 } from '../../base/hash.ts';
import { createRandom, type Random } from '../../base/random.ts';
import { type ImageSet, imageBytes } from '../dataset.ts';
import { synthetic } from './info.ts';

/**
 * Colours, place, size, tilt, lighting, noise and an occluding patch are random, so that neither colour nor position tells
 * the class. Only +, -, *, / and square roots are used: the bytes are the same on every machine.
 */
const size = synthetic.height;

/** How much of a pixel's centre the figure covers, 0 to 1. */
type Figure = (x: number, y: number) => number;

const between = (random: Random, low: number, high: number): number => low + (high - low) * random.uniform();
const soft = (inside: number): number => Math.min(1, Math.max(0, inside + 0.5));
const wave = (u: number): number => soft(8 * Math.abs(u - Math.floor(u) - 0.5) - 2);

/** Coordinates relative to a random centre, tilted a little. */
function frame(random: Random): (x: number, y: number) => readonly [number, number] {
  const cx = between(random, 11, 20);
  const cy = between(random, 11, 20);
  const tilt = between(random, -0.3, 0.3);
  const norm = Math.sqrt(1 + tilt * tilt);
  return (x, y) => [(x - cx + tilt * (y - cy)) / norm, (y - cy - tilt * (x - cx)) / norm];
}

function stripes(random: Random, across: number, down: number): Figure {
  const turn = frame(random);
  const period = between(random, 5, 10);
  const norm = period * Math.sqrt(across * across + down * down);
  return (x, y) => {
    const [u, v] = turn(x, y);
    return wave((across * u + down * v) / norm);
  };
}

/** One figure a class, in the order of the classes. */
const figures: readonly ((random: Random) => Figure)[] = [
  (random) => stripes(random, 0, 1),
  (random) => stripes(random, 1, 0),
  (random) => stripes(random, 1, random.uniform() < 0.5 ? 1 : -1),
  (random) => {
    const across = stripes(random, 1, 0);
    const down = stripes(random, 0, 1);
    return (x, y) => Math.abs(across(x, y) - down(x, y));
  },
  (random) => {
    const turn = frame(random);
    const radius = between(random, 6, 11);
    return (x, y) => {
      const [u, v] = turn(x, y);
      return soft(radius - Math.sqrt(u * u + v * v));
    };
  },
  (random) => {
    const turn = frame(random);
    const radius = between(random, 6, 10);
    const half = between(random, 1.2, 2.2);
    return (x, y) => {
      const [u, v] = turn(x, y);
      return soft(half - Math.abs(Math.sqrt(u * u + v * v) - radius));
    };
  },
  (random) => {
    const turn = frame(random);
    const half = between(random, 5, 9);
    return (x, y) => {
      const [u, v] = turn(x, y);
      return soft(half - Math.max(Math.abs(u), Math.abs(v)));
    };
  },
  (random) => {
    const turn = frame(random);
    const half = between(random, 7, 11);
    const up = random.uniform() < 0.5 ? 1 : -1;
    return (x, y) => {
      const [u, v] = turn(x, y);
      return soft(Math.min(half * 0.8 - up * v, (half + up * v - 2 * Math.abs(u)) / 2));
    };
  },
  (random) => {
    const turn = frame(random);
    const arm = between(random, 8, 12);
    const half = between(random, 1.5, 2.8);
    return (x, y) => {
      const [u, v] = turn(x, y);
      const near = Math.min(Math.abs(u), Math.abs(v));
      return soft(Math.min(half - near, arm - Math.max(Math.abs(u), Math.abs(v))));
    };
  },
  (random) => {
    const dots = Array.from({ length: 5 + random.integer(5) }, () => ({
      x: between(random, 3, 29),
      y: between(random, 3, 29),
      radius: between(random, 1.8, 3.2),
    }));
    return (x, y) => {
      let cover = 0;
      for (const dot of dots) {
        cover = Math.max(
          cover,
          soft(dot.radius - Math.sqrt((x - dot.x) * (x - dot.x) + (y - dot.y) * (y - dot.y))),
        );
      }
      return cover;
    };
  },
];

const colour = (random: Random): number[] => [0, 1, 2].map(() => between(random, 20, 235));

function drawImage(random: Random, figure: Figure, pixels: Uint8Array): void {
  const back = colour(random);
  let front = colour(random);
  const contrast = () => front.reduce((sum, value, c) => sum + Math.abs(value - back[c]!), 0);
  while (contrast() < 150) front = colour(random);
  const light = [between(random, -1.5, 1.5), between(random, -1.5, 1.5)] as const;
  const noise = between(random, 10, 50);
  const patch = {
    x: random.integer(27),
    y: random.integer(27),
    side: 3 + random.integer(5),
    colour: colour(random),
  };
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const px = x - patch.x;
      const py = y - patch.y;
      const hidden = px >= 0 && py >= 0 && px < patch.side && py < patch.side;
      const cover = figure(x, y);
      const shade = light[0] * (x - 15.5) + light[1] * (y - 15.5);
      for (let c = 0; c < 3; c++) {
        const base = hidden ? patch.colour[c]! : back[c]! + cover * (front[c]! - back[c]!);
        const value = base + shade + noise * (random.uniform() + random.uniform() - 1);
        pixels[(y * size + x) * 3 + c] = Math.min(255, Math.max(0, Math.round(value)));
      }
    }
  }
}

/** `count` images with the classes in turn; image i depends on the seed and on i alone. */
export function makeSynthetic(count: number, seed: number): ImageSet {
  const bytes = imageBytes(synthetic);
  const images = new Uint8Array(count * bytes);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = i % figures.length;
    const random = createRandom(hash32(seed, i));
    labels[i] = label;
    drawImage(random, figures[label]!(random), images.subarray(i * bytes, (i + 1) * bytes));
  }
  return { info: synthetic, count, images, labels };
}
