import { useSyncExternalStore } from 'react';
import type { Theme } from '../../drawings/tokens.ts';
import { usePlayground } from '../../store/context.ts';
import { themeOf } from '../../store/shown/projector.ts';

/** The theme as it is now, the system's where the page follows that: for pictures that no style sheet colours. */
export function useTheme(): Theme {
  const chosen = usePlayground(themeOf);
  const isDark = useSyncExternalStore(subscribe, isSystemDark);
  return chosen === 'system' ? (isDark ? 'dark' : 'light') : chosen;
}

const system = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');
const isSystemDark = (): boolean => system().matches;

function subscribe(onChange: () => void): () => void {
  const query = system();
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}
