import { helpWith, type Task } from './crew.ts';

/** A helping thread in a browser: a worker's worker. A task ends with its memory; the next one waits among the messages. */
self.onmessage = ({ data }: MessageEvent<Task>) => void helpWith(data);
// Whoever made this worker hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
