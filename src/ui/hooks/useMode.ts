import { useSyncExternalStore } from 'react';

/**
 * How much fits: `wide` has settings, cells and leaderboard side by side; `drawer` folds the settings away; `single`
 * shows one cell at a time; `phone` puts everything in one column, the leaderboard in a sheet.
 */
export type Mode = 'wide' | 'drawer' | 'single' | 'phone';

const LEAST = [
  ['wide', 1440],
  ['drawer', 1216],
  ['single', 760],
] as const satisfies readonly (readonly [Mode, number])[];

const queries =
  typeof window === 'undefined' ? [] : LEAST.map(([, width]) => window.matchMedia(`(min-width: ${width}px)`));

export function useMode(): Mode {
  return useSyncExternalStore(subscribe, currentMode);
}

function currentMode(): Mode {
  return LEAST[queries.findIndex(({ matches }) => matches)]?.[0] ?? 'phone';
}

function subscribe(onChange: () => void): () => void {
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}
