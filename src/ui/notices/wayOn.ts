import { isOwnId, STAND_IN } from '../../data/infos.ts';
import type { Problem } from '../../protocol/problem.ts';

/**
 * What one click can do about a problem; null where settings have to be changed first. `other-archive`: images were read
 * from an archive that was given, and can come from the page's own host or from another one.
 */
export function wayOn(
  problem: Problem,
  hasArchive: boolean,
): 'retry' | 'use-synthetic' | 'other-archive' | null {
  switch (problem.kind) {
    case 'no-images':
      if (problem.dataset === STAND_IN) return 'retry';
      if (isOwnId(problem.dataset)) return null;
      return hasArchive ? 'other-archive' : 'use-synthetic';
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
