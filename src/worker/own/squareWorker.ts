import { datasetInfo } from '../../data/infos.ts';
import { squareLike } from '../../data/own/square.ts';
import type { SquareCommand, SquareEvent } from '../../protocol/own.ts';
import { readSquare } from './decode.ts';

/** The worker that reads single pictures as a run's images are, which a photograph takes too long for on the page. */
const read = ({ name, picture, dataset, size }: SquareCommand): Promise<SquareEvent> =>
  readSquare(name, picture, (rgba, side) => squareLike(rgba, side, datasetInfo(dataset), size));

let working = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<SquareCommand>) => {
  working = working.then(async () => self.postMessage(await read(data)));
};
// The page hears of errors, not of rejections.
self.addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
