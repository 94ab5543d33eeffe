import type { NodePlace } from '../../network/nodes.ts';
import type {
  Inspected,
  InspectedChild,
  InspectionCommand,
  InspectionEvent,
  InspectionRefusal,
  InspectionTold,
  NodeShare,
} from '../../protocol/inspection.ts';
import { BACKENDS, type Place, type RunId } from '../../protocol/protocol.ts';
import { childKey } from '../../run/children/keptWeights.ts';
import type { LiveRun } from '../../run/live.ts';
import { trainedHere } from '../../run/made.ts';
import { originOf } from '../../search/halving.ts';
import { idOfMade, isMade, type MadeTraining, madeSeed, wasLookedUp } from '../../search/made.ts';
import type { TrainingProgress } from '../../search/trial.ts';
import { type ImportedState, shownImported } from './imported.ts';
import type { Shown } from './view.ts';

/** The child that is looked into, and how to ask for more of it. */
export interface InspectionState {
  readonly inspection: ShownInspection | null;
  /** Looks into the child of a trial of the run that is shown, or of a finalist's further training. */
  inspect(trial: number, training?: number): void;
  /** Looks into the child that came from a file of weights, where it is what is shown. */
  inspectImported(): void;
  /** Shows what a recording has of a trial of the run that is shown; nothing of it runs. */
  openRecorded(trial: number, inspected: Inspected, lack?: ImagesLack | null): void;
  /** Asks for a node's maps of a validation image; they come into `maps`. */
  wantMaps(node: NodePlace, image: number): void;
  wantShares(): void;
  /** Has a person's own picture classified, [height, width, channels] bytes as the run's images are; what comes of it is in `tried`. */
  classify(pixels: Uint8Array<ArrayBuffer>): void;
  closeInspection(): void;
  hearInspection(event: InspectionEvent): void;
  /** Its worker is gone; `why`: null where a search was stopped with it. */
  loseInspection(why: string | null): void;
}

/** Stands for the run of a child that is of none. */
export const IMPORTED_RUN: RunId = 'imported';

/** Why pixels of a recorded child's images are not there: nothing had them, or what has them has others. */
export type ImagesLack = 'not-loaded' | 'others';

export interface ShownInspection {
  readonly id: number;
  readonly run: RunId;
  readonly trial: number;
  readonly training: number | null;
  readonly isRecorded: boolean;
  readonly lack: ImagesLack | null;
  readonly stage: InspectionStage;
  /** Of the node and image that were asked for last; null while they are on their way, or were never asked for. */
  readonly maps: FeatureMaps | null;
  /** Why there are no maps of the node and image that were asked for last. */
  readonly notAnswered: InspectionRefusal | null;
  /** `unknown` before they were asked for; null where the device cannot tell, or could not. */
  readonly shares: readonly NodeShare[] | null | 'unknown';
  /** Why measuring them failed. */
  readonly sharesRefused: InspectionRefusal | null;
  readonly tried: Tried;
}

/** Pictures of a person's own that the child was shown. */
export interface Tried {
  /** The last that was classified. */
  readonly answer: TriedPicture | null;
  /** One that is on its way. */
  readonly asked: Omit<TriedPicture, 'probabilities'> | null;
  /** Why the one that was asked for last was not classified. */
  readonly refused: InspectionRefusal | null;
}

export interface TriedPicture {
  /** Below 0: its maps are asked for by it. */
  readonly image: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** [classes]: softmax of its scores. */
  readonly probabilities: Float32Array;
}

const NONE_TRIED: Tried = { answer: null, asked: null, refused: null };

export type InspectionStage =
  | { readonly type: 'opening' }
  | { readonly type: 'training'; readonly progress: TrainingProgress }
  | { readonly type: 'evaluating'; readonly done: number; readonly total: number }
  | { readonly type: 'open'; readonly inspected: Inspected }
  | { readonly type: 'refused'; readonly refusal: InspectionRefusal };

export type FeatureMaps = Extract<InspectionTold, { type: 'maps' }>;

interface Around extends InspectionState, Pick<ImportedState, 'imported'> {
  readonly shown: Shown;
  readonly run: LiveRun | null;
  readonly archive: Blob | null;
  readonly place: Place;
}

export interface InspectionPorts {
  readonly dataUrl: string;
  /** To the worker that trains, which is made where there is none. */
  send(command: InspectionCommand): void;
}

