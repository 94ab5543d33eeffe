import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'playwright/test';

test('the peers compute the function of our engines, and each is measured', async () => {
  const runner = path.join(import.meta.dirname, '..', '..', 'src', 'cli', 'bootstrap', 'run.mjs');
  const args = 'bench --peers --layers 1 --channels 4 --kernel 3 --batch 2 --steps 1 --json'.split(' ');
  const { stdout } = await promisify(execFile)(process.execPath, [runner, ...args]);
  const { adapter, rows } = JSON.parse(stdout);
  expect(adapter).not.toBe('');
  const stack = { layers: 1, channels: 4, kernel: 3, batch: 2 };
  expect(rows).toEqual(
    ['tfjs', 'jax-js-webgpu', 'jax-js-wasm', 'compiled', 'wasm'].map((engine) =>
      expect.objectContaining({ engine, ...stack, stepMs: expect.any(Number) }),
    ),
  );
  for (const { stepMs } of rows) expect(stepMs).toBeGreaterThan(0);
});
