import type { Executor } from '../../../engine/executor.ts';
import { MINI_RECIPE } from '../../../engine/recipe.ts';
import { graphParameters } from '../../../network/parameters.ts';
import type { Stack } from './contract.ts';
import { type PreparedStack, SEED, stackGraph, stackImages } from './stack.ts';

const momentum = 0.9;
/** So far that a weight's rounding is nothing beside its move. */
const far = 64;

/**
 * The stack in an engine of ours. Its step does more than the peers': it gathers the images from bytes, updates the weights
 * (SGD with momentum) and the running statistics, and reads the loss.
 */
export async function prepareOwn(stack: Stack, executor: Executor): Promise<PreparedStack> {
  const graph = stackGraph(stack);
  const images = await executor.upload(stackImages(stack));
  const indices = Uint32Array.from({ length: stack.batch }, (_, i) => i);
  const options = {
    ...MINI_RECIPE,
    batch: stack.batch,
    momentum,
    weightDecay: 0,
    clipNorm: 0,
    augmentation: { cropPadding: 0, flip: false, cutout: 0 },
  };
  const program = await executor.compile(graph, options, SEED);
  let step = 0;
  const train = async (learningRate: number): Promise<number> => {
    await program.train(images, indices, { step: step++, totalSteps: 1e6, learningRate, seed: SEED });
    return (await program.readMetrics()).loss;
  };
  return {
    adapter: executor.adapter,
    async differentiate() {
      const before = await program.getWeights();
      const loss = await train(far);
      const after = await program.getWeights();
      program.setWeights(before);
      const gradient: number[] = [];
      for (const { name, trainable } of graphParameters(graph)) {
        if (!trainable) continue;
        const moved = after.get(name)!;
        // Nesterov's first step moves a weight by rate x (1 + momentum) x gradient.
        before.get(name)!.forEach((weight, i) => {
          gradient.push((weight - moved[i]!) / (far * (1 + momentum)));
        });
      }
      return { loss, gradient };
    },
    async step() {
      const loss = await train(0.01);
      if (!Number.isFinite(loss)) throw new Error(`the loss is ${loss}`);
    },
  };
}
