import { toBase64 } from '../../../../../base/bytes/bits.ts';
import type { Finalist } from '../../../../../search/finalists.ts';
import type { Trial } from '../../../../../search/trial.ts';
import { PRESET_SETTINGS, type Settings } from '../../../../../settings/settings.ts';
import { sampleArchitecture } from '../../../../../space/sample.ts';
import { createWorld, type World } from '../../../../../studies/uncertainty/testing/simulation.ts';
import type { StandingInput } from '../standing.ts';

/** Runs for tests and the gallery: children whose own accuracies are known, judged by one set of images. */

export interface Story {
  /** Own accuracies, in the order of the trials; null fails. */
  readonly own: readonly (number | null)[];
  readonly images: number;
  readonly seed?: number;
  /** Standard deviation of a training's luck. */
  readonly luck?: number;
  /** Trials that take another's result over. */
  readonly reused?: Readonly<Record<number, number>>;
  readonly hasBits?: boolean;
  /** How many further trainings of finalists have ended, of three finalists; all where it is more. */
  readonly further?: number;
}

const FINALISTS = 3;
const FURTHER = 2 * FINALISTS + 1;

export function runOf(story: Story): StandingInput {
  const { own, images, seed = 1, luck = 0, reused = {}, hasBits = true, further = 0 } = story;
  const world = createWorld(seed);
  const settings: Settings = {
    ...PRESET_SETTINGS.mini.settings,
    trials: Math.max(1, own.length),
    validationImages: images,
    finalists: further > 0 ? FINALISTS : 0,
  };
  const seen = world.images(images);
  const trials: Trial[] = [];
  for (const [index, accuracy] of own.entries()) {
    const number = index + 1;
    const original = trials[(reused[number] ?? 0) - 1];
    if (original) trials.push({ ...original, number, status: 'reused', reusedFrom: original.number });
    else trials.push(trialOf(number, accuracy, world, seen, luck, hasBits));
  }
  return { settings, trials, finalists: furtherOf(trials, own, world, seen, luck, further) };
}

function trialOf(
  number: number,
  own: number | null,
  world: World,
  seen: Uint8Array,
  luck: number,
  hasBits: boolean,
): Trial {
  const { operations, blocks } = PRESET_SETTINGS.mini.settings;
  const common = {
    number,
    architecture: sampleArchitecture({ operations, blocks }, world.random),
    trainable: 60_000 + world.random.integer(30_000),
    multiplyAdds: 11_000_000 + world.random.integer(4_000_000),
    seconds: 9,
    epochs: [],
  };
  if (own === null)
    return { ...common, status: 'failed', accuracy: null, reward: 0, reason: 'The loss was not finite.' };
  const { accuracy, right } = world.train(own, luck, seen);
  const bits = hasBits ? { right: toBase64(bytesOf(right, seen.length)) } : {};
  return { ...common, status: 'trained', accuracy, reward: accuracy, ...bits };
}

function furtherOf(
  trials: readonly Trial[],
  own: readonly (number | null)[],
  world: World,
  seen: Uint8Array,
  luck: number,
  count: number,
): readonly Finalist[] {
  const best = trials
    .filter(({ status }) => status === 'trained')
    .sort((a, b) => b.reward - a.reward || a.number - b.number)
    .slice(0, FINALISTS);
  const outside = world.images(seen.length);
  const done: Finalist[] = [];
  const train = (trial: number, training: number, isFinal: boolean): void => {
    if (done.length === count) return;
    const { accuracy, images } = world.train(own[trial - 1] ?? 0, luck, isFinal ? outside : seen);
    const judgedOn = isFinal ? 'outside' : 'validation';
    done.push({ trial, training, status: 'trained', accuracy, judgedOn, images, seconds: 9, epochs: [] });
  };
  for (let training = 1; training <= 2; training++)
    for (const { number } of best) train(number, training, false);
  const mean = (number: number): number =>
    done.filter(({ trial }) => trial === number).reduce((sum, { accuracy }) => sum + (accuracy ?? 0), 0);
  const [winner] = [...best].sort((a, b) => mean(b.number) - mean(a.number));
  if (winner && count >= FURTHER) train(winner.number, 3, true);
  return done;
}

const bytesOf = (words: Uint32Array, images: number): Uint8Array =>
  Uint8Array.from({ length: Math.ceil(images / 8) }, (_, i) => (words[i >> 2]! >>> (8 * (i & 3))) & 255);

/** `count` own accuracies that fall from one to the other, in another order than by rank. */
export const falling = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, index) => {
    const place = (index * 7) % count;
    return from + ((to - from) * place) / Math.max(1, count - 1);
  });
