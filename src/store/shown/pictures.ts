import type { Result } from '../../base/result.ts';
import type { DatasetId } from '../../data/infos.ts';
import type { ShownPictures } from '../../protocol/protocol.ts';

/** The six images of a data set that children are shown with, as far as anyone looked at them. */
export interface PicturesState {
  /** The failure says why there are none; absent while nobody has asked, or they are on their way. */
  readonly pictures: { readonly [Id in DatasetId]?: Result<ShownPictures, string> };
  /** Reads them where they are not known yet; a run that trains here brings its own. */
  wantPictures(dataset: DatasetId): void;
  takePictures(dataset: DatasetId, images: Result<ShownPictures, string>): void;
}

export interface PicturePorts {
  /** Those that lie beside the page, or are made in code. Never rejects. */
  loadPictures(dataset: DatasetId): Promise<Result<ShownPictures, string>>;
}

export function createPicturesSlice(
  set: (patch: Partial<PicturesState>) => void,
  get: () => PicturesState,
  ports: PicturePorts,
): PicturesState {
  const asked = new Set<DatasetId>();
  return {
    pictures: {},
    wantPictures(dataset) {
      if (asked.has(dataset) || get().pictures[dataset]?.ok) return;
      asked.add(dataset);
      void ports.loadPictures(dataset).then((images) => get().takePictures(dataset, images));
    },
    takePictures(dataset, images) {
      const { pictures } = get();
      // What is there stays: the images of a data set are the same wherever they come from.
      if (!pictures[dataset]?.ok) set({ pictures: { ...pictures, [dataset]: images } });
    },
  };
}
