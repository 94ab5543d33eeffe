import type { FullRecipe } from '../../../settings/fullTraining.ts';
import type { Settings } from '../../../settings/settings.ts';
import { compactText, percentText, roughly, whole } from '../../format.ts';
import { counts } from '../counts.ts';

type SaidSettings = Pick<Settings, 'trainImages' | 'validationImages' | 'imageSize' | 'auxiliary' | 'cutout'>;

/** Building a child large and training it in full. */
export const buildLargeTexts = {
  name: 'Build it large',
  says: 'Builds this pair with more cells and filters, and trains it in full as a run of its own.',
  close: 'Close',
  normal: 'Normal cells a stage, N',
  filters: 'Filters, F',
  recipe: 'Recipe',
  recipes: { paper: 'the paper’s', own: 'as its children' } satisfies Readonly<Record<FullRecipe, string>>,
  recipeSays: (recipe: FullRecipe, settings: SaidSettings): string => {
    const { trainImages, validationImages, imageSize: size, auxiliary, cutout } = settings;
    const images = `${whole(trainImages)} images of ${size} × ${size}, ${whole(validationImages)} held out for the curve.`;
    const head = auxiliary ? 'auxiliary head 0.4' : 'no auxiliary head';
    return recipe === 'paper'
      ? `Batch 32, rate 0.025 along one cosine, clip 5, decay 5e-4, drop path to 0.6, ${head}, cutout ${cutout}, crop and flip; ${images}`
      : `By the settings that children are trained with here: ${images}`;
  },
  epochs: 'Epochs',
  counts: (trainable: number, multiplyAdds: number): string =>
    `${compactText(trainable)} parameters, ${compactText(multiplyAdds)} multiply-adds.`,
  measuring: 'Measuring a few steps here …',
  time: (seconds: number, steps: number, step: number): string =>
    `About ${roughly(seconds)}: ${whole(steps)} steps of ${step < 1 ? `${(1000 * step).toPrecision(3)} ms` : `${step.toPrecision(3)} s`}, as a few took here.`,
  unmeasured: (why: string): string => `A step could not be measured. ${why}`,
  busy: 'A search is running. Stop it or let it end, then this can be built.',
  note: 'It is kept after every epoch, and goes on to the same figures if the page is closed. At its end it is measured once on the test images, which no search sees.',
  start: 'Start',
  notBegun: 'It could not begin: close this to see what the page says of it.',
  runName: (cells: number, filters: number, epochs: number): string =>
    `Built large, N = ${cells}, F = ${filters}, ${counts.epochs(epochs)}`,
  tested: (accuracy: number, half: number, images: number): string =>
    `Test accuracy ${percentText(accuracy)} ± ${(100 * half).toFixed(1)}: measured once, at the end, on ${whole(images)} test images. The interval counts their chance alone.`,
} as const;
