import type { FromServiceWorker } from '../../protocol/offline.ts';

/** A page that answers nothing for so long runs nothing: it is frozen, or not yet loaded. In ms. */
const PATIENCE = 1500;

/** Whether any page of this scope runs a search. */
export async function isAnySearching({
  clients,
  registration,
}: Pick<ServiceWorkerGlobalScope, 'clients' | 'registration'>): Promise<boolean> {
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const own = pages.filter(({ url }) => url.startsWith(registration.scope));
  const answers = await Promise.all(own.map(isSearching));
  return answers.includes(true);
}

function isSearching(page: Client): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data === true);
    setTimeout(resolve, PATIENCE, false);
    page.postMessage({ type: 'are-you-searching' } satisfies FromServiceWorker, [port2]);
  });
}
