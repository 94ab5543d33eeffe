import type { CellTexts } from '../../../charts/cell/CellDrawing.tsx';
import type { RegretTexts } from '../../../charts/comparison/RegretChart.tsx';
import type { CurveTexts } from '../../../charts/curve/CurveChart.tsx';
import type { RewardTexts } from '../../../charts/reward/RewardChart.tsx';
import { MEAN_OF } from '../../../studies/statistics.ts';
import { SPACE, whole } from '../../format.ts';

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
  again: 'trained again',
  slider: 'Trial in the reward chart',
  lines: {
    best: { text: 'best so far', short: 'best' },
    baseline: { text: 'controller’s baseline', short: 'baseline' },
    band: { text: 'random search', short: 'random' },
    chance: { text: 'chance', short: 'chance' },
    chosen: { text: 'selected at', short: 'selected' },
    fresh: { text: 'fresh seeds', short: 'fresh seeds' },
    final: { text: 'final', short: 'final' },
  },
  mean: (values) => {
    const last = Math.min(values, MEAN_OF);
    return { text: `mean of last ${last}`, short: `last ${last}` };
  },
  bandNote: (children, isOwn) =>
    `best of ${children === null ? 'n' : whole(children)}, ${isOwn ? 'trained here' : `middle 80${SPACE}%`}`,
};

/** For someone who has never seen the page. */
export const rewardChartTextsAtFirst: RewardTexts = {
  ...rewardChartTexts,
  lines: { ...rewardChartTexts.lines, chance: { text: 'guessing (chance)', short: 'guessing' } },
};

export const regretChartTexts: RegretTexts = {
  slider: 'Place in the chart',
  floor: (points, isShort) =>
    isShort ? `noise floor ${points}` : `noise floor ${points}: below it the table can’t tell graphs apart`,
};
