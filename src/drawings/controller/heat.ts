/** Where a probability lies between heat0 and heat1, 0 to 1 (VISUAL.md): small ones are told apart, too. */
export const heatOf = (p: number): number =>
  Math.round(Math.min(1, Math.max(0, 1.12 * Math.sqrt(p) - 0.06)) * 1000) / 1000;

/** Probabilities that the key names. */
export const HEAT_STEPS = [0, 0.05, 0.1, 0.2, 0.4, 0.7, 1] as const;
