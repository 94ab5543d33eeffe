import { exp } from '../../base/exactMath/exp.ts';
import type { Random } from '../../base/random.ts';
import { architectureOf } from '../../space/choices.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import type { Lesson, Objective, Policy } from '../../strategies/learner/policy.ts';
import type { Suggestion } from '../../strategies/strategy.ts';
import { gumbelNoise } from '../noise.ts';
import { initialValues, parameterCount, partsOf } from '../parameters.ts';
import { readAdam, writeAdam } from '../snapshot.ts';
import { type AdamArrays, adamAscend, adamOf } from './adam.ts';
import { addGradient, type Decided, decide, finish, type Network, networkOf } from './decisions.ts';

/**
 * The policy on the processor, in plain loops over typed arrays: what is kept from one lesson to the next has 32 bits,
 * as in tfjs, and what lies between has 64. It draws as the tfjs policy does from the same generator.
 */
export function createArrayPolicy(space: SearchSpace, objective: Objective, random: Random): Policy {
  const size = parameterCount(space);
  let adam: AdamArrays = adamOf(new Float32Array(3 * size), 0);
  adam.parameters.set(initialValues(space, random));
  const fresh = (): Network => networkOf(space, partsOf(space, adam.parameters));
  let network = fresh();
  const gradient = new Float64Array(size);

  return {
    suggest: async (own) => draw(network, space, own),
    learn(lesson) {
      let drawn: readonly Float64Array[] | null = null;
      for (let epoch = 0; epoch < objective.epochs; epoch++) {
        const children = lesson.choices.map((choices) =>
          decide(network, (_, index) => choices[index] as number),
        );
        drawn ??= children.map(chosenLogs);
        gradient.fill(0);
        addLesson(network, objective, lesson, children, drawn, partsOf(space, gradient));
        adamAscend(adam, gradient, objective.learningRate);
        network = fresh();
      }
    },
    write: async () => writeAdam(adam),
    read(written) {
      const { floats, step } = readAdam(written, space);
      adam = adamOf(floats, step);
      network = fresh();
    },
    dispose() {},
  };
}

function draw(network: Network, space: SearchSpace, random: Random): Suggestion {
  const noise = gumbelNoise(space, random);
  const { decisions, width } = network;
  const decided = decide(network, (logits, index) => {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    logits.forEach((logit, choice) => {
      const value = logit + (noise[index * width + choice] as number);
      if (value > most) [best, most] = [choice, value];
    });
    return best;
  });
  return {
    architecture: architectureOf(
      space,
      decided.map(({ choice }) => choice),
    ),
    decisions: decided.map(({ choice, logs }, index) => {
      const { choices: _, ...decision } = decisions[index] as Network['decisions'][number];
      // 32 bits, as in tfjs: half the digits in a run's file.
      return { ...decision, choice, probabilities: [...Float32Array.from(logs, exp)] };
    }),
  };
}

/** Log-probability of what was chosen, decision after decision. */
function chosenLogs(child: readonly Decided[]): Float64Array {
  return Float64Array.from(child, ({ logs, choice }) => logs[choice] as number);
}

/** Adds the gradient of the objective; `drawn`: the chosen log-probabilities before the lesson's first step. */
function addLesson(
  network: Network,
  { entropyWeight, clipRange }: Objective,
  { advantages }: Lesson,
  children: readonly (readonly Decided[])[],
  drawn: readonly Float64Array[],
  weights: ReturnType<typeof partsOf<Float64Array>>,
): void {
  const gradients = { weights, gates: new Map<number, Float64Array>() };
  children.forEach((child, example) => {
    const advantage = advantages[example] as number;
    const before = drawn[example] as Float64Array;
    const slopes = chosenLogs(child).map((log, index) => {
      if (clipRange === null) return advantage / children.length;
      const ratio = exp(log - (before[index] as number));
      const isClipped = advantage > 0 ? ratio > 1 + clipRange : ratio < 1 - clipRange;
      return isClipped ? 0 : (advantage * ratio) / children.length;
    });
    addGradient(network, child, slopes, entropyWeight / (child.length * children.length), gradients);
  });
  finish(network, gradients);
}
