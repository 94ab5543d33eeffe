import { type Judged, judgedByModel, type LinearQuestion } from '../../../../run/controller/linear.ts';

/** Fits a linear model off the page's thread. */

export type LinearAnswer =
  | { readonly ok: true; readonly judged: Judged }
  | { readonly ok: false; readonly why: string };

self.onmessage = ({ data }: MessageEvent<LinearQuestion>): void => {
  let answer: LinearAnswer;
  try {
    answer = { ok: true, judged: judgedByModel(data) };
  } catch (thrown) {
    answer = { ok: false, why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  self.postMessage(answer);
};
