import type { RunWriter } from '../../storage/files/runWriter.ts';
import type { Laboratory } from '../../worker/session/session.ts';

/**
 * The same laboratory, in which no child begins before the one that ended is kept: while a processor trains, writing gets
 * hardly a turn, and what a kill takes away is then at most the child in training.
 */
export function keepingFirst(laboratory: Laboratory, writer: RunWriter | null): Laboratory {
  if (writer === null) return laboratory;
  return {
    ...laboratory,
    async open(settings, report) {
      const bench = await laboratory.open(settings, report);
      const { evaluator } = bench;
      return {
        ...bench,
        evaluator: {
          ...evaluator,
          async *evaluate(...child) {
            await writer.trialsKept();
            return yield* evaluator.evaluate(...child);
          },
        },
      };
    },
  };
}
