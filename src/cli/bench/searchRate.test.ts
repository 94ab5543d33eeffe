import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import type { Executor } from '../../engine/executor.ts';
import { createWasmExecutor } from '../../engine/wasm/executor.ts';
import { openNodeCrew } from '../../engine/wasm/threads/nodeCrew.ts';
import { presetFor } from '../../settings/presets.ts';
import { measureSearch, rateSearch } from './searchRate.ts';

const images = { trainImages: 8, validationImages: 8, batch: 4, imageSize: 8, dataset: 'synthetic' } as const;
const settings = { ...presetFor('mini', 'random'), ...images, epochs: 1, blocks: 1, filters: 4 };

test('the first child runs whole and is not counted; kernels that later ones need are', async () => {
  const processor = createWasmExecutor(await openNodeCrew(1));
  const evaluated: number[] = [];
  const executor: Executor = {
    ...processor,
    async compile(graph, options, seed, compiling) {
      compiling?.(evaluated.push(0) === 1 ? 45 : 2);
      const program = await processor.compile(graph, options, seed);
      const evaluate = program.evaluate.bind(program);
      program.evaluate = (...judged) => {
        evaluated[evaluated.length - 1]! += judged[1].length;
        return evaluate(...judged);
      };
      return program;
    },
  };
  const rate = await measureSearch(executor, 2, settings);
  expect(evaluated).toEqual([8, 8, 8]);
  expect(rate).toMatchObject({ children: 2, kernels: 4, precision: 32 });
  const all = Object.values(rate.seconds).reduce((sum, one) => sum + one, 0);
  expect(rate.childrenPerHour * all).toBeCloseTo(3600, 3);

  await expect(measureSearch(processor, 1, { ...settings, precision: 16 })).rejects.toThrow(
    /^The first child failed: .*32 bits only/,
  );
  processor.dispose();
});

test('wrong options are refused in a sentence', async () => {
  const given = (...args: string[]) => rateSearch(['--search', ...args]);
  await expect(given('--precision', '8')).rejects.toThrow(new InputError('--precision 8: give 32 or 16.'));
  await expect(given('--precision', '16', '--way', 'half')).rejects.toThrow(
    '--precision cannot go with --way',
  );
  await expect(given('--precision', '16', '--engine', 'wasm', '--threads', '1')).rejects.toThrow(
    'trains in 32 bits only',
  );
});
