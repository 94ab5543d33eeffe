import type { Result } from '../base/result.ts';
import type { DatasetId } from '../data/infos.ts';
import type { SearchResume } from '../search/checkpoint.ts';
import type { FinalistEvent } from '../search/finalists.ts';
import type { FixedEvent, WantedFixed } from '../search/fixed.ts';
import type { SearchEvent } from '../search/loop.ts';
import type { MadeChild, MadeEvent } from '../search/made.ts';
import type { TrainedAgain } from '../search/trial.ts';
import type { SettingName, Settings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';
import type { Pace, PacePlace } from '../studies/fitted/pace.ts';
import type { Environment, Place, RunId } from './environment.ts';
import type { InspectionCommand, InspectionEvent } from './inspection.ts';
import type { Problem } from './problem.ts';

export { BACKENDS, type Environment, PLACES, type Place, type RunId } from './environment.ts';

/** Typed messages between the page and the worker. Every one carries the run's id; messages of another run are dropped. */

export type Command =
  | {
      readonly type: 'start';
      readonly run: RunId;
      readonly settings: Settings;
      /** Where data sets lie, a folder each: an absolute URL that ends with a slash. */
      readonly dataUrl: string;
      /** `step`: pause after the first trial. */
      readonly mode: 'run' | 'step';
      /** The archive a person dropped, used instead of the shards. */
      readonly archive?: Blob;
      /** Trains on this backend or not at all: a run that lost its device goes on on the same one. */
      readonly backend?: Environment['backend'];
      /** Where to train, if a person has chosen; `automatic` unless given. */
      readonly place?: Place;
      /** Goes on from here instead of from the first child. */
      readonly from?: SearchResume;
      /**
       * What is known of a looked-up run: it is searched again from its first child, which takes a moment, and what is known is
       * not said again.
       */
      readonly known?: KnownPart;
      /** Of a looked-up run: an address beside which the table's files lie, absolute, ending with a slash. */
      readonly tableUrl?: string;
      /** How many times its usual pace; without end where it is left out. */
      readonly speed?: Speed;
      /** It pauses by itself after so many trials. */
      readonly pauseAfter?: number;
      /** How many children of a wave are trained at once at most, a step of each in turn; one where it is left out. */
      readonly atOnce?: number;
      /** Sends the weights of trained children with their trials, so that they can be looked into later. */
      readonly keepWeights?: boolean;
      /** The settings are fitted to what trains, before anything else is done. */
      readonly fit?: FitRequest;
    }
  /** Fetches what a start with these would need, and begins nothing; the id is of no run. */
  | {
      readonly type: 'prepare';
      readonly run: RunId;
      readonly settings: Settings;
      readonly dataUrl: string;
      readonly place?: Place;
    }
  /** Measures a few steps of a full training before it begins; the id is of no run. The one before it is not wanted any more; a `stop` of its id ends it. */
  | {
      readonly type: 'measure';
      readonly run: RunId;
      readonly settings: Settings;
      readonly architecture: Architecture;
      readonly place?: Place;
    }
  | { readonly type: 'pause' | 'resume' | 'step' | 'stop'; readonly run: RunId }
  /** How fast a looked-up run goes on. */
  | { readonly type: 'speed'; readonly run: RunId; readonly speed: Speed }
  | MakeCommand
  | FixedCommand
  | InspectionCommand;

/** Children by hand of any run, which need not be the one that is at work. */
export type MakeCommand =
  | {
      /**
       * Trains what is missing of a child: after those that were asked for before, and not while a search trains one of its own,
       * unless that is paused.
       */
      readonly type: 'make';
      readonly run: RunId;
      /** As its run trains its own; with `rewards: 'table'` it is looked up. */
      readonly settings: Settings;
      readonly dataUrl: string;
      readonly tableUrl?: string;
      readonly archive?: Blob;
      readonly place?: Place;
      /** What trains its run's children: it is trained by the same, wherever that is to be had. */
      readonly backend?: Environment['backend'];
      /** The settings are fitted to what trains, before anything else is done. */
      readonly fit?: FitRequest;
      readonly child: Pick<MadeChild, 'number' | 'architecture' | 'seeds'> & {
        /** Trainings that ended before. */
        readonly done: number;
        /** What seeds its one training, in the place of its own numbers: a claim is trained again as it was. */
        readonly seed?: number;
      };
    }
  /** What is not trained of it, or, without a number, of all of the run's and of its comparison, is not wanted any more; not answered. */
  | { readonly type: 'make-cancel'; readonly run: RunId; readonly number?: number };

/** The comparison of a run's winner with fixed networks; it waits its turn among children by hand, as one of them. */
export type FixedCommand =
  | {
      /** Trains what is missing of it. */
      readonly type: 'compare-fixed';
      readonly run: RunId;
      /** As its run trains its own children; each network's filters are its own. */
      readonly settings: Settings;
      readonly dataUrl: string;
      readonly archive?: Blob;
      readonly place?: Place;
      /** As in `make`. */
      readonly backend?: Environment['backend'];
      readonly comparison: WantedFixed;
    }
  /** What is not trained of it is not wanted any more; not answered. */
  | { readonly type: 'compare-fixed-cancel'; readonly run: RunId };

/** How a run is fitted to two minutes where it trains; what is chosen are plain settings. */
export interface FitRequest {
  /** What the settings are fitted to already: there they stand. Null: to nothing. */
  readonly fittedTo: PacePlace | null;
  /** Settings that are a person's own, whatever is chosen. */
  readonly stand: readonly SettingName[];
}

/** What came of it: the pace that it was chosen by; or why there is none, so that the run is a Demo. */
export type FittedRun = { readonly settings: Settings } & (
  | { readonly pace: Pace; readonly failure: null }
  | { readonly pace: null; readonly failure: string }
);

export interface KnownPart {
  readonly trials: number;
  readonly finalists: number;
}

/** Times the usual pace, which is two children a second. */
export const SPEEDS = [1, 4, 16, 64] as const;
export type Speed = (typeof SPEEDS)[number];
export const CHILDREN_A_SECOND = 2;

export type Phase = 'preparing' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed';

export interface DataProgress {
  readonly dataset: DatasetId;
  readonly stage: 'waiting' | 'loading' | 'ready';
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** A sentence: what is being waited for. */
  readonly detail: string;
}

/** A data set's shown images (data/shown.ts), as the page draws them. */
export interface ShownPictures {
  readonly height: number;
  readonly width: number;
  /** The class of each. */
  readonly labels: readonly number[];
  /** Of all, one after another: height x width x 3 bytes each. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export type RunEvent =
  | { readonly type: 'phase'; readonly phase: Phase }
  | { readonly type: 'environment'; readonly environment: Environment }
  /** Before the first child of a run that was to be fitted, unless its settings stand. */
  | ({ readonly type: 'fitted' } & FittedRun)
  | { readonly type: 'data'; readonly data: DataProgress }
  /** Of a looked-up run: the accuracies of all children of its table, in the training that it sees. */
  | { readonly type: 'table'; readonly accuracies: readonly number[] }
  /** Once at a run's start; the failure says why there are none. Children are trained all the same. */
  | {
      readonly type: 'shown-images';
      readonly dataset: DatasetId;
      readonly images: Result<ShownPictures, string>;
    }
  /**
   * What the search itself says. A checkpoint and a child's state replace those before them; the vectors of the latter
   * change hands.
   */
  | SearchEvent
  | FinalistEvent
  | MadeEvent
  /** A child by hand is not trained, or not to its end. What was trained of it is kept; the run goes on. */
  | { readonly type: 'made-refused'; readonly number: number; readonly problem: Problem }
  | FixedEvent
  /** The comparison is not trained, or not to its end; what was trained of it is kept. */
  | { readonly type: 'fixed-refused'; readonly problem: Problem }
  /** A person had a child trained again, to look into it; the vector changes hands. */
  | {
      readonly type: 'child-weights';
      /** As in `InspectedChild`. */
      readonly trial: number;
      readonly training?: number;
      readonly weights: Float32Array<ArrayBuffer>;
      readonly again: TrainedAgain;
    }
  | { readonly type: 'problem'; readonly problem: Problem };

/** How long a full training would take here, by steps of its very network; the failure is a sentence. */
export interface MeasuredTraining {
  /** Of the whole training, test images included. */
  readonly seconds: number;
  /** Of one step. */
  readonly step: number;
  readonly steps: number;
}

/** Answers a `measure`, unless another one came meanwhile. */
export interface MeasuredEvent {
  readonly type: 'measured';
  readonly run: RunId;
  readonly measured: Result<MeasuredTraining, string>;
}

export type Event = (RunEvent & { readonly run: RunId }) | InspectionEvent | MeasuredEvent;
