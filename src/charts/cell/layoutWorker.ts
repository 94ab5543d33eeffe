import { type ArrangementRequest, answerTo } from './arrangementRequest.ts';

/** Searches arrangements off the page's thread: the one part of a layout that may take longer than a frame. */
self.onmessage = ({ data }: MessageEvent<ArrangementRequest>): void => self.postMessage(answerTo(data));
