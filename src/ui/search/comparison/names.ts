import { CONTESTANTS, type ContestantId } from '../../../studies/comparison/contestants.ts';

/** How a strategy is called on the page: as the list of strategies says. */
export const contestantName = (id: string): string => CONTESTANTS[id as ContestantId]?.called.name ?? id;
