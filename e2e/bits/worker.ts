import { createWasmExecutor } from '../../src/engine/wasm/executor.ts';
import { trainingDigest } from '../../src/engine/wasm/testing/digest.ts';
import { openBrowserCrew } from '../../src/engine/wasm/threads/browserCrew.ts';

async function digest(): Promise<string> {
  const executor = createWasmExecutor(await openBrowserCrew(Number(self.name)));
  try {
    return await trainingDigest(executor);
  } finally {
    executor.dispose();
  }
}

digest().then(
  (told) => self.postMessage(told),
  (thrown: unknown) => self.postMessage(String(thrown)),
);
