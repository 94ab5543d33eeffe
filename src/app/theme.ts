import { themeOf } from '../store/shown/projector.ts';
import type { PlaygroundStore } from '../store/store.ts';

/** Keeps `data-theme` on the root element in step with the store; absent, the system's preference holds. */
export function followTheme(store: PlaygroundStore): void {
  const apply = (): void => {
    const theme = themeOf(store.getState());
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  apply();
  store.subscribe((state, before) => {
    if (themeOf(state) !== themeOf(before)) apply();
  });
}
