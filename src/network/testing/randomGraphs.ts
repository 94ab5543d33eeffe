import { createRandom } from '../../base/random.ts';
import { CELL_PRESETS } from '../../space/presets.ts';
import { sampleArchitecture } from '../../space/sample.ts';
import { WHOLE_SPACE } from '../../space/searchSpace.ts';
import { buildCifar, type CifarOptions } from '../build.ts';
import type { LayerGraph } from '../graph.ts';

/** Networks of architectures drawn over the whole space, both combiners included. */
export function randomGraph(seed: number, blocks: number, options: CifarOptions): LayerGraph {
  return buildCifar(sampleArchitecture({ ...WHOLE_SPACE, blocks }, createRandom(seed)), options);
}

/** The networks of all published cells, by id. */
export function presetGraphs(options: CifarOptions): readonly (readonly [id: string, graph: LayerGraph])[] {
  return CELL_PRESETS.map(({ id, architecture }) => [id, buildCifar(architecture, options)]);
}
