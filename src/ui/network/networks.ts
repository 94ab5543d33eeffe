import { buildImagenet } from '../../network/build.ts';
import { type NetworkPart, networkParts } from '../../network/parts.ts';
import { childGraph } from '../../settings/childGraph.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { CIFAR_MODELS, IMAGENET_MODELS, type PublishedModel } from '../../studies/published/models.ts';
import { sized } from '../cells/pairCost.ts';

/** Networks that a pair of cells is built into: the run's own, and what if it were another. */

/** A stem and its images: as in the run, as in the paper's mobile networks, as in its large ones. */
export const STEMS = ['cifar', 'imagenet-224', 'imagenet-331'] as const;
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
export const leastFilters = (stem: Stem): number => (stem === 'cifar' ? RANGE.filters[0] : 4);

/** The network of a run's settings, of which some may be typed just now. */
export const ownChoice = ({ cellsPerStage, filters }: Settings): NetworkChoice => ({
  stem: 'cifar',
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
): string => `${stem} ${cellsPerStage} ${filters}${stem === 'cifar' ? ` ${imageSize} ${dataset}` : ''}`;

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
    case 'cifar':
      return childGraph(architecture, { cellsPerStage, filters, ...images });
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
  readonly images: ImageSettings;
  readonly name: string;
  readonly parameters: number;
  /** Null where the paper gives none. */
  readonly multiplyAdds: number | null;
}

const CIFAR_10: ImageSettings = { imageSize: 32, dataset: 'cifar10' };
const named = <Model extends PublishedModel>(models: readonly Model[], name: string): Model =>
  models.find((model) => model.name === name) as Model;

const mobile = named(IMAGENET_MODELS, 'NASNet-A (4 @ 1056)');
const large = named(IMAGENET_MODELS, 'NASNet-A (6 @ 4032)');
const small = named(CIFAR_MODELS, 'NASNet-A (6 @ 768)');

export const PUBLISHED_SIZES: readonly PublishedSize[] = [
  {
    choice: { stem: 'cifar', cellsPerStage: 6, filters: 32 },
    images: CIFAR_10,
    ...small,
    multiplyAdds: null,
  },
  { choice: { stem: 'imagenet-224', cellsPerStage: 4, filters: 44 }, images: CIFAR_10, ...mobile },
  { choice: { stem: 'imagenet-331', cellsPerStage: 6, filters: 168 }, images: CIFAR_10, ...large },
];
