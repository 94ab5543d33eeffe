import type { NodePlace } from '../network/nodes.ts';
import type {
  Inspected,
  InspectedChild,
  InspectionCommand,
  InspectionEvent,
  InspectionRefusal,
  InspectionTold,
  NodeShare,
} from '../protocol/inspection.ts';
import { BACKENDS, type Place, type RunId } from '../protocol/protocol.ts';
import { childKey } from '../run/keptWeights.ts';
import type { LiveRun } from '../run/live.ts';
import { originOf } from '../search/halving.ts';
import type { TrainingProgress } from '../search/trial.ts';

/** The child that is looked into, and how to ask for more of it. */
export interface InspectionState {
  readonly inspection: ShownInspection | null;
  /** Looks into the child of a trial of the run that is shown, or of a finalist's further training. */
  inspect(trial: number, training?: number): void;
  /** Asks for a node's maps of a validation image; they come into `maps`. */
  wantMaps(node: NodePlace, image: number): void;
  wantShares(): void;
  closeInspection(): void;
  hearInspection(event: InspectionEvent): void;
  /** Its worker is gone; `why`: null where a search was stopped with it. */
  loseInspection(why: string | null): void;
}

export interface ShownInspection {
  readonly id: number;
  readonly run: RunId;
  readonly trial: number;
  readonly training: number | null;
  readonly stage: InspectionStage;
  /** Of the node and image that were asked for last; null while they are on their way, or were never asked for. */
  readonly maps: FeatureMaps | null;
  /** Why there are no maps of the node and image that were asked for last. */
  readonly notAnswered: InspectionRefusal | null;
  /** `unknown` before they were asked for; null where the device cannot tell, or could not. */
  readonly shares: readonly NodeShare[] | null | 'unknown';
  /** Why measuring them failed. */
  readonly sharesRefused: InspectionRefusal | null;
}

export type InspectionStage =
  | { readonly type: 'opening' }
  | { readonly type: 'training'; readonly progress: TrainingProgress }
  | { readonly type: 'evaluating'; readonly done: number; readonly total: number }
  | { readonly type: 'open'; readonly inspected: Inspected }
  | { readonly type: 'refused'; readonly refusal: InspectionRefusal };

export type FeatureMaps = Extract<InspectionTold, { type: 'maps' }>;

interface Around extends InspectionState {
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
      const shown = { id, run: run.id, trial: child.trial, training: training ?? null };
      const empty = {
        ...shown,
        maps: null,
        notAnswered: null,
        shares: 'unknown',
        sharesRefused: null,
      } as const;
      const { settings } = run;
      if (settings.rewards === 'table') {
        set({ inspection: { ...empty, stage: { type: 'refused', refusal: { kind: 'looked-up' } } } });
        return;
      }
      set({ inspection: { ...empty, stage: { type: 'opening' } } });
      const kept = run.weights[childKey(child.trial, training)];
      send({
        ...{ type: 'inspect', run: run.id, inspection: id, settings, dataUrl, place, child },
        ...(archive && { archive }),
        ...backendOf(run, child),
        ...(kept && { weights: kept.weights }),
      });
    },
    wantMaps(node, image) {
      const { inspection } = get();
      if (!isOpen(inspection)) return;
      wanted = { node, image };
      set({ inspection: { ...inspection, maps: null, notAnswered: null } });
      send({ type: 'inspect-maps', run: inspection.run, inspection: inspection.id, node, image });
    },
    wantShares() {
      const { inspection } = get();
      if (!isOpen(inspection)) return;
      send({ type: 'inspect-shares', run: inspection.run, inspection: inspection.id });
    },
    closeInspection() {
      const { inspection } = get();
      set({ inspection: null });
      if (inspection === null || inspection.stage.type === 'refused') return;
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
      if (inspection === null || inspection.stage.type === 'refused') return;
      const refusal =
        why === null ? ({ kind: 'worker-stopped' } as const) : ({ kind: 'unexpected', why } as const);
      const stage = { type: 'refused', refusal } as const;
      set({ inspection: { ...inspection, stage } });
    },
  };
}

/** What the child was trained with in its search, where that is recorded and known here. */
function backendOf(
  run: LiveRun,
  { trial, training }: InspectedChild,
): Pick<Extract<InspectionCommand, { type: 'inspect' }>, 'backend'> {
  const finalist = run.finalists.find((one) => one.trial === trial && one.training === training);
  const { environment } = finalist ?? run.trials[trial - 1]!;
  const backend = BACKENDS.find((one) => one === environment?.backend);
  return backend === undefined ? {} : { backend };
}

/** Null where the trial was never trained; of a reused result the child that it was taken from. */
function childOf(run: LiveRun, number: number, training: number | undefined): InspectedChild | null {
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
    case 'shares':
      return { ...shown, shares: told.shares, sharesRefused: null };
    case 'not-answered':
      // What could not be measured takes nothing of the maps.
      return told.request.type === 'inspect-shares'
        ? { ...shown, shares: null, sharesRefused: told.refusal }
        : { ...shown, notAnswered: told.refusal };
    case 'closed':
      return { ...shown, stage: { type: 'refused', refusal: { kind: 'closed' } } };
    default:
      return told satisfies never;
  }
}
