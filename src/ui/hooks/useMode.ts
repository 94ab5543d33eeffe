import { useMemo, useSyncExternalStore } from 'react';
import { useScale } from './useScale.ts';

/**
 * How much fits: `wide` has settings, cells and leaderboard side by side; `drawer` folds the settings away; `single`
 * shows one cell at a time; `phone` has one column, and a bar at its foot that leads to the leaderboard. An enlarged page holds less.
 */
export type Mode = 'wide' | 'drawer' | 'single' | 'phone';

const LEAST = [
  ['wide', 1440],
  ['drawer', 1216],
  ['single', 760],
] as const satisfies readonly (readonly [Mode, number])[];

export function useMode(): Mode {
  const scale = useScale();
  const { subscribe, currentMode } = useMemo(() => modesAt(scale), [scale]);
  return useSyncExternalStore(subscribe, currentMode);
}

function modesAt(scale: number) {
  const queries = LEAST.map(([, width]) => window.matchMedia(`(min-width: ${width * scale}px)`));
  return {
    currentMode: (): Mode => LEAST[queries.findIndex(({ matches }) => matches)]?.[0] ?? 'phone',
    subscribe(onChange: () => void): () => void {
      for (const query of queries) query.addEventListener('change', onChange);
      return () => {
        for (const query of queries) query.removeEventListener('change', onChange);
      };
    },
  };
}
