import { IMAGES_CACHE, type NewVersionAnswer, pageCaches } from '../../protocol/offline.ts';
import { isAnySearching } from './searching.ts';

/**
 * Takes the place of a service worker that an earlier build left at this address, and removes it with the files it kept; runs
 * stay. While a page of that build runs a search it waits, as any newer version does.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const { scope } = worker.registration;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      if (!(await isAnySearching(worker))) await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const { page, before } = pageCaches(scope);
      for (const name of [page, before, IMAGES_CACHE]) await worker.caches.delete(name);
      await worker.registration.unregister();
      const pages = await worker.clients.matchAll({ type: 'window' });
      for (const one of pages) await one.navigate(one.url);
    })(),
  );
});

worker.addEventListener('message', (event) => {
  event.waitUntil(
    (async () => {
      const isSearching = await isAnySearching(worker);
      event.ports[0]?.postMessage((isSearching ? 'searching' : 'taken') satisfies NewVersionAnswer);
      if (!isSearching) await worker.skipWaiting();
    })(),
  );
});
