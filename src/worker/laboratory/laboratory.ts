import { DataError } from '../../base/errors.ts';
import type { ImageSet } from '../../data/dataset.ts';
import { type DatasetId, datasetInfo } from '../../data/infos.ts';
import type { LoadOwnSet } from '../../data/own/open.ts';
import type { ShardSource } from '../../data/shards/source.ts';
import { shrinkImages } from '../../data/shrink.ts';
import type { Backend, Executor, ImageStore } from '../../engine/executor.ts';
import { trainingSteps } from '../../engine/trainer.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import type { DataProgress, Environment, Place } from '../../protocol/protocol.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { isFullTraining } from '../../settings/fullTraining.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { GroundReport, JudgedGround } from '../session/laboratory.ts';
import type { Laboratory, LaboratoryReport, Workbench } from '../session/session.ts';
import { createStrategy } from '../strategies.ts';
import type { DeviceWish } from './devices/choose.ts';
import type { Device } from './devices/device.ts';
import { trainingEvaluator } from './evaluator.ts';
import { fitted } from './fit.ts';
import { imagesKey, type RunImages, readImages, readOutside, readTest } from './images.ts';
import { createInspector, type InspectionGround, type OpenGround } from './inspecting/inspector.ts';
import { guardStrategy, interruptedBy } from './lost.ts';
import { checkDevicePrecision } from './precision.ts';
import { measureChild, trainingSeconds } from './probe.ts';
import { reopened } from './reopened.ts';

type DeviceTerms = Pick<LaboratoryReport, 'place' | 'backend' | 'signal'>;
type ImagesTerms = Pick<LaboratoryReport, 'dataUrl' | 'archive' | 'signal' | 'data'>;

export interface LaboratoryOptions {
  /** Fetches the scripts that `open` would run at this place, and runs none of their engines. */
  load?(place: Place): Promise<void>;
  /** Where a data set's files are read from; `dataUrl` is what the page says of where all data lie. */
  source(dataset: DatasetId, dataUrl: string): ShardSource;
  /** Reads a person's own pictures; absent where none are kept. */
  loadOwn?: LoadOwnSet;
  open(wish: DeviceWish): Promise<Device>;
}

