import type { NetworkNode, NodePlace, StemFilters } from '../network/nodes.ts';
import type { TrainedAgain, TrainingProgress } from '../search/trial.ts';
import type { Settings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Environment, Place, RunId } from './environment.ts';

/**
 * Looking into one trained child of a run, which need not be the run that is at work. It takes turns with a search, batch by
 * batch: a person need not wait for the child in training, which may take an hour, and the search goes on meanwhile.
 */
export type InspectionCommand =
  | {
      /** Opens a child; one that was open before is closed. */
      readonly type: 'inspect';
      readonly run: RunId;
      /** Given by the page: answers bear it. */
      readonly inspection: number;
      readonly settings: Settings;
      readonly dataUrl: string;
      readonly archive?: Blob;
      readonly place?: Place;
      /** What its search trained it with: where it is trained again that is done by the same, wherever it is to be had. */
      readonly backend?: Environment['backend'];
      readonly child: InspectedChild;
      /** What it ended with, as the run keeps it; without them it is trained again. */
      readonly weights?: Float32Array<ArrayBuffer>;
    }
  | ({ readonly inspection: number; readonly run: RunId } & (
      | {
          /**
           * The maps of a node for one of the validation images, by its place among them, from 0, or for a person's own picture by
           * its number below 0. Gives way, unanswered, to a later one that comes before it is begun.
           */
          readonly type: 'inspect-maps';
          readonly node: NodePlace;
          readonly image: number;
        }
      | {
          /** Classifies a picture that is none of the run's images. Maps are to be had of the last two that were. */
          readonly type: 'inspect-picture';
          /** Below 0; given by the page. */
          readonly image: number;
          /** [height, width, channels] as the run's images are, channels fastest. */
          readonly pixels: Uint8Array<ArrayBuffer>;
        }
      /** How a training step's time is shared out among the nodes. */
      | { readonly type: 'inspect-shares' }
      /** Ends it, also while it trains, and frees all that it holds. */
      | { readonly type: 'inspect-close' }
    ));

export interface InspectedChild {
  readonly architecture: Architecture;
  /** Its trial, under which its weights are kept; of a child by hand a number below 0 (search/made.ts). */
  readonly trial: number;
  /** The trial in which it began (search/halving.ts), or what stands for one (search/made.ts): it seeds all of its training. */
  readonly seededBy: number;
  /** Of a finalist: which further training; of a child by hand: which of its trainings. */
  readonly training?: number;
  /** Epochs in all after which it paused (successive halving); absent: the settings'. */
  readonly budget?: number;
}

export interface InspectionEvent {
  readonly type: 'inspection';
  readonly run: RunId;
  readonly inspection: number;
  readonly told: InspectionTold;
}

export type InspectionTold =
  /** Device and images are being opened. */
  | { readonly type: 'opening' }
  /** It is trained again, as in the search. Its weights come as a `child-weights` event of its run before `inspected`. */
  | { readonly type: 'training'; readonly progress: TrainingProgress }
  | { readonly type: 'evaluating'; readonly done: number; readonly total: number }
  | { readonly type: 'inspected'; readonly inspected: Inspected }
  | {
      readonly type: 'maps';
      readonly node: NodePlace;
      readonly image: number;
      readonly height: number;
      readonly width: number;
      readonly channels: number;
      /** [height, width, channels], channels fastest. */
      readonly values: Float32Array<ArrayBuffer>;
    }
  /** [classes]: softmax of the scores that a person's own picture gets, by running statistics. */
  | {
      readonly type: 'picture';
      readonly image: number;
      readonly probabilities: Float32Array<ArrayBuffer>;
    }
  /** Null where the device has no clock for it: then nothing is known of single nodes. */
  | { readonly type: 'shares'; readonly shares: readonly NodeShare[] | null }
  /** This request is not answered; the inspection goes on. */
  | {
      readonly type: 'not-answered';
      readonly request: InspectionRequest;
      readonly refusal: InspectionRefusal;
    }
  /** It is over, and never began or went on no further. */
  | { readonly type: 'refused'; readonly refusal: InspectionRefusal }
  /** It was closed, or gave way to another one. */
  | { readonly type: 'closed' };

export type InspectionRequest =
  | Pick<Extract<InspectionCommand, { type: 'inspect-maps' }>, 'type' | 'node' | 'image'>
  | Pick<Extract<InspectionCommand, { type: 'inspect-picture' }>, 'type' | 'image'>
  | Pick<Extract<InspectionCommand, { type: 'inspect-shares' }>, 'type'>;

export interface Inspected {
  /** How it ended where it was trained again for this; null where its weights were kept. */
  readonly again: TrainedAgain | null;
  /** What it was looked into by. */
  readonly environment: Environment;
  readonly images: ValidationImages;
  /** [images, classes]: softmax of the scores. */
  readonly probabilities: Float32Array<ArrayBuffer>;
  /** The class that each image is taken for; of equal scores the first. */
  readonly predicted: Uint8Array<ArrayBuffer>;
  /** [true class, class that it is taken for], images of each. */
  readonly confusion: Uint32Array<ArrayBuffer>;
  readonly nodes: readonly NetworkNode[];
  readonly filters: StemFilters;
}

/** In the order of the run's split: that of the bits of its trials. */
export interface ValidationImages {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** The part of a training step's time that a node takes, forward and backward, 0 to 1. Null: what is of no node, the loss and the update. */
export interface NodeShare {
  readonly place: NodePlace | null;
  readonly share: number;
}

/** Why there is nothing to see; `why` is the error's own sentence. */
export type InspectionRefusal =
  | {
      readonly kind: /** A recording has no weights. */
        | 'recorded'
        | 'looked-up'
        | 'shared-weights'
        | 'not-run'
        | 'no-such-node'
        | 'no-such-image'
        | 'closed'
        | 'worker-stopped';
    }
  | {
      readonly kind:
        | 'no-images'
        | 'device-lost'
        | 'settings'
        | 'child-failed'
        | 'other-weights'
        | 'unexpected';
      readonly why: string;
    };
