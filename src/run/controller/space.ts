import type { Settings } from '../../settings/settings.ts';
import type { SearchSpace } from '../../space/searchSpace.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';

/** What a run's search may choose from: of a looked-up one the space of the table. */
export const searchSpaceOf = ({
  rewards,
  blocks,
  operations,
}: Pick<Settings, 'rewards' | 'blocks' | 'operations'>): SearchSpace =>
  rewards === 'table' ? TABULATED_SPACE : { blocks, operations };
