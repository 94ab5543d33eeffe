import type { Settings } from '../../settings/settings.ts';

/**
 * Waves (docs/SCALE.md): the children 1 to W, W + 1 to 2W and so on are proposed together, before the result of any of
 * them is known. Where a wave begins and ends follows from its numbers alone, whatever was interrupted or made longer.
 */
export type WaveSettings = Partial<Pick<Settings, 'wave'>>;

/** The first number of a child's wave: what was learned from earlier ones is all that was known when it was proposed. */
export const waveStart = (number: number, { wave = 1 }: WaveSettings): number =>
  number - ((number - 1) % wave);

/** The last number of a child's wave, which a search of fewer children doesn't come to. */
export const waveEnd = (number: number, settings: WaveSettings): number =>
  waveStart(number, settings) + (settings.wave ?? 1) - 1;

/** The last trial that a strategy had learned from when it proposed a child; 0: it knew nothing yet. */
export const knownBefore = (
  {
    updates,
    settings,
  }: { readonly updates: readonly { readonly afterTrial: number }[]; readonly settings: WaveSettings },
  number: number,
): number => {
  const start = waveStart(number, settings);
  return updates.findLast(({ afterTrial }) => afterTrial < start)?.afterTrial ?? 0;
};