export function createInspectionSlice(
  set: (patch: Partial<Pick<InspectionState, 'inspection'>>) => void,
  get: () => Around,
  { dataUrl, send }: InspectionPorts,
): InspectionState {
  let ids = 0;
  let pictures = 0;
  /** The request whose maps are shown when they come: an earlier one's are late. */
  let wanted: Pick<FeatureMaps, 'node' | 'image'> | null = null;
  const isOpen = (shown: ShownInspection | null): shown is ShownInspection => shown?.stage.type === 'open';

  return {
    inspection: null,
    inspect(trial, training) {
      const { run, archive, place } = get();
      const child = run && childOf(run, trial, training);
      if (run === null || child === null) return;
      const id = ++ids;
      wanted = null;
      const shown = {
        id,
        run: run.id,
        trial: child.trial,
        training: child.training ?? null,
        isRecorded: false,
      };
      const empty = { ...shown, ...NOTHING_YET };
      const { settings } = run;
      if (isLookedUp(run, child)) {
        set({ inspection: { ...empty, stage: { type: 'refused', refusal: { kind: 'looked-up' } } } });
        return;
      }
      set({ inspection: { ...empty, stage: { type: 'opening' } } });
      const kept = run.weights[childKey(child.trial, child.training)];
      send({
        ...{ type: 'inspect', run: run.id, inspection: id, dataUrl, place, child },
        settings: isMade(child.trial) ? trainedHere(settings) : settings,
        ...(archive && { archive }),
        ...backendOf(run, child),
        ...(kept && { weights: kept.weights }),
      });
    },
    inspectImported() {
      const { archive, place } = get();
      const imported = shownImported(get());
      if (imported === null) return;
      const { architecture, settings, weights } = imported;
      const id = ++ids;
      wanted = null;
      const shown = { id, run: IMPORTED_RUN, trial: 1, training: null, isRecorded: false } as const;
      set({ inspection: { ...shown, ...NOTHING_YET, stage: { type: 'opening' } } });
      send({
        ...{ type: 'inspect', run: IMPORTED_RUN, inspection: id, dataUrl, place, settings, weights },
        child: { architecture, trial: 1, seededBy: 1 },
        ...(archive && { archive }),
      });
    },
    openRecorded(trial, inspected, lack = null) {
      const { run, inspection } = get();
      if (run === null) return;
      const before = inspection?.isRecorded && inspection.trial === trial ? inspection.id : ++ids;
      set({
        inspection: {
          ...{ id: before, run: run.id, trial, training: null, isRecorded: true, lack },
          ...{ stage: { type: 'open', inspected }, maps: null, notAnswered: { kind: 'recorded' } },
          ...{ shares: null, sharesRefused: null, tried: NONE_TRIED },
        },
      });
    },
    wantMaps(node, image) {
      const { inspection } = get();
      if (!isOpen(inspection) || inspection.isRecorded) return;
      wanted = { node, image };
      set({ inspection: { ...inspection, maps: null, notAnswered: null } });
      send({ type: 'inspect-maps', run: inspection.run, inspection: inspection.id, node, image });
    },
    wantShares() {
      const { inspection } = get();
      if (!isOpen(inspection)) return;
      send({ type: 'inspect-shares', run: inspection.run, inspection: inspection.id });
    },
    classify(pixels) {
      const { inspection } = get();
      if (!isOpen(inspection) || inspection.isRecorded) return;
      const { run, id, tried } = inspection;
      const image = -++pictures;
      set({ inspection: { ...inspection, tried: { ...tried, asked: { image, pixels }, refused: null } } });
      send({ type: 'inspect-picture', run, inspection: id, image, pixels });
    },
    closeInspection() {
      const { inspection } = get();
      set({ inspection: null });
      if (inspection === null || inspection.isRecorded || inspection.stage.type === 'refused') return;
      send({ type: 'inspect-close', run: inspection.run, inspection: inspection.id });
    },
    hearInspection({ inspection: id, told }) {
      const { inspection } = get();
      if (inspection?.id !== id) return;
      const of = told.type === 'not-answered' ? told.request : told;
      const isLate = (of.type === 'maps' || of.type === 'inspect-maps') && !isSame(of, wanted);
      if (!isLate) set({ inspection: afterTold(inspection, told) });
    },
    loseInspection(why) {
      const { inspection } = get();
      if (inspection === null || inspection.isRecorded || inspection.stage.type === 'refused') return;
      const refusal =
        why === null ? ({ kind: 'worker-stopped' } as const) : ({ kind: 'unexpected', why } as const);
      const stage = { type: 'refused', refusal } as const;
      set({ inspection: { ...inspection, stage } });
    },
  };
}

