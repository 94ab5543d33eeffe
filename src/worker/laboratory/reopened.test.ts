import { expect, test } from 'vitest';
import { BackendError } from '../../base/errors.ts';
import { reopened } from './reopened.ts';

const { signal } = new AbortController();

function refusing(times: number) {
  let tries = 0;
  const open = async (): Promise<string> => {
    tries++;
    if (tries <= times) throw new Error(`refused ${tries} times`);
    return 'opened';
  };
  return { open, tries: () => tries };
}

test('what is refused for a while is opened in the end', async () => {
  const { open, tries } = refusing(2);
  expect(await reopened(open, signal, [1, 1, 1])).toBe('opened');
  expect(tries()).toBe(3);
});

test('what does not come back is said to be gone, with the last reason', async () => {
  const { open, tries } = refusing(9);
  const given = reopened(open, signal, [1, 1]);
  await expect(given).rejects.toBeInstanceOf(BackendError);
  await expect(given).rejects.toThrow('refused 3 times');
  expect(tries()).toBe(3);
});

test('a stop ends the wait', async () => {
  const stop = new AbortController();
  const { open, tries } = refusing(9);
  const given = reopened(open, stop.signal, [60_000]);
  await new Promise((go) => setTimeout(go, 5));
  stop.abort(new Error('stopped'));
  await expect(given).rejects.toThrow('stopped');
  expect(tries()).toBe(1);
});
