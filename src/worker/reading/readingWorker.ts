import { readFile } from './reading.ts';

/** The worker that reads a run's file: parsing and checking a long one would hold the page up. */
self.onmessage = ({ data }: MessageEvent<string>) =>
  readFile(data, new Date(), (event) => self.postMessage(event));
// The page hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
