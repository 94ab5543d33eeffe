import { buildCifar, buildImagenet } from '../network/build.ts';
import type { LayerGraph } from '../network/graph.ts';
import type { Architecture } from '../space/architecture.ts';
import type { ExportedNetwork } from './exported.ts';

/** The network of an architecture. Throws an InputError as the builders do. */
export function exportedGraph(architecture: Architecture, network: ExportedNetwork): LayerGraph {
  return network.setting === 'cifar'
    ? buildCifar(architecture, network)
    : buildImagenet(architecture, network);
}
