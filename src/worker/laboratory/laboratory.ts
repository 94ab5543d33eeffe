import type { ImageSet } from '../../data/dataset.ts';
import type { DatasetId } from '../../data/infos.ts';
import type { ShardSource } from '../../data/shards/source.ts';
import { shrinkImages } from '../../data/shrink.ts';
import type { Backend, Executor, ImageStore } from '../../engine/executor.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import type { DataProgress, Environment, Place } from '../../protocol/protocol.ts';
import { childCounts } from '../../settings/childGraph.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { Laboratory, LaboratoryReport, Workbench } from '../session/session.ts';
import { createStrategy } from '../strategies.ts';
import type { DeviceWish } from './devices/choose.ts';
import type { Device } from './devices/device.ts';
import { trainingEvaluator } from './evaluator.ts';
import { fitted } from './fit.ts';
import { imagesKey, type RunImages, readImages, readOutside } from './images.ts';
import { createInspector, type OpenGround } from './inspector.ts';
import { guardStrategy } from './lost.ts';
import { reopened } from './reopened.ts';

type DeviceTerms = Pick<LaboratoryReport, 'place' | 'backend' | 'signal'>;
type ImagesTerms = Pick<LaboratoryReport, 'dataUrl' | 'archive' | 'signal' | 'data'>;

export interface LaboratoryOptions {
  /** Fetches the scripts that `open` would run at this place, and runs none of their engines. */
  load?(place: Place): Promise<void>;
  /** Where a data set's files are read from; `dataUrl` is what the page says of where all data lie. */
  source(dataset: DatasetId, dataUrl: string): ShardSource;
  open(wish: DeviceWish): Promise<Device>;
}

