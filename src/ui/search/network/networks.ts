import { datasetInfo, USUAL_DATASET } from '../../../data/infos.ts';
import { buildImagenet } from '../../../network/build.ts';
import { type NetworkPart, networkParts } from '../../../network/parts.ts';
import { childGraph } from '../../../settings/childGraph.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { CIFAR_MODELS, IMAGENET_MODELS, type PublishedModel } from '../../../studies/published/models.ts';
import { sized } from '../../child/cells/pairCost.ts';

/** Networks that a pair of cells is built into: the run's own, and what if it were another. */

/** A stem and its images: those of the run, where they are no CIFAR's, then those of the paper's networks by size. */
const STEMS = ['own', 'cifar', 'imagenet-224', 'imagenet-331'] as const;
export type Stem = (typeof STEMS)[number];

export interface NetworkChoice {
  readonly stem: Stem;
  /** N */
  readonly cellsPerStage: number;
  /** F */
  readonly filters: number;
}

export type ImageSettings = Pick<Settings, 'imageSize' | 'dataset'>;

export const RANGE = { cellsPerStage: [1, 20], filters: [1, 256] } as const;

/** The ImageNet stem's first cell has a quarter of the filters. */
export const leastFilters = (stem: Stem): number =>
  stem === 'imagenet-224' || stem === 'imagenet-331' ? 4 : RANGE.filters[0];

const CIFAR_10: ImageSettings = { imageSize: 32, dataset: USUAL_DATASET };

/** CIFAR's are 32 pixels wide, and ten classes; any data set that is made like it makes the same network. */
const isCifar = ({ imageSize, dataset }: ImageSettings): boolean =>
  imageSize === CIFAR_10.imageSize && classesOf(dataset) === classesOf(CIFAR_10.dataset);

const classesOf = (dataset: ImageSettings['dataset']): number => datasetInfo(dataset).classes.length;

/** What there is to choose beside a run with such images. */
export const stemsFor = (images: ImageSettings): readonly Stem[] =>
  STEMS.filter((stem) => stem !== 'own' || !isCifar(images));

/** The network of a run's settings, of which some may be typed just now. */
export const ownChoice = ({ cellsPerStage, filters, ...images }: Settings): NetworkChoice => ({
  stem: isCifar(images) ? 'cifar' : 'own',
  cellsPerStage: sized(cellsPerStage, RANGE.cellsPerStage[1]),
  filters: sized(filters, RANGE.filters[1]),
});

export const sameChoice = (a: NetworkChoice, b: NetworkChoice): boolean =>
  a.stem === b.stem && a.cellsPerStage === b.cellsPerStage && a.filters === b.filters;

export interface NetworkTotal {
  readonly trainable: number;
  readonly multiplyAdds: number;
}

/** Parts of the latest networks of each pair: heads, drawings and tables ask for the same. */
const known = new WeakMap<Architecture, Map<string, readonly NetworkPart[]>>();
const MOST = 12;

const keyOf = (
  { stem, cellsPerStage, filters }: NetworkChoice,
  { imageSize, dataset }: ImageSettings,
): string => `${stem} ${cellsPerStage} ${filters}${stem === 'own' ? ` ${imageSize} ${dataset}` : ''}`;

/** Exact; the same object where it was asked for lately. */
export function partsOf(
  architecture: Architecture,
  choice: NetworkChoice,
  images: ImageSettings,
): readonly NetworkPart[] {
  const own = known.get(architecture) ?? new Map<string, readonly NetworkPart[]>();
  known.set(architecture, own);
  const key = keyOf(choice, images);
  const parts = own.get(key) ?? networkParts(graphOf(architecture, choice, images));
  own.delete(key);
  own.set(key, parts);
  if (own.size > MOST) own.delete(own.keys().next().value as string);
  return parts;
}

/** Whether `partsOf` has them at hand. */
export const hasParts = (architecture: Architecture, choice: NetworkChoice, images: ImageSettings): boolean =>
  known.get(architecture)?.has(keyOf(choice, images)) ?? false;

function graphOf(architecture: Architecture, choice: NetworkChoice, images: ImageSettings) {
  const { stem, cellsPerStage, filters } = choice;
  switch (stem) {
    case 'own':
      return childGraph(architecture, { cellsPerStage, filters, ...images });
    case 'cifar':
      return childGraph(architecture, { cellsPerStage, filters, ...CIFAR_10 });
    case 'imagenet-224':
      return buildImagenet(architecture, { cellsPerStage, filters, size: 224 });
    case 'imagenet-331':
      return buildImagenet(architecture, {
        cellsPerStage,
        filters,
        size: 331,
        stemFilters: 96,
        skipReductionInput: true,
      });
    default:
      return stem satisfies never;
  }
}

export function totalOf(parts: readonly NetworkPart[]): NetworkTotal {
  let trainable = 0;
  let multiplyAdds = 0;
  for (const part of parts) {
    trainable += part.trainable;
    multiplyAdds += part.multiplyAdds;
  }
  return { trainable, multiplyAdds };
}

/** What the paper printed of NASNet-A at three sizes, beside which the cells that are shown are counted. */
export interface PublishedSize {
  readonly choice: NetworkChoice;
  readonly name: string;
  readonly parameters: number;
  /** Null where the paper gives none. */
  readonly multiplyAdds: number | null;
}

const named = <Model extends PublishedModel>(models: readonly Model[], name: string): Model =>
  models.find((model) => model.name === name) as Model;

const mobile = named(IMAGENET_MODELS, 'NASNet-A (4 @ 1056)');
const large = named(IMAGENET_MODELS, 'NASNet-A (6 @ 4032)');
const small = named(CIFAR_MODELS, 'NASNet-A (6 @ 768)');

export const PUBLISHED_SIZES: readonly PublishedSize[] = [
  {
    choice: { stem: 'cifar', cellsPerStage: 6, filters: 32 },

    ...small,
    multiplyAdds: null,
  },
  { choice: { stem: 'imagenet-224', cellsPerStage: 4, filters: 44 }, ...mobile },
  { choice: { stem: 'imagenet-331', cellsPerStage: 6, filters: 168 }, ...large },
];
