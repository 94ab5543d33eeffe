import { threadsOf } from '../../../base/processor.ts';
import { createWasmExecutor } from '../../../engine/wasm/executor.ts';
import { openBrowserCrew } from '../../../engine/wasm/threads/browserCrew.ts';
import type { Stack } from './contract.ts';
import { prepareOwn } from './own.ts';
import { measureSteps } from './steps.ts';

/** The processor's engine waits for its threads, which a page's own thread may not. */
self.onmessage = async ({ data: [stack, steps] }: MessageEvent<readonly [Stack, number]>) => {
  const executor = createWasmExecutor(await openBrowserCrew(threadsOf(self)));
  self.postMessage(await measureSteps([await prepareOwn(stack, executor)], steps));
};
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
