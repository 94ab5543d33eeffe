import type { WeightsOrigin } from '../../../../codecs/origin.ts';
import { percentText } from '../../../format.ts';

/** A child that was trained elsewhere, from a file of weights. */
export const importedTexts = {
  from: (file: string, origin: WeightsOrigin): string => {
    if (origin.kind === 'drawn') return `From ${file}: drawn from seed ${origin.seed}, not trained.`;
    return `From ${file}, trained elsewhere${origin.training === null ? '' : `, ${origin.training}`}.`;
  },
  /** Below what it takes its images for. `isHeldOut`: its training did without these images. */
  accuracy: (origin: WeightsOrigin, isHeldOut: boolean): string => {
    if (origin.kind === 'drawn') return 'Nobody trained it: what it takes the images for means nothing.';
    const { accuracy } = origin;
    const said =
      accuracy === null
        ? 'How accurate it is the file does not say.'
        : `The file says: ${percentText(accuracy.share)} on ${accuracy.on}.`;
    return `${said} ${isHeldOut ? 'These images were held out from its training, as the file says.' : 'It may have been trained on some of these images: how many are right is no measure of it.'}`;
  },
} as const;
