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
  epoch: (epoch) => `epoch ${epoch}`,
  rings: (values) => `Held out after each epoch: ${values.join(', ')} %`,
};

export const rewardChartTexts: RewardTexts = {
  name: 'Reward chart',
  axis: 'Trial',
  slider: 'Trial in the reward chart',
  lines: {
    best: { text: 'best so far', short: 'best' },
    mean: { text: 'mean of last 5', short: 'mean of 5' },
    baseline: { text: 'controller’s baseline', short: 'baseline' },
    band: { text: 'random search', short: 'random' },
  },
  bandNote: 'median, middle 80 %',
  running: (trial, epoch) => ({ text: `trial ${trial}, epoch ${epoch}`, short: `trial ${trial}` }),
};

export const comparisonChartTexts: ComparisonTexts = {
  slider: 'Place in the chart',
};
