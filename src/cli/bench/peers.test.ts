import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { main } from '../commands/studies/bench.ts';
import { disagreement } from './peers/disagreement.ts';
import { chooseStacks, peerLines } from './peers.ts';

test('without a description, the two stacks of every table', () => {
  expect(chooseStacks({})).toEqual([
    { layers: 8, channels: 16, kernel: 5, batch: 32 },
    { layers: 4, channels: 8, kernel: 3, batch: 32 },
  ]);
});

test('one stack of your own; what is left out is as in the first', () => {
  const own = { layers: '1', channels: '4', kernel: '3', batch: '2' };
  expect(chooseStacks(own)).toEqual([{ layers: 1, channels: 4, kernel: 3, batch: 2 }]);
  expect(chooseStacks({ batch: '64' })).toEqual([{ layers: 8, channels: 16, kernel: 5, batch: 64 }]);
});

test.each([
  [{ layers: '0' }, '--layers 0: give a whole number from 1 to 64.'],
  [{ channels: 'many' }, '--channels many: give a whole number from 1 to 1024.'],
  [{ kernel: '33' }, '--kernel 33: give a whole number from 1 to 31.'],
  [{ kernel: '4' }, '--kernel 4: give an odd number, whose middle is a pixel.'],
])('%o is refused', (given, sentence) => {
  expect(() => chooseStacks(given)).toThrow(new InputError(sentence));
});

test.each([
  ['--peers --cells nasnet-a', '--cells cannot go with --peers.'],
  ['--peers --engine compiled', '--engine cannot go with --peers.'],
  ['--layers 2', '--layers only goes with --peers.'],
  ['--scaling --batch 64', '--batch cannot go with --scaling.'],
  ['--torch --profile', '--profile cannot go with --torch.'],
  ['--n 2', '--n says nothing without --cells or --profile.'],
  ['--peers --kernel 2', '--kernel 2: give an odd number, whose middle is a pixel.'],
])('bench %s is refused', async (line, sentence) => {
  await expect(main(line.split(' '))).rejects.toThrow(new InputError(sentence));
});

test('the table names the adapter, the browser and each engine', () => {
  const stack = { layers: 4, channels: 8, kernel: 3, batch: 32 };
  const rows = [
    { engine: 'jax-js-webgpu', ...stack, stepMs: 290.26, depthwise: 'grouped' },
    { engine: 'compiled', ...stack, stepMs: 80 },
  ] as const;
  expect(peerLines({ adapter: 'SwiftShader (software)', browser: 'Chromium 156', rows }).slice(0, 4)).toEqual(
    [
      'SwiftShader (software), Chromium 156',
      'layers  channels  kernel  batch         engine  ms/step  depthwise',
      '     4         8   3 x 3     32  jax-js-webgpu    290.3    grouped',
      '     4         8   3 x 3     32       compiled     80.0    its own',
    ],
  );
});

test('engines agree within a thousandth of the loss and of the gradient', () => {
  const tfjs = { engine: 'tfjs', loss: 2, gradient: [3, 4] } as const;
  const other = (loss: number, gradient: readonly number[]) =>
    disagreement({ engine: 'compiled', loss, gradient }, tfjs);
  expect(other(2.0019, [3.003, 4])).toBeNull();
  expect(other(2.01, [3, 4])).toBe(
    'compiled and tfjs compute different functions: losses 2.01 and 2, gradients 0.00 of their norm apart; at most 0.001 would be rounding.',
  );
  expect(other(2, [4, 3])).toContain('gradients 0.283 of their norm apart');
  expect(other(Number.NaN, [3, 4])).toContain('losses NaN and 2');
  expect(other(2, [3, Number.NaN])).toContain('gradients NaN');
  expect(other(2, [3])).toContain('gradients NaN');
});
