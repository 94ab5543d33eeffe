import { movedBy } from '../../../../run/controller/moved.ts';
import { entropyOf } from '../../../../run/controller/undecided.ts';
import { updateFrom } from '../../../../run/controller/update.ts';
import type { Trial } from '../../../../search/trial.ts';
import { presetFor } from '../../../../settings/settings.ts';
import type { CellKind } from '../../../../space/architecture.ts';
import { shownPair } from '../../../../store/shown/selectors.ts';
import type { Decision } from '../../../../strategies/strategy.ts';
import { percentText } from '../../../format.ts';
import type { Lesson, Sight } from '../lesson.ts';

const TRIALS = 300;
const WALKED = 5;
/** Children whose entropies are taken together. */
const WINDOW = 20;
/** Of its greatest possible entropy, below which a kind of decision counts as made up. */
const MADE_UP = 0.75;
/** A decision that moved nearly as much as the one that moved most is as good an answer. */
const NEARLY = 0.9;
const TAB = ['upper', 'controller'] as const;
const STEP = '.score-walk [data-walks]';
const SCRUBBER = '.scrubber [role="slider"]';
/** Combiners are fixed in the table's space. */
const KINDS = ['input', 'operation'] as const;

const WORDS: Readonly<Record<(typeof KINDS)[number], string>> = {
  input: 'What a block reads',
  operation: 'Which operations it applies',
};

/** The kind whose decisions fell below three quarters of the greatest entropy first; else the least undecided at the end. */
export function firstDecided(trials: readonly Trial[]): (typeof KINDS)[number] | null {
  const shares = KINDS.map((kind) => {
    const means: number[] = [];
    for (let end = WINDOW; end <= trials.length; end++) {
      const decisions = trials
        .slice(end - WINDOW, end)
        .flatMap((trial) => (trial.decisions ?? []).filter((one) => one.kind === kind));
      const { bits, most } = entropyOf(decisions);
      means.push(most === 0 ? 1 : bits / most);
    }
    return { kind, means };
  });
  if ((shares[0]?.means.length ?? 0) === 0) return null;
  const firsts = shares.map(({ kind, means }) => {
    const first = means.findIndex((share) => share < MADE_UP);
    return { kind, first: first < 0 ? Number.POSITIVE_INFINITY : first, last: means.at(-1) ?? 1 };
  });
  return firsts.sort((a, b) => a.first - b.first || a.last - b.last)[0]?.kind ?? null;
}

export interface Moved {
  readonly cell: CellKind;
  /** Among the decisions of its cell. */
  readonly index: number;
  /** Total variation between its distribution and that of the first child's, 0 to 1. */
  readonly by: number;
}

/** By how much each decision of a child moved since the first child. */
export function movedSince(first: readonly Decision[], now: readonly Decision[]): readonly Moved[] {
  const places: Record<CellKind, number> = { normal: 0, reduction: 0 };
  return now.map((decision) => {
    const index = places[decision.cell]++;
    const { cell, block, slot, kind } = decision;
    const before = first.find(
      (one) => one.cell === cell && one.block === block && one.slot === slot && one.kind === kind,
    );
    return { cell, index, by: movedBy(before?.probabilities, decision.probabilities) };
  });
}

function moved({ state }: Pick<Sight, 'state'>): readonly Moved[] {
  const { decisions } = shownPair(state);
  const first = state.replay?.whole.trials.find((trial) => trial.decisions !== undefined)?.decisions;
  return first === undefined || decisions === null ? [] : movedSince(first, decisions);
}

const mostMoved = (sight: Pick<Sight, 'state'>): Moved | null =>
  moved(sight).reduce<Moved | null>((most, one) => (most === null || one.by > most.by ? one : most), null);

const chosen = (sight: Sight): Moved | null =>
  moved(sight).find(
    ({ cell, index }) => cell === sight.controller.kind && index === sight.controller.index,
  ) ?? null;

/** A child of the shown child's update that lies below its baseline, else above it. */
function learnedFrom({ state }: Sight) {
  const { run } = state;
  const child = shownPair(state).trial;
  const update = run === null || child === null ? null : updateFrom(run, child);
  return update?.children.find(({ advantage }) => advantage < 0) ?? update?.children[0] ?? null;
}

