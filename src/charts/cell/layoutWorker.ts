import { arrangementOf } from '../../drawings/cell/layout/arrangements.ts';
import { pairOf } from '../../drawings/cell/layout/pairs.ts';
import type { Cell } from '../../space/architecture.ts';

/** Searches arrangements off the page's thread: the one part of a layout that may take longer than a frame. */

/** One cell, or two beside each other. */
export type ArrangementRequest = readonly [Cell] | readonly [Cell, Cell];

self.onmessage = ({ data: [cell, beside] }: MessageEvent<ArrangementRequest>): void =>
  self.postMessage(beside ? pairOf(cell, beside) : arrangementOf(cell));
