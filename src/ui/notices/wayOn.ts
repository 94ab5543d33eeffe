import { STAND_IN } from '../../data/infos.ts';
import type { Problem } from '../../protocol/problem.ts';

/** What one click can do about a problem; null where settings have to be changed first. */
export function wayOn(problem: Problem): 'retry' | 'use-synthetic' | null {
  switch (problem.kind) {
    case 'no-images':
      return problem.dataset === STAND_IN ? 'retry' : 'use-synthetic';
    case 'settings':
    case 'command':
      return null;
    case 'device-lost':
    case 'backend-gone':
    case 'worker-ended':
    case 'unexpected':
      return 'retry';
    default:
      return problem satisfies never;
  }
}
