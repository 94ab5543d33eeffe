import type { ReactNode } from 'react';
import type { SettingName } from '../../../settings/settings.ts';
import { Term } from '../../classroom/glossary/Term.tsx';
import type { TermId } from '../../texts/classroom/glossary/ids.ts';

/** Settings that are a term of the glossary, or that only one who knows the term understands. */
const TERM_OF: Readonly<Partial<Record<SettingName, TermId>>> = {
  finalists: 'finalist',
  seed: 'seed',
  reward: 'reward',
  weightSharing: 'weight-sharing',
  halving: 'successive-halving',
  blocks: 'block',
  operations: 'operation',
  cellsPerStage: 'cells-a-stage',
  filters: 'filters',
  epochs: 'epoch',
  keepProbability: 'scheduled-drop-path',
  auxiliary: 'auxiliary-head',
  validationImages: 'held-out-accuracy',
  entropyWeight: 'entropy',
  baselineDecay: 'baseline',
  clipRange: 'ppo',
  populationSize: 'evolution',
};

export interface SettingLabelProps {
  readonly setting: SettingName;
  readonly label: string;
}

export function SettingLabel({ setting, label }: SettingLabelProps): ReactNode {
  const term = TERM_OF[setting];
  return term === undefined ? label : <Term id={term}>{label}</Term>;
}
