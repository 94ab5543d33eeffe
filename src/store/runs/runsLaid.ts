import type { RunId } from '../../protocol/protocol.ts';
import type { LiveRun } from '../../run/live.ts';
import type { RunHead } from '../../run/run.ts';
import type { Memory } from '../../storage/memory.ts';
import type { LaidRun, LaidState } from './laidState.ts';
import type { RunsDesk } from './runsDesk.ts';

export function layingRuns(desk: RunsDesk, { laid = [], laidAxis = 'children' }: Memory): LaidState {
  const { set, get } = desk;
  /** At each run's reading, the trials that it then had by its head. */
  const reading = new Map<RunId, number>();
  return {
    laid,
    laidAxis,
    laidRuns: {},
    layOver(id, isLaid) {
      const others = get().laid.filter((one) => one !== id);
      set({ laid: isLaid ? [...others, id] : others });
    },
    layNone: () => set({ laid: [] }),
    setLaidAxis: (axis) => set({ laidAxis: axis }),
    async readLaid() {
      const wanted = get()
        .runs.filter(({ id }) => get().laid.includes(id) && id !== get().run?.id)
        .filter((head) => isBehind(get().laidRuns[head.id], head) && reading.get(head.id) !== head.done);
      await Promise.all(
        wanted.map(async (head) => {
          reading.set(head.id, head.done);
          const found = await read(desk, head.id);
          reading.delete(head.id);
          if (found !== null) set({ laidRuns: { ...get().laidRuns, [head.id]: found } });
        }),
      );
    },
  };
}

const isBehind = (run: LaidRun | 'unreadable' | undefined, { name, done }: RunHead): boolean =>
  run === undefined || (run !== 'unreadable' && (run.trials.length !== done || run.name !== name));

/** Null where it is gone: whoever reads the list of runs tells. */
async function read({ keeper, ports, ahead }: RunsDesk, id: RunId): Promise<LaidRun | 'unreadable' | null> {
  const here = ahead(id);
  if (here !== null) return ofRun(id, here);
  try {
    await keeper.settled();
    const kept = await (await ports.runStorage).load(id);
    return kept === null ? null : ofRun(id, kept);
  } catch {
    return 'unreadable';
  }
}

/** What is drawn of a run on the page, or of one that is kept. */
const ofRun = (
  id: RunId,
  { name, settings, trainedOn, trials }: Pick<LiveRun, 'name' | 'settings' | 'trainedOn' | 'trials'>,
): LaidRun => ({
  id,
  name,
  settings,
  environment: trainedOn,
  trials: trials.map(({ number, accuracy, reward, seconds }) => ({ number, accuracy, reward, seconds })),
});
