import type { ExportFormat } from '../../../exports/formats.ts';
import { shareTexts } from '../../texts/share.ts';
import type { TakenChild } from './takenChild.ts';
import type { TakenAsked, TakenTold } from './takenFile.ts';

/** Has a worker write the file; one for each, since few are asked for. It never rejects. */
export function askForFile(taken: TakenChild, format: ExportFormat): Promise<TakenTold> {
  const worker = new Worker(new URL('./takenWorker.ts', import.meta.url), { type: 'module' });
  return new Promise<TakenTold>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<TakenTold>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ failed: message || shareTexts.weights.unloaded });
    worker.postMessage({ taken, format } satisfies TakenAsked);
  }).finally(() => worker.terminate());
}
