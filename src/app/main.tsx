import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FOLLOWING } from '../protocol/followed.ts';
import type { Recording } from '../run/recording/recording.ts';
import { openStorage } from '../storage/memory.ts';
import { openRunLocks } from '../storage/runLocks.ts';
import { StoreContext } from '../store/context.ts';
import { createPlaygroundStore } from '../store/store.ts';
import { recordingFile } from '../studies/recorded/list.ts';
import { CLOSED_FILE } from '../studies/tabulated/space.ts';
import { Boundary } from './Boundary.tsx';
import { findCapabilities } from './capabilities.ts';
import {
  connectComparison,
  connectImport,
  connectLookup,
  connectWorker,
  loadingElsewhere,
  openPictures,
  openSquares,
  readRunFile,
} from './connect.ts';
import { playOnFirstVisit } from './firstVisit.ts';
import { followFile } from './follow/followFile.ts';
import { followMemory } from './follow/followMemory.ts';
import { followProjector } from './follow/followProjector.ts';
import { guardRun } from './guardRun.ts';
import { Informed } from './Informed.tsx';
import { loadPictures } from './loadPictures.ts';
import { loadRecording } from './loadRecording.ts';
import { followOffline, offlinePorts } from './offline/offline.ts';
import { prepareStart } from './prepareStart.ts';
import { followLinks } from './routes/routes.ts';
import { followTheme } from './theme.ts';
import { lookUpWithoutEngine } from './withoutEngine.ts';

// By itself, so that the page is drawn before.
const runStorage = import('../storage/indexedDb.ts')
  .then(({ openRunStorage }) => openRunStorage())
  .then(loadingElsewhere);
runStorage.catch(() => {}); // told once there is a run to keep
const ownSets = import('../storage/ownSets.ts').then(({ openOwnSets }) => openOwnSets());
ownSets.catch(() => {}); // told where somebody asks for them
const dataUrl = new URL('data/', document.baseURI).href;
/** Set by the command that builds the page with their files. */
const recordings: readonly Recording[] = import.meta.env.VITE_RECORDINGS;
const store = createPlaygroundStore({
  connect: connectWorker,
  connectLookup,
  connectComparison,
  benchmarkUrl: new URL(CLOSED_FILE, document.baseURI).href,
  newRunId: () =>
    Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join(''),
  tableUrl: new URL('./', document.baseURI).href,
  dataUrl,
  loadPictures: (dataset) => loadPictures(dataset, dataUrl, async (id) => (await ownSets).load(id)),
  ownSets,
  connectImport,
  openSquares,
  recordings,
  loadRecording: (id) =>
    loadRecording(new URL(recordingFile(id), document.baseURI).href, (file) =>
      readRunFile(file, recordings.find((one) => one.id === id)?.updated),
    ),
  storage: openStorage(),
  watchStorage: (onKey) => window.addEventListener('storage', ({ key }) => onKey(key)),
  webLocks: navigator.locks,
  runStorage,
  locks: openRunLocks(),
  readRunFile: (file) => readRunFile(file),
  openPictures,
  now: () => new Date().toISOString(),
  ...offlinePorts(dataUrl),
});

followMemory(store);
followProjector(store);
followTheme(store);
const opening = followLinks(store);
const isFollowing = new URLSearchParams(location.search).has(FOLLOWING.parameter);
guardRun(store);
followOffline(store);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <StoreContext value={store}>
      <Boundary>
        <Informed />
      </Boundary>
    </StoreContext>
  </StrictMode>,
);
void store.getState().readOwnSets();
void Promise.all([store.getState().readRuns('offer'), opening]).then(() => {
  if (isFollowing) return followFile(store);
  playOnFirstVisit(store);
  prepareStart(store);
});
void findCapabilities().then((capabilities) => {
  store.getState().setCapabilities(capabilities);
  lookUpWithoutEngine(store);
});
