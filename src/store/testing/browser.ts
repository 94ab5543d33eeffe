import type { Command, Event, RunEvent } from '../../protocol/protocol.ts';
import { decodeRun } from '../../run/file/runFile.ts';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import type { Connect } from '../link.ts';
import type { RecordingPorts } from '../replay/recordings.ts';
import { createPlaygroundStore } from '../store.ts';
import { memoryLocks, memoryRunStorage } from './memory.ts';

/** A person was here before and left the Demo; what is written is forgotten. */
const DEMO = {
  getItem: () => JSON.stringify({ version: 1, settings: PRESET_SETTINGS.demo.settings }),
  setItem() {},
};

/** One browser, in which pages open and close; `recorded`: what comes with the page. */
export function browser(recorded: RecordingPorts['loadRecording'] = nothingRecorded) {
  const kept = memoryRunStorage();
  const locking = memoryLocks();
  let ids = 0;
  let clock = 0;
  const open = (
    runStorage = Promise.resolve(kept.storage),
    storage: Pick<Storage, 'getItem' | 'setItem'> = DEMO,
  ) => {
    const sent: Command[] = [];
    const wires: {
      event: (event: Event) => void;
      crash: (reason: string) => void;
      dead: boolean;
    }[] = [];
    const wired: Connect<Command, Event> = (event, crash) => {
      const wire = { event, crash, dead: false };
      wires.push(wire);
      const terminate = (): void => {
        wire.dead = true;
      };
      return { send: (command) => sent.push(structuredClone(command)), terminate };
    };
    const store = createPlaygroundStore({
      connect: wired,
      connectLookup: wired,
      tableUrl: 'http://localhost/',
      newRunId: () => `run-${++ids}`,
      connectComparison: () => {
        throw new Error('no comparison here');
      },
      benchmarkUrl: 'http://localhost/benchmark/table.json',
      dataUrl: 'http://localhost/data/',
      loadPictures: async () => ({ ok: false, error: 'no images here' }),
      ownSets: new Promise(() => {}),
      connectImport: () => {
        throw new Error('no pictures here');
      },
      storage,
      runStorage,
      locks: locking.locks,
      recordings: [],
      loadRecording: (id) => recorded(id),
      readRunFile: async (file) => decodeRun(await file.text()),
      openSquares: () => {
        throw new Error('no pictures here');
      },
      openPictures: () => {
        throw new Error('no pictures here');
      },
      now: () => new Date(Date.UTC(2026, 0, 1) + 1000 * clock++).toISOString(),
    });
    const tell = (...events: RunEvent[]): void => {
      const run = store.getState().run?.id ?? '';
      for (const event of events) wires.at(-1)?.event({ ...event, run });
    };
    return { store, get: store.getState, sent, wires, tell };
  };
  return { ...kept, ...locking, open };
}

const nothingRecorded: RecordingPorts['loadRecording'] = async () => ({
  ok: false,
  error: { kind: 'absent', status: 404 },
});
