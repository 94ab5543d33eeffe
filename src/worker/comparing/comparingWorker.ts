import type { ComparisonCommand, ComparisonEvent } from '../../protocol/comparison.ts';
import { createComparing } from './comparing.ts';

/** The worker that compares strategies: small, since its controllers compute in typed arrays, without tfjs. */
const emit = (event: ComparisonEvent): void => self.postMessage(event);
const handle = createComparing({
  fetch: (url) => self.fetch(url),
  now: () => performance.now() / 1000,
  emit,
});
self.onmessage = ({ data }: MessageEvent<ComparisonCommand>) => void handle(data);
// The page hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
