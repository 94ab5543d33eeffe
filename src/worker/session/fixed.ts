import type { Event, FixedCommand } from '../../protocol/protocol.ts';
import { trainFixed } from '../../search/fixed.ts';
import type { JudgedGround, Laboratory } from './laboratory.ts';
import { problemOf } from './problems.ts';
import { pullBeside } from './pullBeside.ts';
import type { Turns } from './turns.ts';

/** Trains what is missing of a comparison with fixed networks. Never rejects: whoever comes next waits for it. */
export async function performFixed(
  laboratory: Pick<Laboratory, 'judgedGround'>,
  command: Extract<FixedCommand, { type: 'compare-fixed' }>,
  { signal }: AbortController,
  turns: Turns,
  emit: (event: Event) => void,
): Promise<void> {
  const { run, settings, comparison, dataUrl, archive = null, place = 'automatic', backend = null } = command;
  let ground: JudgedGround | null = null;
  try {
    signal.throwIfAborted();
    ground = await turns.take(async () => {
      if (laboratory.judgedGround === undefined) throw new TypeError('This laboratory trains no comparison.');
      return laboratory.judgedGround(settings, {
        ...{ dataUrl, tableUrl: null, archive, place, backend, signal },
        data: (data) => emit({ type: 'data', data, run }),
      });
    });
    const { warning: _, threads: __, ...environment } = ground.environment;
    const events = trainFixed({ comparison, evaluatorAt: ground.evaluatorAt, environment });
    await pullBeside(events, turns, signal, (event) => {
      // Judging tells of every batch, which would keep the page busy for nothing.
      const isShown = event.type !== 'fixed-progress' || event.progress.type === 'batch';
      if (isShown) emit({ ...event, run });
    });
  } catch (thrown) {
    // Who cancelled it knows.
    if (!signal.aborted) emit({ type: 'fixed-refused', problem: problemOf(thrown, settings), run });
  } finally {
    try {
      ground?.dispose();
    } catch (thrown) {
      console.warn('A comparison could not free what it held:', thrown);
    }
  }
}
