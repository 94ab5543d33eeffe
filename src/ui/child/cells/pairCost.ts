import { childCounts } from '../../../settings/childGraph.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';

export type CostSettings = Pick<Settings, 'cellsPerStage' | 'filters' | 'imageSize' | 'dataset'>;

/** What a pair that no search has counted would cost with these settings, of which some may be typed just now. */
export function pairCost(
  architecture: Architecture,
  { cellsPerStage, filters, imageSize, dataset }: CostSettings,
): { readonly trainable: number; readonly multiplyAdds: number } {
  const { trainable, multiplyAdds } = childCounts(architecture, {
    cellsPerStage: sized(cellsPerStage, 20),
    filters: sized(filters, 256),
    imageSize,
    dataset,
  });
  return { trainable, multiplyAdds };
}

/** A figure that is being typed may be no size at all; the drawing stays. */
export const sized = (value: number, most: number): number =>
  Math.min(most, Math.max(1, Math.round(value) || 1));
