import { compactText, roughly, whole } from '../../format.ts';

/** Setting a contest: the dialog, and the sheet that is printed. */
export const setContestTexts = {
  close: 'Close',
  title: 'Title',
  titleHint: 'may be left out',
  recipe: 'Recipe',
  own: 'the settings of this page',
  table: 'Nothing is trained: every figure is looked up in the table.',
  trained: (epochs: number, images: number): string =>
    `Each pair is trained for ${whole(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'} on ${whole(images)} images, on the processor of every machine: more slowly than on a graphics card, with the same figure everywhere.`,
  limit: 'Limit',
  limits: { none: 'none', parameters: 'parameters', multiplyAdds: 'multiply-adds' },
  under: 'Under',
  /** One training of a pair, as this machine's processor takes for NASNet-A's cells. */
  pace: (seconds: number): string => `One takes about ${roughly(seconds)} here.`,
  compared: (least: number, figures: readonly (readonly [title: string, figure: number])[]): string =>
    `To compare: ${[['the smallest pair of the space has', least] as const, ...figures].map(([title, figure]) => `${title} ${compactText(figure)}`).join(', ')}.`,
  link: 'Link of the contest',
  copy: 'Copy the link of the contest',
  qr: 'QR code of the contest',
  print: 'Print',
  printSays: 'One sheet: title, limit, link and QR code.',
  badLimit: 'The limit must be a whole number above 0, such as 100,000.',
  noPair: (least: number, of: string): string =>
    `No pair of this space is under that: the smallest has ${whole(least)} ${of}.`,
  badSettings: 'Some settings of this page are out of range: correct them, or choose a preset.',
  note: 'Whoever opens the link has the editor set to it. The board ranks by three fresh seeds, or by the table. This page sends it nowhere.',
  sheet: {
    untitled: 'A contest',
    how: 'Open the link or photograph the code. Edit the cells, train them, press Hand in, and send the link that it gives.',
    under: (limit: number, of: string): string => `Under ${whole(limit)} ${of}`,
  },
} as const;