const NOTHING_YET = {
  lack: null,
  maps: null,
  notAnswered: null,
  shares: 'unknown',
  sharesRefused: null,
  tried: NONE_TRIED,
} as const;

/** What the child was trained with in its search, where that is recorded and known here. */
function backendOf(
  run: LiveRun,
  { trial, training }: InspectedChild,
): Pick<Extract<InspectionCommand, { type: 'inspect' }>, 'backend'> {
  const finalist = run.finalists.find((one) => one.trial === trial && one.training === training);
  const environment = isMade(trial)
    ? madeTraining(run, trial, training)?.environment
    : (finalist ?? run.trials[trial - 1])?.environment;
  const backend = BACKENDS.find((one) => one === environment?.backend);
  return backend === undefined ? {} : { backend };
}

/** Null where the trial was never trained; of a reused result the child that it was taken from. */
function childOf(run: LiveRun, number: number, training: number | undefined): InspectedChild | null {
  if (isMade(number)) return madeOf(run, number, training);
  const asked = run.trials[number - 1];
  const trial = asked?.reusedFrom === undefined ? asked : run.trials[asked.reusedFrom - 1];
  if (trial === undefined || trial.status !== 'trained') return null;
  return {
    architecture: trial.architecture,
    trial: trial.number,
    seededBy: originOf(trial, run.trials).number,
    ...(training === undefined ? {} : { training }),
    ...(trial.budget === undefined || training !== undefined ? {} : { budget: trial.budget }),
  };
}

/** Of a child by hand one of its trainings, the first that did not fail unless another is asked for. */
function madeOf(run: LiveRun, id: number, asked: number | undefined): InspectedChild | null {
  const child = run.made.find(({ number }) => idOfMade(number) === id);
  if (child === undefined) return null;
  const { trainings, architecture, number } = child;
  const training = asked ?? trainings.findIndex(({ status }) => status === 'trained') + 1;
  if (trainings[training - 1]?.status !== 'trained') return null;
  return { architecture, trial: id, seededBy: madeSeed(number, training), training };
}

const madeTraining = (run: LiveRun, id: number, training = 1): MadeTraining | undefined =>
  run.made.find(({ number }) => idOfMade(number) === id)?.trainings[training - 1];

function isLookedUp(run: LiveRun, { trial, training }: InspectedChild): boolean {
  const made = isMade(trial) ? madeTraining(run, trial, training) : undefined;
  return made === undefined ? run.settings.rewards === 'table' : wasLookedUp(made);
}

type Wanted = Pick<FeatureMaps, 'node' | 'image'>;

function isSame(maps: Wanted, wanted: Wanted | null): boolean {
  return wanted?.image === maps.image && JSON.stringify(wanted.node) === JSON.stringify(maps.node);
}

function afterTold(shown: ShownInspection, told: InspectionTold): ShownInspection {
  switch (told.type) {
    case 'opening':
    case 'training':
    case 'evaluating':
    case 'refused':
      return { ...shown, stage: told };
    case 'inspected':
      return { ...shown, stage: { type: 'open', inspected: told.inspected } };
    case 'maps':
      return { ...shown, maps: told, notAnswered: null };
    case 'picture':
      return { ...shown, tried: afterPicture(shown.tried, told) };
    case 'shares':
      return { ...shown, shares: told.shares, sharesRefused: null };
    case 'not-answered':
      return afterRefusal(shown, told);
    case 'closed':
      return { ...shown, stage: { type: 'refused', refusal: { kind: 'closed' } } };
    default:
      return told satisfies never;
  }
}

/** What is told of one takes nothing of the others. */
function afterRefusal(
  shown: ShownInspection,
  { request, refusal }: Extract<InspectionTold, { type: 'not-answered' }>,
): ShownInspection {
  switch (request.type) {
    case 'inspect-maps':
      return { ...shown, notAnswered: refusal };
    case 'inspect-shares':
      return { ...shown, shares: null, sharesRefused: refusal };
    case 'inspect-picture': {
      const { tried } = shown;
      return tried.asked?.image === request.image
        ? { ...shown, tried: { ...tried, asked: null, refused: refusal } }
        : shown;
    }
    default:
      return request satisfies never;
  }
}

/** One that gave way to another before it was classified is late. */
function afterPicture(
  tried: Tried,
  { image, probabilities }: Extract<InspectionTold, { type: 'picture' }>,
): Tried {
  const { asked } = tried;
  return asked?.image === image ? { answer: { ...asked, probabilities }, asked: null, refused: null } : tried;
}
