import { clauseOf } from '../../../base/errors.ts';
import { type TakenAsked, type TakenTold, takenFile } from './takenFile.ts';

/** Writes one file and is done: the archive of a mini child takes 0.2 s, which would hold the page up. */
self.onmessage = ({ data: { taken, format } }: MessageEvent<TakenAsked>) => {
  try {
    const { name, bytes } = takenFile(taken, format);
    const told: TakenTold = { name, bytes };
    self.postMessage(told, { transfer: [bytes.buffer] });
  } catch (thrown) {
    self.postMessage({ failed: clauseOf(thrown) } satisfies TakenTold);
  }
};
