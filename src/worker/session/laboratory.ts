import type { Result } from '../../base/result.ts';
import type { ImageSet } from '../../data/dataset.ts';
import type { DatasetId } from '../../data/infos.ts';
import type {
  DataProgress,
  Environment,
  FitRequest,
  FittedRun,
  MeasuredTraining,
  Place,
} from '../../protocol/protocol.ts';
import type { Evaluator } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import type { Inspector } from './inspections.ts';

/** What a run needs besides the loop; made by worker/laboratory/ on tfjs, by a few lines in tests. */
export interface Laboratory {
  open(settings: Settings, report: LaboratoryReport): Promise<Workbench>;
  /** An evaluator alone, beside that of a search: for children by hand. */
  ground?(settings: Settings, report: GroundReport): Promise<Ground>;
  /**
   * The same for a comparison with fixed networks: its images outside the split are there before anything is trained. Absent
   * where nothing is trained.
   */
  judgedGround?(settings: Settings, report: GroundReport): Promise<JudgedGround>;
  /** What looks into children that were trained; absent where they are looked up. */
  readonly inspector?: Inspector;
  /**
   * Fits settings to what trains; null where they are fitted to it already. It rejects only where it is stopped. Absent where
   * nothing is trained.
   */
  fit?(settings: Settings, request: FitRequest, report: LaboratoryReport): Promise<FittedRun | null>;
  /**
   * How long a full training would take here, in seconds: from a few steps of its very network. Throws a ChildError where the
   * device refuses that. Absent where nothing is trained.
   */
  measure?(
    settings: Settings,
    architecture: Architecture,
    report: Pick<LaboratoryReport, 'place' | 'signal'>,
    /** Of its epochs; absent: all. */
    epochs?: number,
  ): Promise<MeasuredTraining>;
  /** Fetches what `open` would, and keeps it for that; never rejects, since a run that needs it tells what is missing. */
  prepare?(settings: Settings, wanted: Pick<LaboratoryReport, 'dataUrl' | 'place'>): Promise<void>;
  dispose(): void;
}

export interface LaboratoryReport {
  readonly dataUrl: string;
  readonly tableUrl: string | null;
  readonly archive: Blob | null;
  readonly place: Place;
  /** The only backend that will do; null: whatever is best at the place. */
  readonly backend: Environment['backend'] | null;
  readonly signal: AbortSignal;
  environment(environment: Environment): void;
  data(progress: DataProgress): void;
  /** Of whoever looks children up. */
  table(accuracies: readonly number[]): void;
  /** The six images that children are shown with, at full size; or why there are none, as a sentence. */
  shownImages(dataset: DatasetId, images: Result<ImageSet, string>): void;
}

/** One run's strategy and evaluator; whoever opened it disposes of it. */
export interface Workbench {
  readonly strategy: Strategy;
  readonly evaluator: Evaluator;
  /** How many devices the evaluator has, a child of a wave on each; where it is left out, one device for all. */
  readonly parallel?: number;
  dispose(): void;
}

/** What children by hand are trained with, or looked up in; whoever opened it disposes of it. */
export interface Ground {
  readonly evaluator: Evaluator;
  readonly environment: Environment;
  dispose(): void;
}

/** What the networks of a comparison are trained with; whoever opened it disposes of it. */
export interface JudgedGround {
  /** Of networks with so many filters; a final training is judged by images outside the split, where there are any. */
  evaluatorAt(filters: number): Evaluator;
  readonly environment: Environment;
  dispose(): void;
}

export type GroundReport = Pick<
  LaboratoryReport,
  'dataUrl' | 'tableUrl' | 'archive' | 'place' | 'backend' | 'signal' | 'data'
>;
