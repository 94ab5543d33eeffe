import { fail } from '../../../base/result.ts';
import type { PlaygroundStore } from '../../../store/store.ts';
import { weightsTexts } from '../../texts/notices/weights.ts';
import { importedChild } from './importedChild.ts';
import { MOST_BYTES } from './limits.ts';
import type { WeightsTold } from './weightsWorker.ts';

/** Opens the child of a file of weights in the inspector; answers a sentence where there is none, and null else. */
export async function takeWeights(store: PlaygroundStore, file: File): Promise<string | null> {
  const { size, name } = file;
  if (size > MOST_BYTES) return weightsTexts.large(size, MOST_BYTES);
  const read = await askWorker(file);
  if (!read.ok) return read.error;
  const child = importedChild(read.value, name, store.getState());
  if (!child.ok) return child.error;
  store.getState().openImported(child.value);
  return null;
}

/** It never rejects. */
function askWorker(file: File): Promise<WeightsTold> {
  const worker = new Worker(new URL('./weightsWorker.ts', import.meta.url), { type: 'module' });
  return new Promise<WeightsTold>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<WeightsTold>) => resolve(data);
    worker.onerror = ({ message }) => resolve(fail(message || weightsTexts.unloaded));
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
