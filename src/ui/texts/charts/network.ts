import type { ReactNode } from 'react';
import type { NetworkTexts } from '../../../charts/network/NetworkChart.tsx';
import type { NetworkRow } from '../../../drawings/network/rows.ts';
import { compactText, NONE, SPACE, shapeText, whole } from '../../format.ts';
import type { NetworkChoice, Stem } from '../../search/network/networks.ts';
import { type Mark, phrase, unmarked } from '../phrase.ts';

const KINDS: Readonly<Record<NetworkRow['kind'], string>> = {
  image: 'image',
  stem: 'stem, conv 3×3',
  normal: 'normal',
  reduction: 'reduction',
  head: 'pool, dense',
};

const numbers = ({ number, alike }: NetworkRow): string => {
  if (number === null) return '';
  return alike === 1 ? String(number) : `${number}–${number + alike - 1}`;
};

export const networkChartTexts: NetworkTexts = {
  name: 'Network',
  rows: 'Cells of the network',
  heads: {
    cell: 'Cell',
    map: 'Map, width to scale',
    mapShort: 'Map',
    shape: 'Shape',
    parameters: 'Parameters',
    multiplyAdds: 'Multiply-adds',
    multiplyAddsShort: 'Mult-adds',
  },
  numberOf: numbers,
  nameOf: ({ kind, alike }) => (alike === 1 ? KINDS[kind] : `× ${alike} alike`),
  shapeOf: ({ shape }) => shapeText(shape),
  count: compactText,
  sentenceOf: (row) => {
    const { kind, number, alike, shape, trainable, multiplyAdds } = row;
    const makes = `${shape.join(' by ')}`;
    if (kind === 'image') return `Image, ${makes}`;
    const costs = `${whole(trainable)} parameters, ${whole(multiplyAdds)} multiply-adds`;
    if (number === null) return `${kind === 'stem' ? 'Stem' : 'Head'}, makes ${makes}, ${costs}`;
    return alike === 1
      ? `Cell ${number}, ${kind}, makes ${makes}, ${costs}`
      : `Cells ${number} to ${number + alike - 1}, ${kind}, ${alike} alike, each makes ${makes}, ${costs}`;
  },
};

export const networkTexts = {
  panel: 'Network of the pair',
  parameters: (figure: ReactNode, mark: Mark = unmarked) =>
    phrase`${figure} ${mark('parameter', 'parameters')}`,
  multiplyAdds: (figure: ReactNode, mark: Mark = unmarked) =>
    phrase`${figure} ${mark('multiply-add', 'multiply-adds')}`,
  /** Of multiply-adds: "× 17 the work of this run's". */
  work: (times: ReactNode, hasRun: boolean) =>
    hasRun ? phrase`${times} the work of this run’s` : phrase`${times} the work with these settings`,
  times: (factor: number): string => `×${SPACE}${factorText(factor)}`,
  whatIf: {
    title: 'What if',
    name: 'Another network of the same cells',
    cells: 'N',
    cellsSay: 'Normal cells in each of the three stages, N',
    filters: 'F',
    filtersSay: 'Filters of the first stage, F; they double at each reduction',
    less: (name: string): string => `Less ${name}`,
    more: (name: string): string => `More ${name}`,
    reset: 'Reset',
    resetSays: 'Back to the network of the run.',
    stems: 'Images and stem',
  },
  stem: (stem: Stem, imageSize: number): string => {
    switch (stem) {
      case 'own':
        return `${imageSize} px`;
      case 'cifar':
        return 'CIFAR';
      case 'imagenet-224':
        return 'ImageNet 224';
      case 'imagenet-331':
        return 'ImageNet 331';
      default:
        return stem satisfies never;
    }
  },
  stemSays: {
    own: 'As in the run: its images, a 3 × 3 convolution to 3 F channels, then the cells.',
    cifar: '32 × 32 pixels, ten classes, a 3 × 3 convolution to 3 F channels, then the cells.',
    'imagenet-224':
      'The paper’s mobile network: 1,000 classes, a convolution of stride 2 to 32 channels, two more reduction cells.',
    'imagenet-331':
      'The paper’s large network: 1,000 classes, a convolution of stride 2 to 96 channels, two more reduction cells; the cell after a reduction also reads what the reduction skipped.',
  } satisfies Record<Stem, string>,
  table: {
    name: 'Counts, beside the published ones',
    parameters: 'Parameters',
    multiplyAdds: 'Mult-adds',
    own: (choice: NetworkChoice, hasRun: boolean): string =>
      `${hasRun ? 'this run' : 'these settings'}, ${sizeText(choice)}`,
    whatIf: (choice: NetworkChoice): string => `what if, ${sizeText(choice)}`,
    published: (model: string): string => `${model.replace(' (', ', ').replace(')', '')}, published`,
    these: 'these cells',
    size: ({ stem, ...choice }: NetworkChoice): string =>
      `${stem === 'cifar' ? 'CIFAR-10' : networkTexts.stem(stem, 32)}, ${sizeText({ stem, ...choice })}`,
    sizeSays: 'Builds the network at this size.',
  },
  /** A published count with the digits that it was printed with; a dash where the paper gives none. */
  printed: (count: number | null): string => {
    if (count === null) return NONE;
    const [value, unit] = count < 1e9 ? [count / 1e6, 'M'] : [count / 1e9, 'B'];
    return `${Number(value.toPrecision(12))}${SPACE}${unit}`;
  },
  unprinted: 'not published',
  cell: (number: number): string => `Cell ${number}`,
  cells: (first: number, last: number): string => `Cells ${first} to ${last}`,
  cellFacts: (kind: string, filters: number): string => `${kind}, F = ${filters}`,
  stride: (stride: number): string => `stride ${stride}`,
  /** What the picture shows, for those who do not see it. */
  description: (choice: NetworkChoice, cells: number, trainable: number, multiplyAdds: number): string =>
    `${cells} cells between stem and head, ${sizeText(choice)}: ${whole(trainable)} parameters, ${whole(multiplyAdds)} multiply-adds for one image`,
} as const;

const sizeText = ({ cellsPerStage, filters }: NetworkChoice): string => `N ${cellsPerStage}, F ${filters}`;

/** Two digits under ten, whole above. */
const factorText = (factor: number): string =>
  factor < 9.95 ? String(Number(factor.toPrecision(2))) : whole(factor);
