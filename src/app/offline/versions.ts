import {
  type FromServiceWorker,
  type NewVersionAnswer,
  SERVICE_WORKER,
  type ToServiceWorker,
} from '../../protocol/offline.ts';
import { openKeptImages } from '../../storage/keptImages.ts';
import { isTraining } from '../../store/offline.ts';
import type { PlaygroundStore } from '../../store/store.ts';

/** How often a page that stays open asks whether there is a newer version, at most; ms. */
const EVERY = 60 * 60_000;

/**
 * Has the browser keep this page, and tells the store of newer versions. Not inside another page, and not for who asked for few
 * data.
 */
export async function keepPage(store: PlaygroundStore): Promise<void> {
  const { serviceWorker } = navigator;
  answerWorkers(store);
  followImages(store);
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  if (window.top !== window || connection?.saveData) return;
  let registration: ServiceWorkerRegistration;
  try {
    registration = await serviceWorker.register(new URL(SERVICE_WORKER, document.baseURI), {
      scope: new URL('./', document.baseURI).pathname,
    });
  } catch (thrown) {
    // The page works as one that is never kept; most often a person forbade storage.
    console.warn('This page can’t be kept for use without a network.', thrown);
    return;
  }
  const watch = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration.active !== null) store.getState().noteNewVersion();
    });
  };
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  if (registration.waiting && registration.active) store.getState().noteNewVersion();
  const look = (): void => void registration.update().catch(() => {}); // without a network there is nothing newer
  look();
  let asked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - asked < EVERY) return;
    asked = performance.now();
    look();
  });
}

/** Shards come one after another: counted once they all have. In ms. */
const SETTLED = 500;

function followImages(store: PlaygroundStore): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  openKeptImages()?.follow(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void store.getState().countKeptImages(), SETTLED);
  });
}

/** Workers that wait ask each page whether it runs a search. */
function answerWorkers(store: PlaygroundStore): void {
  navigator.serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
    const { type } = (data ?? {}) as Partial<FromServiceWorker>;
    if (type === 'are-you-searching') ports[0]?.postMessage(isTraining(store.getState()));
  });
  navigator.serviceWorker.startMessages();
}

/** Loads the page anew once the version that waits has taken over; at once where another tab had it take over before. */
export async function takeNewVersion(): Promise<NewVersionAnswer> {
  const { serviceWorker } = navigator;
  const waiting = (await serviceWorker.getRegistration(document.baseURI))?.waiting;
  const reload = (): void => location.reload();
  if (!waiting) {
    reload();
    return 'taken';
  }
  serviceWorker.addEventListener('controllerchange', reload, { once: true });
  const answer = await new Promise<NewVersionAnswer>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<NewVersionAnswer>) => resolve(data);
    waiting.postMessage({ type: 'use-new-version' } satisfies ToServiceWorker, [port2]);
  });
  if (answer === 'searching') serviceWorker.removeEventListener('controllerchange', reload);
  return answer;
}