export const controller: Lesson = {
  id: 'controller',
  title: 'The controller learns',
  sentence: 'Three hundred children, and how their maker made up its mind.',
  minutes: 5,
  stage: async (lookUp) => ({
    run: await lookUp(
      { ...presetFor('table', 'ppo'), trials: TRIALS, finalists: 0 },
      'A looked-up search of 300 children',
    ),
    moment: 0,
  }),
  steps: [
    {
      id: 'guess',
      kind: 'guess',
      says: [
        'The {controller} is a small network that makes a child by decisions, one after the other: what a block reads, and which operations it applies. In this small space all else is fixed: blocks add, and the reduction cell is given.',
        'At first each choice is about as likely as any other.',
      ],
      question: 'Which decisions will it become sure of first?',
      of: KINDS.map((kind) => ({ id: kind, text: WORDS[kind] })),
      example: 'input',
    },
    {
      id: 'play',
      kind: 'act',
      says: [
        'In the Controller view the stronger the colour of a square, the likelier the choice. The bars below are the {entropy} of each decision, in bits: how undecided it still is, 0 where one choice is certain.',
        'Both handles, below that view and below the chart, move the same search.',
      ],
      task: `Open the view Controller, and play the search to its ${TRIALS}th child.`,
      at: { css: '.scrubber', tab: TAB },
      moment: 0,
      done: ({ state }) => state.tabs.upper === 'controller' && (state.replay?.moment ?? 0) >= TRIALS,
      wrong: ({ state }) =>
        (state.replay?.moment ?? 0) >= TRIALS
          ? 'The search is at its end; open the view Controller to see what it learned.'
          : null,
      show: async (acts) => {
        await acts.tab(TAB);
        await acts.key(SCRUBBER, 'End');
        await acts.until(({ replay }) => (replay?.moment ?? 0) >= TRIALS);
      },
    },
    {
      id: 'walk',
      kind: 'act',
      says: ['Each decision is drawn from a {softmax}, and is the next one’s input.'],
      task: `Walk through the last child’s decisions: press Decision step until ${WALKED} are made.`,
      at: { css: '.score-walk', tab: TAB },
      moment: TRIALS,
      done: ({ controller: { walk } }) => (walk?.made ?? 0) >= WALKED,
      show: async (acts) => {
        await acts.tab(TAB);
        for (let made = 0; made < WALKED; made++) await acts.press(STEP);
      },
    },
    {
      id: 'moved',
      kind: 'act',
      says: [
        'Press All to see every decision again. In the figures at the right a bar is how likely a choice is now, the tick how likely it was for the first child. Below them stands how much of the probability went to other choices since.',
      ],
      task: 'Find the column in which most of the probability went to other choices, and choose it. Only the normal cell is decided here.',
      at: { css: '.score-box', tab: TAB },
      moment: TRIALS,
      done: (sight) => {
        const most = mostMoved(sight);
        const mine = chosen(sight);
        return (
          most !== null && mine !== null && sight.controller.walk === null && mine.by >= NEARLY * most.by
        );
      },
      wrong: (sight, since) => {
        const mine = chosen(sight);
        const most = mostMoved(sight);
        if (
          mine === null ||
          most === null ||
          sight.controller === since.controller ||
          sight.controller.walk !== null
        )
          return null;
        return `Here ${percentText(mine.by)} of the probability went to other choices; in another column it was ${percentText(most.by)}.`;
      },
      show: async (acts) => {
        await acts.tab(TAB);
        const most = mostMoved({ state: acts.get() });
        if (most === null) return;
        await acts.press(`.score-top .cell-tab:nth-of-type(${most.cell === 'normal' ? 1 : 2})`);
        await acts.key('.score-slider', 'Home');
        for (let at = 0; at < most.index; at++) await acts.key('.score-slider', 'ArrowRight');
      },
    },
    {
      id: 'update',
      kind: 'act',
      says: [
        'Nobody can differentiate an accuracy by choices that were drawn. But p, the probability with which the controller drew what it drew, can be differentiated by its weights: the gradient of log p says how to make a child likelier.',
        'An update scales that by how good each child was: its {reward} less the {baseline}, a mean of the rewards so far. The difference is the {advantage}.',
      ],
      task: 'Choose Update beside Decision, and read rewards, baseline and advantages.',
      at: { css: '.score-told, .score-side', tab: TAB },
      moment: TRIALS,
      done: ({ controller: { told } }) => told === 'update',
      show: async (acts) => {
        await acts.tab(TAB);
        await acts.press('.score-told .word-choice:last-of-type');
      },
    },
    {
      id: 'rarer',
      enter: {
        isThere: ({ controller: { told } }) => told === 'update',
        bring({ get, controller: view }) {
          get().openTab({ upper: 'controller' });
          view.setState({ told: 'update' });
        },
      },
      kind: 'answer',
      says: [
        'Below the table: bars to the right make a choice of the chosen column likelier, bars to the left rarer. They are means over the children of the update.',
      ],
      question:
        'A child’s reward lies below the baseline. What does the update do to the choices that made it?',
      choices: [
        { id: 'likelier', text: 'It makes them likelier' },
        { id: 'rarer', text: 'It makes them rarer' },
        { id: 'nothing', text: 'Nothing' },
      ],
      at: { css: '.score-side', tab: TAB },
      right: () => 'rarer',
      because: () =>
        'The {advantage} is negative there, and the step goes against it: what made the child gets less likely.',
      wrong: (_, sight) => {
        const child = learnedFrom(sight);
        return child === null || child.advantage >= 0
          ? 'Below the baseline the advantage is negative: look at the sign.'
          : `Child ${child.trial.number} has an advantage of ${(100 * child.advantage).toFixed(2).replace('-', '−')}: look at the sign.`;
      },
    },
  ],
  outcome: ({ state }) => {
    const trials = state.replay?.whole.trials ?? [];
    const first = firstDecided(trials);
    return {
      came: { guess: first === null ? null : WORDS[first] },
      says:
        first === null
          ? 'The search is not on the page any more: go back to bring it.'
          : `The controller became sure of that first: the entropy of these decisions fell sooner, or further. Another seed may end otherwise.`,
    };
  },
  leaves: [
    'The gradient of log p, with respect to the controller’s weights, is scaled by reward less baseline: what made a child that was better than expected becomes likelier, what made a worse one rarer.',
    '{entropy|Entropy} says how undecided the controller still is. {ppo|PPO} keeps each step small, so that a few lucky children don’t settle everything.',
  ],
};
