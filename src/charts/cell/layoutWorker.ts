import { arrangementOf } from '../../drawings/cell/layout/arrangements.ts';
import { pairOf } from '../../drawings/cell/layout/pairs.ts';
import type { Cell, CellDraft } from '../../space/architecture.ts';

/** Searches arrangements off the page's thread: the one part of a layout that may take longer than a frame. */

/** One cell, or two beside each other. */
export type ArrangementRequest = readonly [CellDraft] | readonly [Cell, Cell];

self.onmessage = ({ data: cells }: MessageEvent<ArrangementRequest>): void =>
  self.postMessage(cells.length === 2 ? pairOf(...cells) : arrangementOf(cells[0]));
