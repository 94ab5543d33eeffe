import type { CourseTone } from '../../base/courseTone.ts';
import { CONTESTANT_IDS, CONTESTANTS, type ContestantId } from '../../studies/comparison/contestants.ts';

/** How strategies look and are called on the page: as the list of strategies says. */

export const CONTESTANT_TONES = Object.fromEntries(
  CONTESTANT_IDS.map((id) => [id, CONTESTANTS[id].called.tone]),
) as Readonly<Record<ContestantId, CourseTone>>;

export const contestantName = (id: string): string => CONTESTANTS[id as ContestantId]?.called.name ?? id;
