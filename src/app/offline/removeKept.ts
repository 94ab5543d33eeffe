import { IMAGES_CACHE, pageCaches, SERVICE_WORKER } from '../../protocol/offline.ts';

/** Removes what an earlier build of this page left at this address: its service worker, and the files it kept. Runs stay. */
export async function removeKept(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registrations = await navigator.serviceWorker.getRegistrations();
  for (const registration of registrations) {
    const { active, waiting, installing, scope } = registration;
    const script = (active ?? waiting ?? installing)?.scriptURL;
    if (script !== new URL(SERVICE_WORKER, scope).href) continue;
    await registration.unregister();
    const { page, before } = pageCaches(scope);
    for (const name of [page, before, IMAGES_CACHE]) await caches.delete(name);
  }
}
