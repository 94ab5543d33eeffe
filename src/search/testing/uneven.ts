import { setImmediate } from 'node:timers/promises';
import { hash32 } from '../../base/hash.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import type { ChildState, EpochPoint, Evaluator } from '../trial.ts';

export interface UnevenEvaluator extends Evaluator {
  /** Trials whose training began, as they did. */
  readonly begun: readonly number[];
  /** How many are in training, and how many ever were at once. */
  readonly inTraining: number;
  readonly mostInTraining: number;
}

const codesOf = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

/** 0 to 1, by the numbers alone. */
const share = (...numbers: number[]): number => hash32(7, ...numbers) / 2 ** 32;

/**
 * Simulated children that take as many turns of the event loop as `seed` says, so that they end in any order. What comes of
 * one follows from its graph, from its seed, and from all that it inherits; a few fail. Each can be paused and gone on with.
 */
export function createUnevenEvaluator(
  seed: number,
  { epochs: most = 2, fails = 0.1 }: { readonly epochs?: number; readonly fails?: number } = {},
): UnevenEvaluator {
  const begun: number[] = [];
  let inTraining = 0;
  let mostInTraining = 0;
  return {
    begun,
    get inTraining() {
      return inTraining;
    },
    get mostInTraining() {
      return mostInTraining;
    },
    cost: (architecture: Architecture) => ({
      trainable: 100,
      multiplyAdds: 1000 + (hash32(3, ...codesOf(canonicalKey(architecture))) % 1000),
      steps: most,
    }),
    async *evaluate(architecture, trial, { from, until = most, shared } = {}) {
      begun.push(trial);
      inTraining += 1;
      mostInTraining = Math.max(mostInTraining, inTraining);
      try {
        const graph = codesOf(canonicalKey(architecture));
        const heard = Object.entries(shared ?? {}).map(([place, [value = 0]]) => `${place}=${value}`);
        const inherited = from?.weights[0] ?? hash32(5, ...codesOf(heard.sort().join())) % 1000;
        const weights = new Float32Array([inherited]);
        const epochs: EpochPoint[] = [...(from?.epochs ?? [])];
        for (let epoch = epochs.length + 1; epoch <= until; epoch++) {
          const turns = hash32(seed, trial, epoch) % 4;
          for (let turn = 0; turn < turns; turn++) await setImmediate();
          const validationAccuracy = (share(trial, inherited, ...graph) * epoch) / most;
          const point = { epoch, loss: 1 / epoch, trainAccuracy: 0.5, validationAccuracy };
          epochs.push(point);
          yield { type: 'epoch', ...point };
          if (share(trial, epoch) < fails / most)
            return { accuracy: null, reason: 'It diverged.', seconds: epoch, epochs };
          const state: ChildState = {
            epochs: [...epochs],
            seconds: epoch,
            weights,
            velocity: new Float32Array(),
          };
          if (epoch < most) yield { type: 'state', state };
        }
        const told = {
          accuracy: epochs.at(-1)?.validationAccuracy ?? null,
          seconds: until,
          epochs,
        };
        if (shared === undefined) return told;
        const left = { [`place ${graph.length % 3}`]: new Float32Array([trial]), last: weights };
        return { ...told, inherited: inherited % 100, left };
      } finally {
        inTraining -= 1;
      }
    },
  };
}
