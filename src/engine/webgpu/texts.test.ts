import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { presetGraphs, randomGraph, widelyDilatedGraph } from '../../network/testing/randomGraphs.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { compileGraph } from './compile/compile.ts';
import { COARSE, FINE, type Grain } from './ir/grain.ts';
import { moduleText } from './kernels/text/module.ts';

const options = { cellsPerStage: 1, filters: 8, size: 16 };
const graphs = [
  ...presetGraphs(options).map(([, graph]) => graph),
  ...Array.from({ length: 8 }, (_, seed) => randomGraph(seed, 5, options)),
  widelyDilatedGraph(),
];

/** Every kernel of these networks with drop path: its text without comments by its name. */
function textsOf(grain: Grain): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const graph of graphs) {
    const recipe = { ...MINI_RECIPE, batch: 8, keepProbability: 0.5 };
    const { training, evaluation } = compileGraph(graph, recipe, grain);
    for (const { family } of [...training.dispatches, ...evaluation.dispatches])
      texts.set(family.name, moduleText(family).replace(/^\s*\/\/.*\n/gm, ''));
  }
  return texts;
}

// The bits of 32-bit runs follow from these texts, and recorded runs from the bits.
test.each([
  ['COARSE', COARSE, 68, '546f1ba5b4ab9302'],
  ['FINE', FINE, 67, '55248a773d77bbef'],
] as const)('texts of 32-bit kernels are those of before there were 16: %s', (_, grain, kernels, digest) => {
  const texts = [...textsOf(grain)].sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(texts.map(([, text]) => text)));
  expect([texts.length, hash.digest('hex').slice(0, 16)]).toEqual([kernels, digest]);
});
