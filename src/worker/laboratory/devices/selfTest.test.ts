import { expect, test, vi } from 'vitest';
import { createArrayPolicy } from '../../../controller/arrays/policy.ts';
import { openBackend } from '../../../engine/backend.ts';
import { openExecutor } from '../../../engine/chooseExecutor.ts';
import type { Executor } from '../../../engine/executor.ts';
import { openNodeGpu } from '../../../engine/nodeGpu.ts';
import { createWasmExecutor } from '../../../engine/wasm/executor.ts';
import { openNodeCrew } from '../../../engine/wasm/threads/nodeCrew.ts';
import { PRESET_SETTINGS } from '../../../settings/settings.ts';
import { createLaboratory } from '../laboratory.ts';
import { graphicsDevice } from './graphics.ts';
import { openProcessor } from './processor.ts';
import { disagreement, HALF_TOLERANCES, halfDisagreement, otherBits, trainedLoss } from './selfTest.ts';

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

const processor = createWasmExecutor(await openNodeCrew(1));

test('the known loss is the reference engine’s', async () => {
  const reference = openExecutor(await openBackend({ gpu: null, order: ['cpu'] }));
  expect(await trainedLoss(reference)).toBeCloseTo(2.50765, 5);
});

test('an engine that computes something else is found out, with the figures', async () => {
  expect(await disagreement(processor)).toBeNull();
  expect(await disagreement(spoilt(processor))).toMatch(/its loss was \d\.\d+ instead of 2\.508\./);
});

test.each([0, 0.5])('an engine that learns at %f of the rate is found out', async (share) => {
  const slow: Executor = {
    ...processor,
    async compile(...child) {
      const program = await processor.compile(...child);
      const train = program.train.bind(program);
      program.train = (images, indices, step) =>
        train(images, indices, { ...step, learningRate: share * step.learningRate });
      return program;
    },
  };
  expect(await disagreement(slow)).toMatch(/its loss was 2\.\d+ instead of 2\.508\./);
});

test('an engine that throws is found out', async () => {
  const broken: Executor = { ...processor, compile: () => Promise.reject(new Error('no shader')) };
  expect(await disagreement(broken)).toMatch(/no shader/);
});

test('on WebGPU the compiled engine passes', async (context) => {
  const opened = await openBackend({ gpu: await openNodeGpu() });
  if (opened.backend !== 'webgpu') {
    if (process.env.NAS_REQUIRE_WEBGPU === '1') throw new Error(opened.warning);
    return context.skip();
  }
  const device = await graphicsDevice(opened);
  expect(device).toMatchObject({ executor: { kind: 'compiled' } });
  expect((await graphicsDevice(opened, 'compiled')).halfFailure).toBeUndefined();
  // The kernels of 16 bits take seconds to compile.
  if (process.env.NAS_FULL === '1') expect(await device.halfFailure?.()).toBeNull();
  else expect(device.halfFailure).toBeDefined();
}, 60_000);

/** Stands for an engine of 16-bit maps: the processor's, which learns at a share of the rate with weights that are off. */
const halved = ({ rate = 1, weights = 1 } = {}): Executor => ({
  ...processor,
  async compile(graph, { precision, ...options }, seed) {
    const program = await processor.compile(graph, options, seed);
    if (precision !== 16) return program;
    const began = [...(await program.getWeights())];
    program.setWeights(new Map(began.map(([name, w]) => [name, w.map((x) => weights * x)])));
    const train = program.train.bind(program);
    program.train = (images, indices, step) =>
      train(images, indices, { ...step, learningRate: rate * step.learningRate });
    return program;
  },
});

test('at 16 bits an engine is held to its own first step at 32', async () => {
  expect(await halfDisagreement(halved())).toBeNull();
  expect(await halfDisagreement(halved({ weights: 1.5 }))).toMatch(
    /self-test at 16 bits here: its loss was \d\.\d+ instead of \d\.\d+\.$/,
  );
  for (const [rate, off] of [
    [0, 100],
    [0.5, 50],
    [-1, 200],
  ] as const)
    expect(await halfDisagreement(halved({ rate }))).toMatch(`was off by ${off} % of a step's length.`);
  expect(HALF_TOLERANCES.update).toBeLessThan(0.5);
  const half = 'The processor trains in 32 bits only';
  expect(await halfDisagreement(processor)).toMatch(half);
});

test('a run of 16 bits is refused before it begins on an engine that learns otherwise at them, and one of 32 is not', async () => {
  const executor: Executor = { ...halved({ rate: 0 }), kind: 'compiled' };
  const never = new Promise<string>(() => {});
  const device = {
    executor,
    createPolicy: createArrayPolicy,
    lost: never,
    halfFailure: () => halfDisagreement(executor),
  };
  const source = () => {
    throw new Error('no images');
  };
  const laboratory = createLaboratory({ source, open: async () => device });
  const report = {
    dataUrl: 'http://localhost/',
    tableUrl: null,
    archive: null,
    place: 'automatic',
    backend: null,
  } as const;
  const environment = vi.fn();
  const told = { signal: new AbortController().signal, environment, data() {}, table() {}, shownImages() {} };
  const opened = (precision: 16 | 32) =>
    laboratory.open({ ...PRESET_SETTINGS.mini.settings, precision }, { ...report, ...told });
  await expect(opened(16)).rejects.toThrow(
    "self-test at 16 bits here: its first step was off by 100 % of a step's length. Set the precision to 32 bits.",
  );
  expect(environment).not.toHaveBeenCalled();
  await expect(opened(32)).rejects.toThrow('no images');
  expect(environment).toHaveBeenCalledOnce();
});

test.each([1, 2])('the processor has its bits, with %i threads', async (threads) => {
  const { executor } = await openProcessor(() => openNodeCrew(threads));
  expect(executor).toMatchObject({ kind: 'wasm', threads });
  executor.dispose();
});

test('a processor that is off by a last bit is found out', async () => {
  const { executor } = await openProcessor(() => openNodeCrew(1));
  const nearly: Executor = {
    ...executor,
    async compile(...child) {
      const program = await executor.compile(...child);
      const read = program.readMetrics.bind(program);
      program.readMetrics = async () => {
        const metrics = await read();
        return { ...metrics, loss: metrics.loss * (1 + Number.EPSILON) };
      };
      return program;
    },
  };
  expect(await otherBits(nearly)).toMatch(/its loss was 2\.\d+ instead of 2\.\d+\./);
});

test('a browser without SIMD is told so', async () => {
  const without = () => Promise.reject(new WebAssembly.CompileError('invalid opcode'));
  await expect(openProcessor(without)).rejects.toThrow(
    'WebAssembly with SIMD cannot be used here (invalid opcode).',
  );
});
