import type { OfflinePorts } from '../../store/offline.ts';
import type { PlaygroundStore } from '../../store/store.ts';
import { whenIdle } from '../whenIdle.ts';

/** What the store asks of a page that browsers keep; nothing of one that `npm start` serves. */
export function offlinePorts(dataUrl: string): OfflinePorts {
  if (!import.meta.env.VITE_OFFLINE || !('serviceWorker' in navigator)) return {};
  const images = async () => (await import('../../storage/keptImages.ts')).openKeptImages();
  return {
    offline: {
      takeNewVersion: async () => (await import('./versions.ts')).takeNewVersion(),
      countKeptImages: async () => (await images())?.bytes(dataUrl) ?? null,
      removeKeptImages: async () => (await images())?.remove(dataUrl),
    },
  };
}

/** After what the page itself loads: has the browser keep the built page, or removes what an earlier build left. */
export function followOffline(store: PlaygroundStore): void {
  if (!('serviceWorker' in navigator)) return;
  whenIdle(() => {
    const done = import.meta.env.VITE_OFFLINE
      ? import('./versions.ts').then(({ keepPage }) => keepPage(store))
      : import('./removeKept.ts').then(({ removeKept }) => removeKept());
    done.catch((thrown: unknown) => console.warn(thrown));
  });
}
