import { helpWith, type Task } from './threads.ts';

/** A helping thread in a browser. */
self.onmessage = ({ data }: MessageEvent<Task>) => void helpWith(data);
