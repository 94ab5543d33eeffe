import { expect, test } from 'vitest';
import { graphParameters } from '../network/parameters.ts';
import { GraphSketch } from './testing/graphs.ts';
import { initialWeights } from './weights.ts';

function graph(channels: number) {
  const g = new GraphSketch([8, 8, 3]);
  const features = g.bn(g.conv(g.relu(g.bn(g.conv(0, channels, [3, 3]))), 64, [3, 3]));
  return g.finish(g.add({ kind: 'dense' }, [g.add({ kind: 'globalAvgPool' }, [features])], 10));
}

test('every parameter begins as NASNET.md says', () => {
  const weights = initialWeights(graph(40), 1);
  for (const { name, init, size } of graphParameters(graph(40))) {
    const values = weights.get(name)!;
    expect(values.length).toBe(size);
    if (init.kind === 'constant') expect(new Set(values)).toEqual(new Set([init.value]));
    else {
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / size);
      expect(deviation / init.deviation).toBeGreaterThan(0.85);
      expect(deviation / init.deviation).toBeLessThan(1.15);
    }
  }
});

test('normals are not truncated', () => {
  const kernel = initialWeights(graph(40), 1).get('4/kernel')!;
  const beyond = kernel.filter((value) => Math.abs(value) > 2 * Math.sqrt(2 / 360)).length;
  expect(beyond / kernel.length).toBeCloseTo(0.0455, 2);
});

test('a parameter depends on the seed and its own place alone', () => {
  expect(initialWeights(graph(40), 1)).toEqual(initialWeights(graph(40), 1));
  expect(initialWeights(graph(40), 1).get('1/kernel')).not.toEqual(
    initialWeights(graph(40), 2).get('1/kernel'),
  );
  const wider = initialWeights(graph(80), 1).get('8/kernel');
  expect(initialWeights(graph(40), 1).get('8/kernel')).toEqual(wider);
});
