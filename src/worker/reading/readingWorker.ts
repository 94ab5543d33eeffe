import { openRunStorage } from '../../storage/indexedDb.ts';
import { type ReadingCommand, type ReadingEvent, readFile, readKept } from './reading.ts';
import { readPicture } from './readPicture.ts';

/** The worker that reads runs, from a file or from storage, and pictures: parsing and decoding them would hold the page up. */
self.onmessage = ({ data }: MessageEvent<ReadingCommand>) => void answer(data);
// The page hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));

async function answer(data: ReadingCommand): Promise<void> {
  const emit = (event: ReadingEvent): void => self.postMessage(event);
  switch (data.type) {
    case 'file':
      return readFile(data.file, new Date(Math.max(Date.now(), Date.parse(data.past ?? '') || 0)), emit);
    case 'kept':
      return readKept(openRunStorage(), data.id, emit);
    case 'picture':
      return emit({ type: 'picture', text: await readPicture(data.picture) });
    default:
      data satisfies never;
  }
}
