import { PrecacheController } from 'workbox-precaching';
import { type NewVersionAnswer, pageCaches, type ToServiceWorker } from '../../protocol/offline.ts';
import { fileAsked, isNamedByContent } from './requests.ts';
import { isAnySearching } from './searching.ts';

/**
 * The service worker of the built page: it fetches all files of its version, and answers with them from then on, so that the
 * page is whole without a network. A newer one waits until a page asks for it, and is not given while a search runs.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const { scope } = worker.registration;
const caches = pageCaches(scope);
const files = new PrecacheController({ cacheName: caches.page });
/** Set by what builds the site. */
files.addToCacheList([...import.meta.env.VITE_PRECACHE]);

worker.addEventListener('install', (event) => event.waitUntil(files.install(event)));

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      await keepScriptsBefore();
      await files.activate(event);
      // The page of a first visit, so that it has what it loads later.
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { method, mode, url } = request;
  const file = fileAsked({ method, mode, url, isPart: request.headers.has('range') }, scope);
  if (file === null) return;
  if (files.getCacheKeyForURL(file) !== undefined)
    event.respondWith(files.matchPrecache(file).then((kept) => kept ?? fetch(request)));
  else if (isNamedByContent(file, scope)) event.respondWith(fromBefore(file, request));
});

worker.addEventListener('message', (event) => {
  const { type } = event.data as ToServiceWorker;
  if (type !== 'use-new-version') return;
  const answer = (said: NewVersionAnswer): void => event.ports[0]?.postMessage(said);
  event.waitUntil(
    (async () => {
      if (await isAnySearching(worker)) return answer('searching');
      answer('taken');
      await worker.skipWaiting();
    })(),
  );
});

/** Pages of the version before may still load parts of it: those stay until the next version comes. */
async function keepScriptsBefore(): Promise<void> {
  const wanted = new Set(files.getCachedURLs().map((url) => files.getCacheKeyForURL(url)));
  const page = await worker.caches.open(caches.page);
  const old = (await page.keys()).filter(({ url }) => !wanted.has(url) && isNamedByContent(url, scope));
  // A worker that was replaced before it was ever used leaves none, and those before it stay.
  if (old.length === 0) return;
  await worker.caches.delete(caches.before);
  const before = await worker.caches.open(caches.before);
  for (const request of old) {
    const response = await page.match(request);
    if (response) await before.put(request, response);
  }
}

async function fromBefore(file: string, request: Request): Promise<Response> {
  const before = await worker.caches.open(caches.before);
  return (await before.match(file)) ?? fetch(request);
}
