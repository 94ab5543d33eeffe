import type { Whisker } from '../../../studies/uncertainty/whisker.ts';
import { percent, SPACE } from '../../format.ts';

/** How sure a figure is, in words; half-widths in points. */
export const uncertaintyTexts = {
  /** "± 2.0" of 0.02; the sign never parts from its figure. */
  half: (half: number): string => `±${SPACE}${percent(half)}`,
  /** "± 2.0: images ± 1.4, training luck ± 1.4" */
  parts: (whisker: Whisker): string => {
    const all = uncertaintyTexts.half(whisker.whole);
    switch (whisker.counts) {
      case 'images-only':
        return `${all}: images only`;
      case 'images-and-training':
        return `${all}: images ${uncertaintyTexts.half(whisker.images)}, training luck ${uncertaintyTexts.half(whisker.training)}`;
      default:
        return whisker satisfies never;
    }
  },
  /** "plus or minus 2.0 points" */
  spoken: ({ counts, whole }: Whisker): string =>
    `plus or minus ${percent(whole)} points${counts === 'images-only' ? ' by its images alone' : ''}`,
} as const;
