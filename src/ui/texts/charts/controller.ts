import type { ReactNode } from 'react';
import type { ScoreTexts } from '../../../charts/controller/ScoreChart.tsx';
import type { CellKind, Combiner } from '../../../space/architecture.ts';
import type { Decision } from '../../../strategies/strategy.ts';
import { percentText, plain, SPACE, whole } from '../../format.ts';
import { cellsTexts } from '../child/cells.ts';
import { commonTexts } from '../common.ts';
import { counts } from '../counts.ts';
import { type Mark, phrase, unmarked } from '../phrase.ts';

type Place = Pick<Decision, 'block' | 'slot' | 'kind'>;

/** What a strategy knows, and what it does with it. */
export const controllerTexts = {
  score: {
    name: 'Controller',
    slider: 'Decision',
    state: cellsTexts.state,
    block: (block: number): string => `Block ${block}`,
    makes: (block: number): string => `makes state ${block + 2}`,
    entropy: 'Entropy',
    bits: 'bits',
    decision: 'Decision',
  } satisfies ScoreTexts & { block: (block: number) => string },
  /** At the right of the tabs. */
  seen: (strategy: string, rewards: number, updates: number, child: number | null) => {
    const rest = child === null ? '' : `, sampled child ${whole(child)}`;
    const learned =
      updates === 0
        ? 'no update yet'
        : `${whole(rewards)} ${rewards === 1 ? 'reward' : 'rewards'} in ${whole(updates)} ${updates === 1 ? 'update' : 'updates'}`;
    return `LSTM, ${strategy}: ${learned}${rest}`;
  },
  nobody: 'drawn by nobody: even decisions',
  noController: (strategy: string): string => `${strategy}, no controller`,
  /** In words, without the cell. */
  place: ({ block, slot, kind }: Place): string => {
    const at = `Block ${block + 1}, `;
    if (kind === 'combiner') return `${at}combiner`;
    return `${at}${ORDINAL[slot]} ${kind}`;
  },
  of: (number: number, total: number, bits: number, most: number) =>
    `${number} of ${total}, entropy ${bits.toFixed(2)} of ${most.toFixed(2)} bits`,
  coming: (number: number, total: number): string =>
    `decision ${number} of ${total}, still to be made: its probabilities hang on the choices before it`,
  probability: (p: number): string => p.toFixed(3),
  uniform: (p: number): string => `even, ${p.toFixed(3)}`,
  /** By how much a distribution moved: half the sum of what its probabilities changed by, a share of 1. */
  moved: (by: number): string => `Since then ${percentText(by)} of the probability went to other choices.`,
  start: 'tick: the first child’s',
  startOf: (child: number): string => `tick: child ${child}’s`,
  /** A choice as a sentence; `rank` counts from the likeliest. Each softmax but the first is given the choices before it. */
  drawn: (choice: ReactNode, rank: number, of: number, isFirst: boolean, mark: Mark = unmarked) =>
    isFirst
      ? phrase`${choice} was ${mark('softmax', 'drawn')}, ${rankWords(rank, of)} of ${of}.`
      : phrase`Given the choices before it, ${choice} was ${mark('softmax', 'drawn')}, ${rankWords(rank, of)} of ${of}.`,
  evenly: (choice: ReactNode, of: number) => phrase`${choice}, each of ${of} as likely as the others.`,
  outcome: {
    input: (slot: 0 | 1) => `The ${ORDINAL[slot]} operation will read it.`,
    operation: (state: ReactNode) => phrase`It is applied to ${state}.`,
    add: (state: ReactNode) => phrase`Both results are added: that is ${state}.`,
    concat: (state: ReactNode) => phrase`The channels of both, one after the other, are ${state}.`,
  },
  /** For a screen reader: of the column that is told of. */
  spoken: (place: string, choice: string, p: number, bits: number, most: number): string =>
    `${place}: ${choice} with ${p.toFixed(3)}, entropy ${bits.toFixed(1)} of ${most.toFixed(1)} bits`,
  spokenComing: (place: string): string => `${place}: still to be made`,
  summary: ({ cell, child, decisions, share, firm, open }: Summary): string => {
    const whose = child === null ? 'a shared pair' : `child ${child}`;
    if (decisions === 0)
      return `${commonTexts.cellNames[cell]} of ${whose}: nothing of it is decided by the search.`;
    const edges = firm === null || open === null ? '' : ` Most settled is ${firm}, most open ${open}.`;
    return `${commonTexts.cellNames[cell]} of ${whose}: ${whole(decisions)} decisions, entropy ${percentText(share)} of the most possible.${edges}`;
  },
  placeSpoken: (place: Place): string => lowered(controllerTexts.place(place)),
  fixed: 'This search decides nothing of the reduction cell: the space has it fixed.',
  fixedNormal: 'This search decides nothing of the normal cell: the space has it fixed.',
  tabs: { decision: 'Decision', update: 'Update' },
  /** Steps through the decisions of one child. */
  walk: {
    name: 'Decision step',
    says: 'Makes the decisions of this child one after the other, each with a sentence.',
    next: 'Next decision',
    back: 'Back',
    at: (made: number, total: number): string => `${made} of ${total}`,
    end: 'All',
    endSays: 'Shows all decisions of this child again.',
    controls: 'Decision step by step',
  },
  /** Before the colours of the probabilities. */
  heat: 'p',
  even: {
    pair: 'No controller drew this pair: every choice is shown as likely as any other, much as a controller begins.',
    random:
      'Random search has no controller: it draws each decision evenly, and draws again where the graph was there before.',
    randomRepeating:
      'Random search has no controller: it draws each decision evenly, whatever was there before.',
  },
  unkept: {
    what: (child: number): string => `The decisions of child ${child} are not kept in this run.`,
    rest: 'Its file is of before they were, or was made without a controller. A search that is started here keeps them.',
  },
  line: {
    slider: 'Child along the entropy',
    tick: (trial: number | null): string =>
      trial === null ? 'start' : trial === 1 ? 'trial 1' : whole(trial),
    said: (share: ReactNode) => phrase`entropy ${share} of the most possible`,
    share: percentText,
    text: (child: number, share: number | null): string =>
      share === null
        ? `child ${child}`
        : `child ${child}, entropy ${percentText(share)} of the most possible`,
    play: 'Play the children',
    hold: 'Hold',
  },
  update: {
    title: (number: number, after: number): string => `Update ${number}, after trial ${whole(after)}`,
    table: 'Rewards of the update',
    child: 'Child',
    reward: 'Reward',
    baseline: 'Baseline',
    advantage: 'Advantage',
    trial: (trial: number): string => `#${trial}`,
    figure: hundredths,
    /** What the two figures before it differ by, as they are printed. */
    difference: (reward: number, baseline: number): string =>
      signed(Number(hundredths(reward)) - Number(hundredths(baseline)), 2),
    /** What the update does to the child that is shown. */
    made: (child: number, advantage: number): string => {
      if (advantage === 0) return `Child ${child} was as good as expected: its choices are left as they are.`;
      return advantage > 0
        ? `Child ${child} was better than expected: each of its choices is made likelier.`
        : `Child ${child} was worse than expected: each of its choices is made rarer.`;
    },
    decision: (place: string): string => `Push on ${place}`,
    moved: (before: number, after: number | null): string =>
      after === null ? share(before) : `${share(before)} → ${share(after)}`,
    key: (next: boolean): string =>
      next
        ? `Bars: advantage × gradient of log p, a mean. Right: mean p, of these children and the next, in${SPACE}%.`
        : `Bars: advantage × gradient of log p, a mean. Right: mean p, in${SPACE}%.`,
    more: (strategy: 'ppo' | 'reinforce'): string =>
      strategy === 'ppo'
        ? 'PPO takes several small steps; an entropy bonus is added.'
        : 'An entropy bonus is added.',
    bars: 'Push on each choice',
    spoken: (choice: string, push: number, before: number, after: number | null): string =>
      `${choice}: pushed ${push > 0 ? 'up' : push < 0 ? 'down' : 'neither way'}, ${percentText(before)}${after === null ? '' : `, then ${percentText(after)}`}`,
    none: (child: number, hasEarlier: boolean): string =>
      hasEarlier
        ? `The controller has not learned from child ${child} yet. What it learned last:`
        : `The controller has not learned from child ${child} yet.`,
    promoted: (child: number): string =>
      `Child ${child} goes on with an earlier one, from which the controller has learned already.`,
  },
  evolution: {
    title: 'Population',
    living: (living: number, of: number): string => `the latest ${living} of at most ${of}, the oldest first`,
    empty: 'Nothing lives yet: the first children are drawn at random.',
    random: (child: number): string =>
      `Child ${child} was drawn at random: evolution begins with a population of such children.`,
    born: (child: ReactNode, parent: ReactNode, sample: number) =>
      phrase`${child} is a mutation of ${parent}, the best of ${sample} that were drawn from the population.`,
    several: (child: ReactNode, parents: ReactNode, sample: number) =>
      phrase`${child} is a mutation of one of ${parents}, the best of ${sample} that were drawn: it is one decision away from each, and a run does not keep which it was.`,
    copied: (child: ReactNode, parent: ReactNode) =>
      phrase`${child} is a copy of ${parent}: no decision was mutated.`,
    orphan: (child: number): string =>
      `Nobody in the population is one mutation away from child ${child}: its run was changed, or is not evolution’s.`,
    mutation: 'The mutation',
    parent: 'Parent',
    child: 'Child',
    dies: 'When its reward is in, the oldest dies, however good it is.',
    from: (from: ReactNode, to: ReactNode) => phrase`${from} became ${to}`,
    rows: 'Population, the oldest first',
    oldest: 'dies next',
    bore: 'parent',
    mayHave: 'may be the parent',
  },
  local: {
    title: 'The climb',
    begins: (child: number, initial: number): string =>
      initial === 1
        ? `Child ${child} is random: a climb begins at a random child.`
        : `Child ${child} is random: a climb begins at the best of ${initial} random children.`,
    extra: (child: number): string =>
      `Child ${child} is random: no neighbour was left to try before the rewards of the others are in.`,
    at: (current: ReactNode, child: ReactNode) =>
      phrase`${child} is a neighbour of ${current}, where the search stands: one decision away.`,
    candidates: 'Candidates',
    left: (waiting: number, neighbours: number): string =>
      `${whole(waiting)} of ${whole(neighbours)} neighbours are still to be trained, in random order; then it moves to the best of them, or begins anew where none is better.`,
    stands: 'It stands on',
    best: 'Best neighbour so far',
    none: 'none better yet',
    foreign:
      'These can’t be the children of a local search with these settings: its candidates can’t be told.',
    changed: 'What it tries',
  },
  linear: {
    waiting: 'The model is being fitted once more.',
    failed: (why: string): string => `The model can’t be fitted to these children: ${why}`,
    title: 'What each choice is worth',
    note: `Points of reward against the children so far, with 95${SPACE}% intervals; hollow where they hold 0.`,
    tooFew: (children: number): string =>
      `The model has learned from ${counts.children(children)}: with two or more it has coefficients, and tells those that five or more had.`,
    random: (child: number, initial: number): string =>
      `Child ${child} was drawn at random, as the first ${initial} are, and wherever the model can’t tell.`,
    chosen: (child: number, weight: number, candidates: number | null): string =>
      candidates === null
        ? `Child ${child} was the most promising graph of the whole space: expected score plus ${plain(weight)} × its uncertainty.`
        : `Child ${child} was the most promising of ${whole(candidates)} candidates: expected score plus ${plain(weight)} × its uncertainty.`,
    expected: (expected: number, deviation: number, came: number | null): string => {
      const was = `Expected score, in standard deviations: ${signed(expected, 2)} ± ${deviation.toFixed(2)}`;
      return came === null ? `${was}.` : `${was}; its score came to ${signed(came, 2)}.`;
    },
    hidden: (hidden: number): string =>
      hidden === 1
        ? 'One choice was seen too rarely to be told.'
        : `${whole(hidden)} choices were seen too rarely to be told.`,
    list: 'Coefficients, the largest first',
    zero: '0',
    effect: (mean: number): string => signed(100 * mean, 1),
    spoken: (what: string, mean: number, low: number, high: number): string =>
      `${what}: ${signed(100 * mean, 1)} points, from ${signed(100 * low, 1)} to ${signed(100 * high, 1)}`,
    feature: {
      anywhere: (cell: CellKind, operation: string): string => `${CELL[cell]}: ${operation}, anywhere`,
      operation: (cell: CellKind, block: number, slot: 0 | 1, operation: string): string =>
        `${CELL[cell]}, block ${block + 1}, ${ORDINAL[slot]}: ${operation}`,
      /** Before the state. */
      input: (cell: CellKind, block: number, slot: 0 | 1): string =>
        `${CELL[cell]}, block ${block + 1}, ${ORDINAL[slot]} reads`,
      combiner: (cell: CellKind, block: number, combiner: Combiner): string =>
        `${CELL[cell]}, block ${block + 1}: ${combiner}`,
      trainable: 'Twice the parameters',
      multiplyAdds: 'Twice the multiply-adds',
    },
  },
  childName: (child: number): string => `child ${child}`,
  childOpens: (child: number): string => `Child ${child}`,
  reward: percentText,
  failed: commonTexts.failed,
} as const;

interface Summary {
  readonly cell: CellKind;
  readonly child: number | null;
  readonly decisions: number;
  readonly share: number;
  readonly firm: string | null;
  readonly open: string | null;
}

const ORDINAL = ['first', 'second'] as const;
const CELL: Readonly<Record<CellKind, string>> = { normal: 'Normal', reduction: 'Reduction' };

function rankWords(rank: number, of: number): string {
  if (rank === 1) return 'the likeliest';
  return rank === of ? 'the rarest' : `number ${rank} by probability`;
}

const signed = (value: number, digits: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;

/** In whole points, or tenths where those would be none. */
const share = (p: number): string => (p > 0 && p < 0.0095 ? (100 * p).toFixed(1) : (100 * p).toFixed(0));

function hundredths(share: number): string {
  return (100 * share).toFixed(2);
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