/** The real laboratory: one device for as long as it is healthy, and the images of the last run kept for the next. */
export function createLaboratory({ source, open, load }: LaboratoryOptions): Laboratory {
  /** `place`: null where the device was opened for a run that needed its backend, whatever place was wanted. */
  let device: (Device & { readonly place: Place | null }) | null = null;
  let kept: KeptImages | null = null;

  const openDevice = async ({ place, backend, signal }: DeviceTerms): Promise<Device> => {
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

  const sourceOf = ({ dataset }: Settings, { dataUrl }: Pick<LaboratoryReport, 'dataUrl'>) =>
    source(dataset, dataUrl);
  const imagesOf = async (settings: Settings, report: ImagesTerms): Promise<RunImages> => {
    const key = imagesKey(settings, report);
    if (kept?.key !== key) {
      kept?.abort.abort(); // the old set must not weigh on memory, nor on the line, while the new one is read
      kept = startReading(key, (told) => readImages(settings, told, sourceOf(settings, report)), report);
    }
    const mine = kept;
    mine.tell = report.data;
    if (mine.progress !== null) report.data(mine.progress);
    const stop = (): void => mine.abort.abort(report.signal.reason);
    report.signal.addEventListener('abort', stop);
    try {
      return await mine.images;
    } catch (thrown) {
      if (kept === mine) kept = null;
      throw thrown;
    } finally {
      report.signal.removeEventListener('abort', stop);
    }
  };

  /** A search may be at work on the device that is open, so that it stays: another backend is opened beside it. */
  const groundDevice = async ({ place, backend, signal }: DeviceTerms) => {
    if (backend !== null && device?.executor.backend !== backend && standsBeside(backend, device)) {
      try {
        return { opened: await open({ place, backend }), isOwn: true };
      } catch {
        // It is not to be had: what is there takes its place, and says that it is another.
      }
    }
    const opened = device ?? (await openDevice({ place, backend: null, signal }));
    return { opened, isOwn: false };
  };

  const openGround: OpenGround = async (settings, report) => {
    const told = { ...report, data() {} };
    const reading = imagesOf(settings, told);
    reading.catch(() => {}); // told below, unless the device fails first
    const { opened, isOwn } = await groundDevice(told);
    const { executor, lost, warning } = opened;
    const freeOwn = (): void => {
      if (isOwn) executor.dispose();
    };
    try {
      const { set, split } = await reading;
      report.signal.throwIfAborted();
      const images = await executor.upload(set);
      const evaluator = trainingEvaluator(settings, { executor, images, split, lost });
      const environment = environmentOf(executor, warning);
      const dispose = (): void => {
        images.dispose();
        freeOwn();
      };
      return { executor, environment, images, split, evaluator, dispose };
    } catch (thrown) {
      freeOwn();
      throw thrown;
    }
  };

  return {
    inspector: createInspector(openGround),
    fit: (settings, request, report) => fitted(settings, request, () => openDevice(report), report.signal),
    async open(settings, report): Promise<Workbench> {
      // Images come over the network while the device is opened and checked, which takes seconds on its own.
      const reading = imagesOf(settings, report);
      reading.catch(() => {}); // told below, unless the device fails first
      const { executor, createPolicy, lost, warning } = await openDevice(report);
      report.environment(environmentOf(executor, warning));
      const { set, split, shown } = await reading;
      report.signal.throwIfAborted();
      report.shownImages(settings.dataset, shown);
      const { blocks, operations } = settings;
      const cost = (architecture: Architecture) => childCounts(architecture, settings);
      const parts = { cost, createPolicy };
      const strategy = guardStrategy(createStrategy(settings, { blocks, operations }, parts), lost);
      const stores: ImageStore[] = [];
      const upload = async (images: ImageSet): Promise<ImageStore> => {
        const store = await executor.upload(images);
        stores.push(store);
        return store;
      };
      const dispose = (): void => {
        strategy.dispose();
        for (const store of stores) store.dispose();
      };
      const judges = judgesOf(executor, () =>
        readOutside(settings, report, split, sourceOf(settings, report)),
      );
      const stored = async () => ({
        images: await upload(set),
        ...(shown.ok && { shown: await upload(shrinkImages(shown.value, settings.imageSize)) }),
      });
      const ground = await stored().catch((thrown: unknown) => {
        dispose();
        throw thrown;
      });
      const { outside } = judges;
      const evaluator = trainingEvaluator(settings, { ...ground, executor, split, lost, outside });
      return {
        strategy,
        evaluator,
        dispose() {
          judges.dispose();
          dispose();
        },
      };
    },
    async prepare(settings, { dataUrl, place }) {
      const { signal } = new AbortController();
      const reading = imagesOf(settings, { dataUrl, archive: null, signal, data: () => {} });
      await Promise.allSettled([load?.(place), reading]);
    },
    dispose() {
      device?.executor.dispose();
      device = null;
      kept = null;
    },
  };
}

/** Of tfjs's backends a worker has one at a time; the processor's own engine is none of them. */
const standsBeside = (backend: Backend, open: Device | null): boolean =>
  open === null || backend === 'wasm' || open.executor.backend === 'wasm';

function environmentOf(
  { kind, backend, adapter, threads }: Executor,
  warning: string | undefined,
): Environment {
  return {
    engine: kind,
    version: ENGINE_VERSIONS[kind],
    backend,
    adapter,
    ...(threads === undefined ? {} : { threads }),
    ...(warning === undefined ? {} : { warning }),
  };
}

/** The images of the last run, or of one that is expected; read once, whoever waits for them. */
interface KeptImages {
  readonly key: string;
  readonly images: Promise<RunImages>;
  readonly abort: AbortController;
  /** What was told last, for who comes later. */
  progress: DataProgress | null;
  tell: (progress: DataProgress) => void;
}

function startReading(
  key: string,
  read: (told: ImagesTerms) => Promise<RunImages>,
  report: ImagesTerms,
): KeptImages {
  const abort = new AbortController();
  const data = (progress: DataProgress): void => {
    kept.progress = progress;
    kept.tell(progress);
  };
  const images = Promise.resolve().then(() => read({ ...report, signal: abort.signal, data }));
  const kept: KeptImages = { key, images, abort, progress: null, tell: report.data };
  images.catch(() => {}); // told to whoever waits
  return kept;
}

/** Reads, at its first call, the images that judge a final figure; `dispose` frees them. A failure is tried again. */
function judgesOf(executor: Executor, read: () => Promise<ImageSet | null>) {
  let reading: Promise<ImageStore | null> | null = null;
  let isOver = false;
  const upload = async (): Promise<ImageStore | null> => {
    const set = await read();
    return set === null || isOver ? null : executor.upload(set);
  };
  return {
    outside(): Promise<ImageStore | null> {
      reading ??= upload().catch((thrown: unknown) => {
        reading = null;
        throw thrown;
      });
      return reading;
    },
    dispose(): void {
      isOver = true;
      reading?.then(
        (store) => store?.dispose(),
        () => {},
      );
    },
  };
}
