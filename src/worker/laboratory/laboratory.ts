import type { ImageSet } from '../../data/dataset.ts';
import { DATASETS } from '../../data/datasets.ts';
import type { DatasetId } from '../../data/infos.ts';
import type { ShardSource } from '../../data/shards/source.ts';
import { splitSet } from '../../data/split.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import type { Place } from '../../protocol/protocol.ts';
import { childCounts } from '../../settings/childGraph.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { Laboratory, LaboratoryReport, Workbench } from '../session/session.ts';
import { createStrategy } from '../strategies.ts';
import type { DeviceWish } from './devices/choose.ts';
import type { Device } from './devices/device.ts';
import { trainingEvaluator } from './evaluator.ts';
import { guardStrategy } from './lost.ts';
import { reopened } from './reopened.ts';

export interface LaboratoryOptions {
  /** Where a data set's files are read from; `dataUrl` is what the page says of where all data lie. */
  source(dataset: DatasetId, dataUrl: string): ShardSource;
  open(wish: DeviceWish): Promise<Device>;
}

/** The real laboratory: one device for as long as it is healthy, and the images of the last run kept for the next. */
export function createLaboratory({ source, open }: LaboratoryOptions): Laboratory {
  /** `place`: null where the device was opened for a run that needed its backend, whatever place was wanted. */
  let device: (Device & { readonly place: Place | null }) | null = null;
  let kept: { readonly key: string; readonly set: ImageSet } | null = null;

  const openDevice = async ({ place, backend, signal }: LaboratoryReport): Promise<Device> => {
    const fits = backend === null ? device?.place === place : device?.executor.backend === backend;
    if (device !== null && fits) return device;
    device?.executor.dispose();
    device = null;
    const wish = { place, backend };
    const fresh = {
      ...(await (backend === null ? open(wish) : reopened(() => open(wish), signal))),
      place: backend === null ? place : null,
    };
    void fresh.lost.then(() => {
      if (device === fresh) device = null;
    });
    device = fresh;
    return fresh;
  };

  const images = async (settings: Settings, report: LaboratoryReport): Promise<ImageSet> => {
    const key = imagesKey(settings, report);
    if (kept?.key === key) return kept.set;
    kept = null; // the old set must not weigh on memory while the new one is read
    const set = await readImages(settings, report, source);
    kept = { key, set };
    return set;
  };

  return {
    async open(settings, report): Promise<Workbench> {
      // Images come over the network while the device is opened and checked, which takes seconds on its own.
      const reading = images(settings, report);
      reading.catch(() => {}); // told below, unless the device fails first
      const { executor, createPolicy, lost, warning } = await openDevice(report);
      const { kind, backend, adapter, threads } = executor;
      report.environment({
        engine: kind,
        version: ENGINE_VERSIONS[kind],
        backend,
        adapter,
        ...(threads === undefined ? {} : { threads }),
        ...(warning === undefined ? {} : { warning }),
      });
      const set = await reading;
      report.signal.throwIfAborted();
      const split = splitSet(set, settings.trainImages, settings.validationImages, settings.seed);
      const { blocks, operations } = settings;
      const cost = (architecture: Architecture) => childCounts(architecture, settings);
      const parts = { cost, createPolicy };
      const strategy = guardStrategy(createStrategy(settings, { blocks, operations }, parts), lost);
      const store = await executor.upload(set).catch((thrown: unknown) => {
        strategy.dispose();
        throw thrown;
      });
      const evaluator = trainingEvaluator(settings, { executor, images: store, split, lost });
      return {
        strategy,
        evaluator,
        dispose() {
          strategy.dispose();
          store.dispose();
        },
      };
    },
    dispose() {
      device?.executor.dispose();
      device = null;
      kept = null;
    },
  };
}

function imagesKey(
  { dataset, imageSize, trainImages, validationImages, seed }: Settings,
  { dataUrl, archive }: LaboratoryReport,
): string {
  // Each message brings a new copy of the file, so it is known by what it says of itself.
  const { name, lastModified } = (archive ?? {}) as Partial<File>;
  const file = archive && [archive.size, name, lastModified];
  return JSON.stringify([dataset, imageSize, trainImages, validationImages, seed, dataUrl, file]);
}

function readImages(
  { dataset, imageSize, trainImages, validationImages, seed }: Settings,
  { dataUrl, archive, signal, data }: LaboratoryReport,
  source: LaboratoryOptions['source'],
): Promise<ImageSet> {
  return DATASETS[dataset].open({
    images: trainImages + validationImages,
    size: imageSize,
    seed,
    wanted: (labelled) => Object.values(splitSet(labelled, trainImages, validationImages, seed)),
    source: source(dataset, dataUrl),
    archive,
    signal,
    report: (progress) => data({ dataset, ...progress }),
  });
}
