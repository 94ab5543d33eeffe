import { openRunStorage } from '../../storage/indexedDb.ts';
import { type ReadingCommand, type ReadingEvent, readFile, readKept } from './reading.ts';

/** The worker that reads a run, from a file or from storage: parsing and checking a long one would hold the page up. */
self.onmessage = ({ data }: MessageEvent<ReadingCommand>) => {
  const emit = (event: ReadingEvent): void => self.postMessage(event);
  void (data.type === 'file'
    ? readFile(data.file, new Date(Math.max(Date.now(), Date.parse(data.past ?? '') || 0)), emit)
    : readKept(openRunStorage(), data.id, emit));
};
// The page hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
