import type { ReactElement } from 'react';
import { NetworkChart } from '../../src/charts/network/NetworkChart.tsx';
import { HEADS } from '../../src/charts/network/NetworkFigure.tsx';
import { buildCifar, buildImagenet } from '../../src/network/build.ts';
import { type NetworkPart, networkParts } from '../../src/network/parts.ts';
import { presetOf } from '../../src/space/presets.ts';
import { networkChartTexts } from '../../src/ui/texts/charts/network.ts';
import { Part, Tile } from './Tile.tsx';

/** Whole networks of NASNet-A's cells: their counts are real. */

const nasnet = presetOf('nasnet-a').architecture;
const cifar = (cellsPerStage: number, filters: number, size = 32) =>
  networkParts(buildCifar(nasnet, { cellsPerStage, filters, size }));

interface NetworkState {
  readonly title: string;
  readonly parts: readonly NetworkPart[];
  readonly chosen?: number;
  /** Shown on a phone, too. */
  readonly narrow?: boolean;
}

const NETWORKS: readonly NetworkState[] = [
  { title: 'network, N 1, F 8', parts: cifar(1, 8), narrow: true },
  { title: 'network, N 2, F 32, a cell chosen', parts: cifar(2, 32), chosen: 3, narrow: true },
  { title: 'network, 6 @ 768', parts: cifar(6, 32), chosen: 20 },
  { title: 'network, N 12 folded', parts: cifar(12, 8), chosen: 5, narrow: true },
  { title: 'network, images of 8 px', parts: cifar(1, 4, 8) },
  {
    title: 'network, 4 @ 1056',
    parts: networkParts(buildImagenet(nasnet, { cellsPerStage: 4, filters: 44 })),
  },
  {
    title: 'network, 6 @ 4032',
    parts: networkParts(
      buildImagenet(nasnet, {
        cellsPerStage: 6,
        filters: 168,
        size: 331,
        stemFilters: 96,
        skipReductionInput: true,
      }),
    ),
    chosen: 3,
  },
];

const nothing = (): void => {};

export function Networks({ wide }: { readonly wide: boolean }): ReactElement {
  return (
    <Part title="Whole networks">
      {NETWORKS.filter(({ narrow }) => wide || narrow).map(({ title, parts, chosen = null }) => (
        <Tile key={title} title={title}>
          <NetworkChart
            parts={parts}
            measure={
              wide ? { width: 522, height: 408 - HEADS, least: 0 } : { width: 350, height: 0, least: 40 }
            }
            texts={networkChartTexts}
            description=""
            chosen={chosen}
            onChoose={nothing}
          />
        </Tile>
      ))}
    </Part>
  );
}
