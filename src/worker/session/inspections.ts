import { messageOf } from '../../base/errors.ts';
import type {
  InspectionCommand,
  InspectionEvent,
  InspectionRefusal,
  InspectionRequest,
  InspectionTold,
} from '../../protocol/inspection.ts';
import type { Event } from '../../protocol/protocol.ts';
import type { TrainedAgain } from '../../search/trial.ts';
import type { Turns } from './turns.ts';

/** What looks into children, made by worker/laboratory/; one child at a time. */
export interface Inspector {
  /**
   * Opens a child; `told` hears of its progress, and `kept` of its weights where it was trained again. Rejects with a Refusal or
   * whatever else went wrong.
   */
  open(command: Extract<InspectionCommand, { type: 'inspect' }>, ports: InspectorPorts): Promise<OpenChild>;
}

export interface InspectorPorts {
  /** The device is shared with a search. */
  readonly turns: Pick<Turns, 'take'>;
  readonly signal: AbortSignal;
  told(told: Extract<InspectionTold, { type: 'opening' | 'training' | 'evaluating' | 'inspected' }>): void;
  kept(weights: Float32Array<ArrayBuffer>, again: TrainedAgain): void;
}

/** A child that is open; whoever opened it disposes of it. */
export interface OpenChild {
  /** Rejects with a Refusal where there is nothing to answer. */
  answer(command: Asking): Promise<Extract<InspectionTold, { type: 'maps' | 'picture' | 'shares' }>>;
  dispose(): void;
}

/** There is nothing to see, for a reason that the page has words for. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly refusal: InspectionRefusal;

  constructor(refusal: InspectionRefusal) {
    super('why' in refusal ? refusal.why : refusal.kind);
    this.refusal = refusal;
  }
}

interface Active {
  readonly run: string;
  readonly inspection: number;
  readonly abort: AbortController;
  readonly say: (told: InspectionTold) => void;
  /** Null where it could not be opened, or was closed before; never rejects. */
  readonly child: Promise<OpenChild | null>;
  /** Requests are answered one after the other. */
  tail: Promise<void>;
  /** The maps that were asked for last: those asked for before are left out unless they were begun. */
  wantedMaps: Asking | null;
}

export interface Inspections {
  handle(command: InspectionCommand): void;
  /** Settles once everything that was asked for so far is answered. */
  idle(): Promise<void>;
  dispose(): Promise<void>;
}

/** The inspections of a session, one at a time: opening one closes the one before. `inspector` null: children are looked up. */
export function createInspections(
  inspector: Inspector | null,
  turns: Turns,
  emit: (event: Event) => void,
): Inspections {
  let active: Active | null = null;
  /** What earlier ones still hold is freed before the next one begins. */
  let freed: Promise<void> = Promise.resolve();

  const close = (): void => {
    if (active === null) return;
    const { abort, child, tail, say } = active;
    active = null;
    abort.abort();
    freed = Promise.all([child, tail]).then(([open]) => open?.dispose());
    say({ type: 'closed' });
  };

  const open = (command: Extract<InspectionCommand, { type: 'inspect' }>): void => {
    close();
    const { run, inspection } = command;
    const abort = new AbortController();
    const { signal } = abort;
    const say = (told: InspectionTold): void => {
      if (signal.aborted && told.type !== 'closed') return;
      emit({ type: 'inspection', run, inspection, told } satisfies InspectionEvent);
    };
    const kept = (weights: Float32Array<ArrayBuffer>, again: TrainedAgain): void => {
      const { trial, training } = command.child;
      const further = training === undefined ? {} : { training };
      // A copy, since it changes hands and this one is looked into.
      emit({ type: 'child-weights', run, trial, ...further, weights: weights.slice(), again });
    };
    const opening = async (): Promise<OpenChild | null> => {
      await freed;
      try {
        signal.throwIfAborted();
        say({ type: 'opening' });
        if (inspector === null) throw new Refusal({ kind: 'looked-up' });
        return await inspector.open(command, { turns, signal, told: say, kept });
      } catch (thrown) {
        say({ type: 'refused', refusal: refusalOf(thrown) });
        return null;
      }
    };
    active = { run, inspection, abort, say, child: opening(), tail: Promise.resolve(), wantedMaps: null };
  };

  const ask = (command: Asking): void => {
    const { run, inspection } = command;
    const request = requestOf(command);
    if (active === null || active.inspection !== inspection || active.run !== run) {
      const told = { type: 'not-answered', request, refusal: { kind: 'closed' } } as const;
      emit({ type: 'inspection', run, inspection, told });
      return;
    }
    const mine = active;
    const { child, say, abort, tail } = mine;
    if (command.type === 'inspect-maps') mine.wantedMaps = command;
    mine.tail = tail.then(async () => {
      try {
        const open = await child;
        abort.signal.throwIfAborted();
        // Of several that came meanwhile, as while images are walked through, the last one alone is shown.
        if (command.type === 'inspect-maps' && command !== mine.wantedMaps) return;
        if (open === null) throw new Refusal({ kind: 'closed' });
        say(await open.answer(command));
      } catch (thrown) {
        say({ type: 'not-answered', request, refusal: refusalOf(thrown) });
      }
    });
  };

  return {
    handle(command) {
      switch (command.type) {
        case 'inspect':
          return open(command);
        case 'inspect-maps':
        case 'inspect-picture':
        case 'inspect-shares':
          return ask(command);
        case 'inspect-close':
          if (active?.inspection === command.inspection && active.run === command.run) close();
          return;
        default:
          command satisfies never;
      }
    },
    async idle() {
      await active?.child;
      await active?.tail;
      await freed;
    },
    async dispose() {
      close();
      await freed;
    },
  };
}

/** What is asked of a child that is open. */
type Asking = Extract<InspectionCommand, { type: 'inspect-maps' | 'inspect-picture' | 'inspect-shares' }>;

function requestOf(command: Asking): InspectionRequest {
  switch (command.type) {
    case 'inspect-maps':
      return { type: command.type, node: command.node, image: command.image };
    case 'inspect-picture':
      return { type: command.type, image: command.image };
    case 'inspect-shares':
      return { type: command.type };
    default:
      return command satisfies never;
  }
}

function refusalOf(thrown: unknown): InspectionRefusal {
  if (thrown instanceof Refusal) return thrown.refusal;
  const why = messageOf(thrown);
  const name = thrown instanceof Error ? thrown.name : '';
  switch (name) {
    case 'DataError':
      return { kind: 'no-images', why };
    case 'DeviceError':
    case 'BackendError':
      return { kind: 'device-lost', why };
    case 'InputError':
      return { kind: 'settings', why };
    case 'ChildError':
      return { kind: 'child-failed', why };
    default:
      return { kind: 'unexpected', why };
  }
}
