import { arrangeCell } from '../../drawings/cell/layout/ordering.ts';
import type { Arrangement } from '../../drawings/cell/layout/rows.ts';
import type { Cell } from '../../space/architecture.ts';

/** Searches arrangements off the page's thread: the one part of a layout that may take longer than a frame. */

export interface ArrangementAnswer {
  readonly key: string;
  readonly arrangement: Arrangement;
}

export interface ArrangementRequest {
  readonly key: string;
  readonly cell: Cell;
}

self.onmessage = ({ data }: MessageEvent<ArrangementRequest>): void => {
  const answer: ArrangementAnswer = { key: data.key, arrangement: arrangeCell(data.cell) };
  self.postMessage(answer);
};
