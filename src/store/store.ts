import { createStore, type StoreApi } from 'zustand/vanilla';
import { readMemory } from '../storage/memory.ts';
import { createComparisonSlice } from './comparison.ts';
import { refitted } from './fitted.ts';
import { createInspectionSlice } from './inspection.ts';
import { createLayerSlice } from './layer.ts';
import { createMemorySlice, remember } from './memory.ts';
import { createPicturesSlice } from './pictures.ts';
import { createRecordingsSlice } from './replay/recordings.ts';
import { createReplaySlice } from './replay/replay.ts';
import { createHolds } from './runs/holds.ts';
import { createKeeper } from './runs/keeper.ts';
import { createRunsSlice } from './runs/runs.ts';
import { createSearch } from './search.ts';
import { createSettingsSlice } from './settings.ts';
import type { PlaygroundState, StorePorts } from './state.ts';
import { createViewSlice } from './view.ts';

export { isActive } from './search.ts';
export type { PlaygroundState, StorePorts } from './state.ts';
export type { Capabilities } from './view.ts';

export type PlaygroundStore = StoreApi<PlaygroundState>;

export function createPlaygroundStore(ports: StorePorts): PlaygroundStore {
  const memory = readMemory(ports.storage);

  const store = createStore<PlaygroundState>()((set, get) => {
    const holds = createHolds(ports.locks);
    const keeper = createKeeper({
      storage: ports.runStorage,
      during: holds.during,
      newRunId: ports.newRunId,
      now: ports.now,
      onHead: (head) => get().noteHead(head),
      onProblem: (problem) => get().noteStorage(problem),
    });
    const { state: search, launch, send } = createSearch(set, get, { ports, keeper, holds });
    return {
      ...createSettingsSlice(set, get, memory),
      ...createViewSlice(set, get),
      ...createLayerSlice(set, get),
      ...createMemorySlice(set, get, ports.storage, memory),
      ...search,
      ...createPicturesSlice(set, get, ports),
      ...createReplaySlice(set, get, ports),
      ...createRecordingsSlice(set, get, ports),
      ...createInspectionSlice(set, get, { dataUrl: ports.dataUrl, send }),
      ...createRunsSlice(set, get, { ports, keeper, holds, launch }, memory),
      ...createComparisonSlice({ get: () => get().comparing, set: (comparing) => set({ comparing }) }, ports),
    };
  });

  store.subscribe((state, before) => {
    const isElsewhere = state.place !== before.place || state.capabilities !== before.capabilities;
    if (isElsewhere) store.setState(refitted(state));
  });
  store.subscribe((state, before) => {
    const areOthers = state.run?.id !== before.run?.id || state.runs !== before.runs;
    if (state.laid.length > 0 && (areOthers || state.laid !== before.laid)) void state.readLaid();
  });
  store.subscribe((state, before) => remember(ports.storage, state, before));
  return store;
}
