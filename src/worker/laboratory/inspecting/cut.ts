import type { Executor, ImageStore, Inspection, Precision } from '../../../engine/executor.ts';
import type { LayerGraph } from '../../../network/graph.ts';
import type { Weights } from '../../../network/parameters.ts';

/** One child, of which any layer is read for one image. */
export interface CutJob {
  readonly executor: Executor;
  readonly graph: LayerGraph;
  readonly weights: Weights;
  /** As it was trained. */
  readonly precision: Precision;
}

/** Reads single images at a layer; whoever made it disposes of it. */
export interface Cut {
  /** What the layer gives for one image of the store. Throws as `Executor.inspect` and `Inspection.read` do. */
  read(layer: number, images: ImageStore, index: number): Promise<Float32Array<ArrayBuffer>>;
  dispose(): void;
}

/** It stays open at the layer that was read last, since frames of a camera are read at the same, several a second. */
export function createCut({ executor, graph, weights, precision }: CutJob): Cut {
  let open: { readonly layer: number; readonly inspection: Inspection } | null = null;
  const close = (): void => {
    open?.inspection.dispose();
    open = null;
  };
  return {
    async read(layer, images, index) {
      if (open?.layer !== layer) close();
      open ??= { layer, inspection: await executor.inspect(graph, weights, layer, 1, precision) };
      return open.inspection.read(images, Uint32Array.of(index));
    },
    dispose: close,
  };
}
