import { afterEach, expect, test, vi } from 'vitest';
import { simulateScale } from './scale.ts';

afterEach(() => void vi.restoreAllMocks());

async function said(...args: string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  expect(await simulateScale(['--scale', '--trials', '2000', ...args])).toBe(0);
  const text = log.mock.calls.join('\n');
  log.mockRestore();
  return text;
}

test('larger waves leave fewer workers idle, as a table and as JSON', async () => {
  const { rows, children, workers } = JSON.parse(await said('--json', '--wave', '20,100,500'));
  expect(workers).toBe(500);
  expect(children).toBeGreaterThan(50);
  const [small, middle, large] = rows.map(({ idle }: { idle: number }) => idle);
  // Of 500 at most 20 are at work.
  expect(small).toBeGreaterThan(0.96);
  expect(middle).toBeLessThan(small);
  expect(large).toBeLessThan(middle);
  expect(await said('--wave', '20')).toMatch(/^wave +children an hour .*\n +20 /);
});

test('wrong options are refused in a sentence', async () => {
  await expect(simulateScale(['--scale', '--wave', '20,x'])).rejects.toThrow('--wave x: give a whole number');
  await expect(simulateScale(['--scale', '--workers', '0'])).rejects.toThrow('--workers 0: give a whole');
});
