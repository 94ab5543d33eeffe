import type { CellTexts } from '../../charts/cell/CellDrawing.tsx';
import type { ComparisonTexts } from '../../charts/comparison/ComparisonChart.tsx';
import type { CurveTexts } from '../../charts/curve/CurveChart.tsx';
import type { RewardTexts } from '../../charts/reward/RewardChart.tsx';

/** What charts say by themselves; each takes its texts from here as one of its props. */

export const cellTexts: CellTexts = {
  nodes: (name) => `${name}, nodes`,
};

export const curveTexts: CurveTexts = {
  heldOut: 'held out',
  rings: (values) => `Held out after each epoch: ${values.join(', ')} %`,
};

export const rewardChartTexts: RewardTexts = {
  name: 'Reward chart',
  axis: 'Trial',
  slider: 'Trial in the reward chart',
};

export const comparisonChartTexts: ComparisonTexts = {
  slider: 'Place in the chart',
};
