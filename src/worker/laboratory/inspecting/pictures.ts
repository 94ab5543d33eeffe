import { imageBytes } from '../../../data/dataset.ts';
import type { ImageStore } from '../../../engine/executor.ts';
import { classProbabilities } from '../../../engine/inspecting/probabilities.ts';
import { type CutJob, createCut } from './cut.ts';

export interface PicturesJob extends CutJob {
  /** Of the run, which pictures are seen like: of their size, and normalised as they are. */
  readonly images: ImageStore;
}

/** A person's own pictures, shown to one child that is open; whoever made it disposes of it. */
export interface Pictures {
  /**
   * [classes]: what the child takes the picture for, by running statistics. Its bytes are [height, width, channels]; throws a
   * RangeError where they are as many as no image of the run has, and else as `Inspection.read` does.
   */
  classify(image: number, pixels: Uint8Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>>;
  /** Null where it is none of the last two: maps of one are asked for while the next is on its way. */
  storeOf(image: number): ImageStore | null;
  dispose(): void;
}

const MOST = 2;

export function createPictures({ images, ...child }: PicturesJob): Pictures {
  const { executor, graph } = child;
  const scores = createCut(child);
  /** The latest first. */
  let kept: readonly { readonly image: number; readonly store: ImageStore }[] = [];
  return {
    async classify(image, pixels) {
      const { info } = images.set;
      const wanted = imageBytes(info);
      if (pixels.length !== wanted)
        throw new RangeError(`a picture of ${pixels.length} bytes is none of this run, whose have ${wanted}`);
      const store = await executor.upload({ info, count: 1, images: pixels, labels: new Uint8Array(1) });
      for (const one of kept.slice(MOST - 1)) one.store.dispose();
      kept = [{ image, store }, ...kept.slice(0, MOST - 1)];
      return classProbabilities(await scores.read(graph.logits, store, 0), graph.classes);
    },
    storeOf: (image) => kept.find((one) => one.image === image)?.store ?? null,
    dispose() {
      scores.dispose();
      for (const { store } of kept) store.dispose();
      kept = [];
    },
  };
}
