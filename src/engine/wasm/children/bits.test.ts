import { expect, test } from 'vitest';
import { ENGINE_VERSIONS } from '../../version.ts';
import { createWasmExecutor } from '../executor.ts';
import recorded from '../testing/digest.json' with { type: 'json' };
import { trainingDigest } from '../testing/digest.ts';
import { openNodeCrew } from '../threads/nodeCrew.ts';

test.each([1, 2, 8])(
  'a training on %d threads ends with the recorded bits, as on every machine',
  async (threads) => {
    const executor = createWasmExecutor(await openNodeCrew(threads));
    const digest = await trainingDigest(executor);
    executor.dispose();
    const remedy =
      'raise ENGINE_VERSIONS.wasm if its bits are meant to change, and record them in digest.json';
    expect(digest, remedy).toBe(recorded.digest);
    expect(recorded.version, remedy).toBe(ENGINE_VERSIONS.wasm);
  },
);
