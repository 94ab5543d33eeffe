/** What the worker loads: all that writes other frameworks' files. */
import { InputError } from '../../../base/errors.ts';
import { cutWeights } from '../../../exports/cutWeights.ts';
import { drawnWeights } from '../../../exports/drawnWeights.ts';
import type { ExportedChild } from '../../../exports/exported.ts';
import { type ExportFormat, formatFile } from '../../../exports/formats.ts';
import { childCounts, childGraph } from '../../../settings/childGraph.ts';
import { shareTexts } from '../../texts/share.ts';
import { fileWords } from '../pictures.ts';
import type { TakenChild } from './takenChild.ts';

export interface TakenAsked {
  readonly taken: TakenChild;
  readonly format: ExportFormat;
}

/** The file, or why there is none, as a clause. */
export type TakenTold = TakenFile | { readonly failed: string };

export interface TakenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * In 32-bit numbers. A tab has some 4 GB: weights are there as they were kept and cut, written, and packed, a zip of everything
 * three times of it. The command takes more.
 */
export const MOST_PARAMETERS = { all: 40_000_000, one: 100_000_000 } as const;

/** One file of a format; a folder's files come as a zip. Throws an InputError where they are too large for a page. */
export function takenFile(taken: TakenChild, format: ExportFormat): TakenFile {
  const { parameters } = childCounts(taken.architecture, taken.settings);
  const most = format === 'zip' ? MOST_PARAMETERS.all : MOST_PARAMETERS.one;
  if (parameters > most)
    throw new InputError(shareTexts.weights.large(parameters, most, parameters <= MOST_PARAMETERS.one));
  const facts = { name: taken.name, weights: taken.origin, version: import.meta.env.VITE_VERSION };
  const { extension, bytes } = formatFile(exportedOf(taken), format, facts);
  return { name: `${fileWords(taken.name)}${extension}`, bytes };
}

function exportedOf(taken: TakenChild): ExportedChild {
  const { architecture, settings, images, kept, origin, split } = taken;
  const graph = childGraph(architecture, settings);
  const seed = origin.kind === 'drawn' ? origin.seed : settings.seed;
  return {
    architecture,
    graph,
    network: {
      setting: 'cifar',
      cellsPerStage: settings.cellsPerStage,
      filters: settings.filters,
      size: settings.imageSize,
      classes: graph.classes,
      auxiliary: settings.auxiliary,
    },
    weights: kept === null ? drawnWeights(graph, seed) : cutWeights(graph, kept),
    images,
    ...(split && { split }),
  };
}
