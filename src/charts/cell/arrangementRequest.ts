import {
  type ArrangedPair,
  arrangementOf,
  keepArrangement,
  keepPair,
  pairOf,
} from '../../drawings/cell/layout/arrangements.ts';
import type { Arrangement } from '../../drawings/cell/layout/rows.ts';
import type { Cell } from '../../space/architecture.ts';

/** What the page asks the layout worker: one cell's arrangement, or that of two beside each other. */
export interface ArrangementRequest {
  readonly key: string;
  readonly cell: Cell;
  readonly beside?: Cell;
}

export type ArrangementAnswer = { readonly key: string } & (
  | { readonly arrangement: Arrangement }
  | { readonly pair: ArrangedPair }
);

export const answerTo = ({ key, cell, beside }: ArrangementRequest): ArrangementAnswer =>
  beside ? { key, pair: pairOf(cell, beside) } : { key, arrangement: arrangementOf(cell) };

/** For the page, which has no other way to it. */
export function keepAnswer(answer: ArrangementAnswer): void {
  if ('pair' in answer) keepPair(answer.key, answer.pair);
  else keepArrangement(answer.key, answer.arrangement);
}
