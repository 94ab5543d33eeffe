import { datasetInfo, USUAL_DATASET } from '../data/infos.ts';
import { buildCifar } from '../network/build.ts';
import { countGraph, type GraphCounts } from '../network/counts.ts';
import type { LayerGraph } from '../network/graph.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Settings } from './table/table.ts';

/**
 * What of a run's settings decides a child's network; without `auxiliary` it has no auxiliary head, and without a data set
 * as many classes as the usual one.
 */
export type ChildSettings = Pick<Settings, 'cellsPerStage' | 'filters' | 'imageSize'> &
  Partial<Pick<Settings, 'auxiliary' | 'dataset'>>;

/** As many as a screen shows cells of, and a search asks for at a time. */
const MOST = 32;

/** The latest graphs, the one that was asked for longest ago first. */
const built = new Map<string, LayerGraph>();

/** The network that a run's settings make of an architecture; the same object where it was asked for lately. */
export function childGraph(architecture: Architecture, settings: ChildSettings): LayerGraph {
  const { cellsPerStage, filters, imageSize: size, auxiliary = false, dataset = USUAL_DATASET } = settings;
  const classes = datasetInfo(dataset).classes.length;
  const key = JSON.stringify([cellsPerStage, filters, size, auxiliary, classes, architecture]);
  const graph =
    built.get(key) ?? buildCifar(architecture, { cellsPerStage, filters, size, auxiliary, classes });
  built.delete(key);
  built.set(key, graph);
  if (built.size > MOST) built.delete(built.keys().next().value as string);
  return graph;
}

const counted = new WeakMap<LayerGraph, GraphCounts>();

/** What `countGraph` answers of that network. */
export function childCounts(architecture: Architecture, settings: ChildSettings): GraphCounts {
  const graph = childGraph(architecture, settings);
  const counts = counted.get(graph) ?? countGraph(graph);
  counted.set(graph, counts);
  return counts;
}
