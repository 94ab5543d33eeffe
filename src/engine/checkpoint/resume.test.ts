import { describe, expect, test } from 'vitest';
import type { Executor } from '../executor.ts';
import { MINI_RECIPE, type Recipe } from '../recipe.ts';
import { createReferenceExecutor } from '../reference/executor.ts';
import { testBackends } from '../testing/gpu.ts';
import { everyPrimitive } from '../testing/graphs.ts';
import { colouredNoise } from '../testing/images.ts';
import { type ChildResult, type ChildState, type ChildTraining, trainChild } from '../trainer.ts';
import { createCompiledExecutor } from '../webgpu/executor.ts';
import { cutState, fitsGraph } from './programState.ts';

const graph = everyPrimitive();
const set = colouredNoise(30, graph.input, graph.classes, 1);
const split = {
  train: Uint32Array.from({ length: 16 }, (_, i) => i),
  validation: Uint32Array.from({ length: 14 }, (_, i) => 16 + i),
};
/** Everything whose state could be forgotten: momentum, decay, clipping, drop path, augmentation, smoothing. */
const recipe: Recipe = {
  ...MINI_RECIPE,
  batch: 4,
  epochs: 3,
  clipNorm: 0.5,
  keepProbability: 0.6,
  labelSmoothing: 0.1,
  augmentation: { cropPadding: 2, flip: true, cutout: 3 },
};

const engines: Executor[] = [];
for (const opened of await testBackends()) {
  // tfjs on WebGPU takes as long as all the others together.
  if (opened.backend !== 'webgpu' || process.env.NAS_FULL === '1')
    engines.push(createReferenceExecutor(opened));
  if (opened.backend === 'webgpu') engines.push(createCompiledExecutor(opened));
}

async function train(change: Partial<ChildTraining> & Pick<ChildTraining, 'executor' | 'images'>) {
  const states: ChildState[] = [];
  const training = trainChild({ graph, split, recipe, seed: 3, states: true, ...change });
  for (;;) {
    const { value, done } = await training.next();
    if (done) return { result: value as ChildResult, states };
    if (value.type === 'state') states.push(structuredClone(value.state));
  }
}

const judged = ({ result }: { readonly result: ChildResult }) =>
  result.epochs.map(({ epoch, trainAccuracy, validationAccuracy }) => [
    epoch,
    trainAccuracy,
    validationAccuracy,
  ]);

describe.each(engines.map((executor) => [`${executor.kind} on ${executor.backend}`, executor] as const))(
  '%s',
  (_, executor) => {
    test('a child resumed after an epoch ends bit for bit like one that was never interrupted', async () => {
      const images = await executor.upload(set);
      try {
        const whole = await train({ executor, images });
        expect(whole.states.map(({ epochs }) => epochs.length)).toEqual([1, 2]);
        const [first, second] = whole.states as [ChildState, ChildState];
        expect(first.velocity.some((value) => value !== 0)).toBe(true);
        const resumed = await train({ executor, images, from: first });
        expect(judged(resumed)).toEqual(judged(whole));
        expect(resumed.states).toHaveLength(1);
        expect(resumed.states[0]?.weights).toEqual(second.weights);
        expect(resumed.states[0]?.velocity).toEqual(second.velocity);
        expect(resumed.result.seconds).toBeGreaterThan(first.seconds);
        // Without its momentum the child would end elsewhere: the state is not idle.
        const still = { ...first, velocity: new Float32Array(first.velocity.length) };
        const other = await train({ executor, images, from: still });
        expect(other.states[0]?.weights).not.toEqual(second.weights);
      } finally {
        images.dispose();
      }
    });

    test('a state of another network is refused', async () => {
      const program = await executor.compile(graph, recipe, 1);
      try {
        const state = await program.exportState();
        expect(fitsGraph(graph, state)).toBe(true);
        const short = { ...state, weights: state.weights.slice(1) };
        expect(fitsGraph(graph, short)).toBe(false);
        expect(() => program.importState(short)).toThrow(RangeError);
        expect(() => cutState(graph, { ...state, velocity: new Float32Array() })).toThrow('0 velocities');
      } finally {
        program.dispose();
      }
    });
  },
);
