import { InputError } from '../../base/errors.ts';
import { MINI_RECIPE } from '../../engine/recipe.ts';
import { compileGraph } from '../../engine/webgpu/compile/compile.ts';
import type { Family } from '../../engine/webgpu/ir/job.ts';
import { moduleText } from '../../engine/webgpu/kernels/text/module.ts';
import { USUAL_WAYS, WAY_LIST } from '../../engine/webgpu/ways.ts';
import type { LayerGraph } from '../../network/graph.ts';

/** The kernels of a child's programs by name: of every way of working, with drop path and without. Needs no device. */
export function kernelsOf(graph: LayerGraph, batch: number): ReadonlyMap<string, Family> {
  const kernels = new Map<string, Family>();
  for (const { grain, precision } of [...USUAL_WAYS, ...WAY_LIST]) {
    for (const keepProbability of [1, 0.5]) {
      const options = { ...MINI_RECIPE, batch, keepProbability, precision };
      const { training, evaluation } = compileGraph(graph, options, grain);
      for (const { family } of [...training.dispatches, ...evaluation.dispatches]) {
        kernels.set(family.name, family);
      }
    }
  }
  return kernels;
}

/** In place of a kernel's name: all of them. */
const ALL = 'list';

/** The expanded text of one of them, or their names; InputError with the names where there is none called so. */
export function kernelText(graph: LayerGraph, batch: number, name: string): string {
  const kernels = kernelsOf(graph, batch);
  const kernel = kernels.get(name);
  if (kernel) return moduleText(kernel);
  const names = [...kernels.keys()].sort();
  if (name === ALL) return names.join('\n');
  throw new InputError(
    [`This child has no kernel "${name}". Its kernels are:`, ...names.map((one) => `  ${one}`)].join('\n'),
  );
}
