import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { presetGraphs, randomGraph, widelyDilatedGraph } from '../../network/testing/randomGraphs.ts';
import type { Precision } from '../executor.ts';
import { MINI_RECIPE } from '../recipe.ts';
import { compileGraph } from './compile/compile.ts';
import { COARSE, FINE, type Grain, HALF } from './ir/grain.ts';
import { moduleText } from './kernels/text/module.ts';

const options = { cellsPerStage: 1, filters: 8, size: 16 };
const graphs = [
  ...presetGraphs(options).map(([, graph]) => graph),
  ...Array.from({ length: 8 }, (_, seed) => randomGraph(seed, 5, options)),
  widelyDilatedGraph(),
];

/** Every kernel of these networks with drop path: its text without comments by its name. */
function textsOf(grain: Grain, precision: Precision): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const graph of graphs) {
    const recipe = { ...MINI_RECIPE, batch: 8, keepProbability: 0.5, precision };
    const { training, evaluation } = compileGraph(graph, recipe, grain);
    for (const { family } of [...training.dispatches, ...evaluation.dispatches])
      texts.set(family.name, moduleText(family).replace(/^\s*\/\/.*\n/gm, ''));
  }
  return texts;
}

// The bits of 32-bit runs follow from these texts, and recorded runs from the bits; what was measured of 16 bits (studies/precision)
// is of theirs.
test.each([
  ['COARSE', COARSE, 32, 68, '546f1ba5b4ab9302'],
  ['FINE', FINE, 32, 67, '55248a773d77bbef'],
  ['HALF', HALF, 16, 76, '2a6b79e650f23f68'],
] as const)(
  'texts of kernels are those of which bits and figures are: %s',
  (_, grain, precision, kernels, digest) => {
    const texts = [...textsOf(grain, precision)].sort(([a], [b]) => (a < b ? -1 : 1));
    const hash = createHash('sha256').update(JSON.stringify(texts.map(([, text]) => text)));
    expect([texts.length, hash.digest('hex').slice(0, 16)]).toEqual([kernels, digest]);
  },
);
