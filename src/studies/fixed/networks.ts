import {
  type ComparedNetwork,
  type FixedComparison,
  type FixedId,
  winnerNetwork,
} from '../../search/fixed.ts';
import type { Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { presetOf } from '../../space/presets.ts';
import { filtersOfEqualCost } from './cost.ts';
import { plainCell } from './plain.ts';

const FIXED: Readonly<Record<FixedId, () => Architecture>> = {
  'nasnet-a': () => presetOf('nasnet-a').architecture,
  plain: plainCell,
};

/** The winner of a search, and the networks that it is compared with, at its cost as near as that can be had. */
export function comparisonOf(winner: Trial, settings: Settings, seeds: number): FixedComparison {
  const fixed = Object.entries(FIXED).map(([id, cells]): ComparedNetwork => {
    const architecture = cells();
    const { filters, counts } = filtersOfEqualCost(architecture, settings, winner.multiplyAdds);
    const { trainable, multiplyAdds } = counts;
    return { id: id as FixedId, architecture, filters, trainable, multiplyAdds };
  });
  return {
    winner: winner.number,
    seeds,
    networks: [winnerNetwork(winner, settings.filters), ...fixed],
    trainings: [],
  };
}
