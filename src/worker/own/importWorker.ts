import type { ImportCommand, ImportEvent } from '../../protocol/own.ts';
import { openOwnSets } from '../../storage/ownSets.ts';
import { decodePicture } from './decode.ts';
import { createImporter } from './importer.ts';

/** The worker that reads a person's own pictures, which would hold the page up, and keeps them in this browser. */
const take = createImporter({
  decode: decodePicture,
  ownSets: () => openOwnSets(),
  emit: (event: ImportEvent) => self.postMessage(event),
});
self.onmessage = ({ data }: MessageEvent<ImportCommand>) => take(data);
// The page hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
