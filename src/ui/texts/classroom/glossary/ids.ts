/** Terms of the glossary, by subject. Links and pages name them so: an id that was given stays. */

export type SpaceTermId =
  | 'architecture'
  | 'cell'
  | 'normal-cell'
  | 'reduction-cell'
  | 'block'
  | 'hidden-state'
  | 'operation'
  | 'combiner'
  | 'search-space'
  | 'child-network'
  | 'cells-a-stage'
  | 'filters'
  | 'share-code';

export type LayerTermId =
  | 'separable-convolution'
  | 'dilated-convolution'
  | 'convolution'
  | 'pooling'
  | 'identity'
  | 'skip-connection'
  | 'stride'
  | 'stem'
  | 'feature-map'
  | 'batch-norm'
  | 'softmax'
  | 'auxiliary-head'
  | 'scheduled-drop-path'
  | 'parameter'
  | 'multiply-add';

export type TrainingTermId =
  | 'epoch'
  | 'seed'
  | 'cross-entropy'
  | 'held-out-accuracy'
  | 'confusion-matrix'
  | 'reward'
  | 'proxy-task'
  | 'weight-sharing'
  | 'successive-halving'
  | 'processor-engine';

export type SearchTermId =
  | 'controller'
  | 'policy'
  | 'reinforce'
  | 'ppo'
  | 'baseline'
  | 'advantage'
  | 'entropy'
  | 'random-search'
  | 'evolution'
  | 'local-search'
  | 'linear-model'
  | 'table'
  | 'recorded-search'
  | 'finalist';

export type StatisticsTermId =
  | 'confidence-interval'
  | 'whisker'
  | 'training-luck'
  | 'cannot-be-told-apart'
  | 'holm'
  | 'wilcoxon'
  | 'regret'
  | 'pareto-front';

export type TermId = SpaceTermId | LayerTermId | TrainingTermId | SearchTermId | StatisticsTermId;

/** Where the page shows a term: a view or a part of one, or a setting. */
export type PlaceId =
  | 'cells'
  | 'curves'
  | 'controller'
  | 'network'
  | 'counts'
  | 'what-if'
  | 'reward'
  | 'trade-off'
  | 'board'
  | 'inspector'
  | 'differences'
  | 'comparison'
  | 'recorded'
  | 'engine'
  | 'link'
  | `setting:${PlaceSetting}`;

/** Settings that a term is shown by; each is there whatever else is set. */
export type PlaceSetting =
  | 'strategy'
  | 'seed'
  | 'reward'
  | 'finalists'
  | 'weightSharing'
  | 'halving'
  | 'blocks'
  | 'operations'
  | 'cellsPerStage'
  | 'filters'
  | 'epochs'
  | 'keepProbability'
  | 'auxiliary';

export interface TermText {
  readonly term: string;
  /** Other spellings, and words that lead here. */
  readonly also: readonly string[];
  /** One or two sentences. */
  readonly text: string;
  readonly related: readonly TermId[];
  readonly place: PlaceId;
}
