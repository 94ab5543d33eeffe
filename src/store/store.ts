import { createStore, type StoreApi } from 'zustand/vanilla';
import { readMemory } from '../storage/memory.ts';
import { createBoardSlice } from './classBoard/ports.ts';
import { createComparisonSlice } from './comparison.ts';
import { createContestSlice } from './contest/contest.ts';
import { createEditorSlice } from './editor/editor.ts';
import { createFixedSlice } from './fixed/fixed.ts';
import { createLessonsSlice } from './lessons/lessons.ts';
import { createFullSlice } from './made/full.ts';
import { createMadeSlice, leaveMade } from './made/made.ts';
import { createOfflineSlice } from './offline.ts';
import { createOwnSlice, knowNames } from './own/own.ts';
import { createFollowedSlice } from './replay/followed.ts';
import { createRecordingsSlice } from './replay/recordings.ts';
import { createReplaySlice } from './replay/replay.ts';
import { createHolds } from './runs/holds.ts';
import { createKeeper } from './runs/keeper.ts';
import { createRunsSlice } from './runs/runs.ts';
import { createSearch, type Search } from './search.ts';
import { paceHere, refitted } from './settings/fitted.ts';
import { createLentSlice, rememberedSettings } from './settings/lent.ts';
import { createMemorySlice, remember } from './settings/memory.ts';
import { createSettingsSlice } from './settings/settings.ts';
import { createImportedSlice, shownImported } from './shown/imported.ts';
import { createInspectionSlice } from './shown/inspection.ts';
import { createLayerSlice } from './shown/layer.ts';
import { createPicturesSlice } from './shown/pictures.ts';
import { createProjectorSlice } from './shown/projector.ts';
import { createReadingSlice } from './shown/reading.ts';
import { shownPair } from './shown/selectors.ts';
import { createTakenSlice } from './shown/taken.ts';
import { createViewSlice } from './shown/view.ts';
import type { PlaygroundState, StorePorts } from './state.ts';

export { isActive } from './search.ts';
export type { Capabilities } from './shown/view.ts';
export type { PlaygroundState, StorePorts } from './state.ts';

export type PlaygroundStore = StoreApi<PlaygroundState>;

export function createPlaygroundStore(ports: StorePorts): PlaygroundStore {
  const memory = readMemory(ports.storage);

  const holds = createHolds(ports.locks);
  let searching: Pick<Search, 'unmake'> | null = null;
  const store = createStore<PlaygroundState>()((set, get) => {
    const keeper = createKeeper({
      storage: ports.runStorage,
      during: holds.during,
      newRunId: ports.newRunId,
      now: ports.now,
      onHead: (head) => get().noteHead(head),
      onProblem: (problem) => get().noteStorage(problem),
    });
    const made = createSearch(set, get, { ports, keeper, holds });
    const { state: search, launch, send } = made;
    searching = made;
    return {
      ...createSettingsSlice(set, get, memory),
      ...createLentSlice(set, get),
      ...createViewSlice(set, get),
      ...createLayerSlice(set, get),
      ...createEditorSlice(set, get, () => shownPair(get())),
      ...createContestSlice(set, get),
      ...createTakenSlice(set, get),
      ...createImportedSlice(set, get),
      ...createReadingSlice(set),
      ...createBoardSlice(ports),
      ...createMemorySlice(set, get, ports.storage, memory),
      ...search,
      ...createMadeSlice(set, get, ports, made, holds),
      ...createFixedSlice(get, ports, made),
      ...createFullSlice(set, get, { ...ports, keeper, send }),
      ...createPicturesSlice(set, get, ports),
      ...createReplaySlice(set, get, ports),
      ...createFollowedSlice(set, get),
      ...createRecordingsSlice(set, get, ports),
      ...createOfflineSlice(set, get, ports),
      ...createOwnSlice(set, get, ports),
      ...createProjectorSlice(set),
      ...createInspectionSlice(set, get, { dataUrl: ports.dataUrl, send }),
      ...createRunsSlice(set, get, { ports, keeper, holds, launch }, memory),
      ...createLessonsSlice(set, get, ports, memory.learned),
      ...createComparisonSlice({ get: () => get().comparing, set: (comparing) => set({ comparing }) }, ports),
    };
  });

  store.subscribe((state, before) => {
    const isElsewhere = state.place !== before.place || state.capabilities !== before.capabilities;
    const isAnew = state.paces !== before.paces || state.fitted !== before.fitted;
    if (isElsewhere || (isAnew && paceHere(state) !== null)) store.setState(refitted(state));
  });
  store.subscribe((state, before) => {
    const isLeft = state.shown !== before.shown && state.imported !== null && shownImported(state) === null;
    if (isLeft) store.setState({ imported: null });
  });
  store.subscribe(({ runs }, before) => {
    if (runs !== before.runs) knowNames(runs);
  });
  store.subscribe((state, before) => {
    const areOthers = state.run?.id !== before.run?.id || state.runs !== before.runs;
    if (state.laid.length > 0 && (areOthers || state.laid !== before.laid)) void state.readLaid();
  });
  store.subscribe((state, before) => {
    const left = searching && leaveMade(state, before, searching, (id) => holds.letGo(id));
    if (left) store.setState(left);
  });
  store.subscribe((state, before) =>
    remember(ports.storage, rememberedSettings(state), rememberedSettings(before)),
  );
  return store;
}
