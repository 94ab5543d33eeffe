import { expect, test } from 'vitest';
import { openBackend } from '../../engine/backend.ts';
import { openExecutor } from '../../engine/chooseExecutor.ts';
import type { Executor } from '../../engine/executor.ts';
import { openNodeGpu } from '../../engine/nodeGpu.ts';
import { openCheckedEngine } from './checkedEngine.ts';
import { disagreement, trainedLoss } from './selfTest.ts';

/** An engine whose weights are a little off. */
const spoilt = (executor: Executor): Executor => ({
  ...executor,
  async compile(graph, options, seed) {
    const program = await executor.compile(graph, options, seed);
    program.setWeights(
      new Map([...(await program.getWeights())].map(([name, w]) => [name, w.map((x) => 1.5 * x)])),
    );
    return program;
  },
});

test('an engine that computes something else is found out, with the figures', async () => {
  const reference = openExecutor(await openBackend({ gpu: null, order: ['cpu'] }));
  expect(await trainedLoss(reference)).toBeCloseTo(2.50765, 5);
  expect(await disagreement(reference)).toBeNull();
  expect(await disagreement(spoilt(reference))).toMatch(/its loss was \d\.\d+ instead of 2\.508\./);
});

test.each([0, 0.5])('an engine that learns at %f of the rate is found out', async (share) => {
  const reference = openExecutor(await openBackend({ gpu: null, order: ['cpu'] }));
  const slow: Executor = {
    ...reference,
    async compile(...child) {
      const program = await reference.compile(...child);
      const train = program.train.bind(program);
      program.train = (images, indices, step) =>
        train(images, indices, { ...step, learningRate: share * step.learningRate });
      return program;
    },
  };
  expect(await disagreement(slow)).toMatch(/its loss was 2\.\d+ instead of 2\.508\./);
});

test('an engine that throws is found out', async () => {
  const reference = openExecutor(await openBackend({ gpu: null, order: ['cpu'] }));
  const broken: Executor = { ...reference, compile: () => Promise.reject(new Error('no shader')) };
  expect(await disagreement(broken)).toMatch(/no shader/);
});

test('on WebGPU the compiled engine passes', async (context) => {
  const opened = await openBackend({ gpu: await openNodeGpu() });
  if (opened.backend !== 'webgpu') {
    if (process.env.NAS_REQUIRE_WEBGPU === '1') throw new Error(opened.warning);
    return context.skip();
  }
  expect(await openCheckedEngine(opened)).toMatchObject({ executor: { kind: 'compiled' } });
});