/** The real laboratory: one device for as long as it is healthy, and the images of the last run kept for the next. */
export function createLaboratory({ source, loadOwn, open, load }: LaboratoryOptions): Laboratory {
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
      const from = sourceOf(settings, report);
      kept = startReading(key, (told) => readImages(settings, told, from, loadOwn), report);
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

  /** `sees`: children are asked after the six images, too. */
  const openBeside = async (
    settings: Settings,
    told: Parameters<OpenGround>[1] & Pick<LaboratoryReport, 'data'>,
    sees: boolean,
  ): Promise<InspectionGround & Pick<Device, 'lost' | 'halfFailure'>> => {
    const reading = imagesOf(settings, told);
    reading.catch(() => {}); // told below, unless the device fails first
    const { opened, isOwn } = await groundDevice(told);
    const { executor, lost, halfFailure, warning } = opened;
    const freeOwn = (): void => {
      if (isOwn) executor.dispose();
    };
    const stores: ImageStore[] = [];
    const dispose = (): void => {
      for (const store of stores) store.dispose();
      freeOwn();
    };
    const upload = async (set: ImageSet): Promise<ImageStore> => {
      const store = await executor.upload(set);
      stores.push(store);
      return store;
    };
    try {
      const { set, split, shown: six } = await reading;
      told.signal.throwIfAborted();
      const images = await upload(set);
      const shown = sees && six.ok && (await upload(shrinkImages(six.value, settings.imageSize)));
      const ground = { executor, images, split, lost, ...(shown && { shown }) };
      const evaluator = trainingEvaluator(settings, ground);
      const environment = environmentOf(executor, warning);
      const beside = { executor, environment, images, split, evaluator, lost, dispose };
      return { ...beside, ...(halfFailure && { halfFailure }) };
    } catch (thrown) {
      dispose();
      throw thrown;
    }
  };

  /** Where children are trained, and not only looked into. */
  const trainingBeside: typeof openBeside = async (settings, ...more) => {
    const beside = await openBeside(settings, ...more);
    try {
      await checkDevicePrecision(settings, beside);
    } catch (thrown) {
      beside.dispose();
      throw thrown;
    }
    return beside;
  };

  const judgedGround = async (settings: Settings, report: GroundReport): Promise<JudgedGround> => {
    const beside = await trainingBeside(settings, report, false);
    const { executor, environment, images, split, lost, dispose } = beside;
    let judges: ImageStore | null = null;
    const disposeAll = (): void => {
      judges?.dispose();
      dispose();
    };
    try {
      const set = await readOutside(settings, report, split, sourceOf(settings, report));
      report.signal.throwIfAborted();
      judges = set && (await executor.upload(set));
    } catch (thrown) {
      disposeAll();
      throw thrown;
    }
    const ground = { executor, images, split, lost, outside: async () => judges };
    return {
      evaluatorAt: (filters) => trainingEvaluator({ ...settings, filters }, ground),
      environment,
      dispose: disposeAll,
    };
  };

  return {
    judgedGround,
    inspector: createInspector((settings, report) => openBeside(settings, { ...report, data() {} }, false)),
    ground: (settings, report) => trainingBeside(settings, report, true),
    fit: (settings, request, report) => fitted(settings, request, () => openDevice(report), report.signal),
    async measure(settings, architecture, { place, signal }, epochs = settings.epochs) {
      // Beside what is at work, on the device that is there.
      const { opened } = await groundDevice({ place, backend: null, signal });
      const { executor, lost } = opened;
      await checkDevicePrecision(settings, opened);
      const probing = { executor, signal, orLost: interruptedBy(lost) };
      const pace = await measureChild(settings, architecture, probing);
      const { batch, trainImages, dataset } = settings;
      const testImages = isFullTraining(settings) ? datasetInfo(dataset).testImages : 0;
      return {
        seconds: trainingSeconds(pace, settings, { epochs, testImages }),
        step: pace.step,
        steps: trainingSteps({ batch, epochs }, trainImages),
      };
    },
    async open(settings, report): Promise<Workbench> {
      // Images come over the network while the device is opened and checked, which takes seconds on its own.
      const reading = imagesOf(settings, report);
      reading.catch(() => {}); // told below, unless the device fails first
      const opened = await openDevice(report);
      const { executor, createPolicy, lost, warning } = opened;
      await checkDevicePrecision(settings, opened);
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
      const from = () => sourceOf(settings, report);
      const judges = readOnce(executor, () => readOutside(settings, report, split, from()));
      const tests = readOnce(executor, () => readTest(settings, report, from(), loadOwn));
      const stored = async () => ({
        images: await upload(set),
        ...(shown.ok && { shown: await upload(shrinkImages(shown.value, settings.imageSize)) }),
      });
      const ground = await stored().catch((thrown: unknown) => {
        dispose();
        throw thrown;
      });
      const evaluator = trainingEvaluator(settings, {
        ...{ ...ground, executor, split, lost },
        outside: judges.store,
        test: tests.store,
      });
      const disposeAll = (): void => {
        judges.dispose();
        tests.dispose();
        dispose();
      };
      try {
        // A training of days must not end without them, nor be lost with them: its run fails here, before anything is trained.
        if (isFullTraining(settings)) await interruptedBy(lost)(tests.store());
      } catch (thrown) {
        disposeAll();
        throw thrown;
      }
      return { strategy, evaluator, dispose: disposeAll };
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

/** Reads images at its first call; `dispose` frees them. A failure is tried again. */
function readOnce<Read extends ImageSet | null>(executor: Executor, read: () => Promise<Read>) {
  type Store = ImageStore | Extract<Read, null>;
  let reading: Promise<Store> | null = null;
  let isOver = false;
  const upload = async (): Promise<Store> => {
    const set = await read();
    if (set === null) return null as Store;
    if (isOver) throw new DataError('The run is over.');
    return executor.upload(set);
  };
  return {
    store(): Promise<Store> {
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
