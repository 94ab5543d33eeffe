import type { ReactNode } from 'react';
import type { JudgedOn } from '../../../search/trial.ts';
import type { Combiner } from '../../../space/architecture.ts';
import type { Decision } from '../../../strategies/strategy.ts';
import { compactText, dayText, percent, percentText, SPACE, whole } from '../../format.ts';
import { uncertaintyTexts } from '../charts/uncertainty.ts';
import { counts } from '../counts.ts';
import { type Mark, phrase, unmarked } from '../phrase.ts';

/** The card at the end of a search: its winner, how sure its figure is, and why the one that chose it was higher. */
export const finishTexts = {
  section: 'Result of the search',
  head: (winner: ReactNode, children: number, further: number, lookedUp: boolean) =>
    lookedUp
      ? phrase`${winner} of ${whole(children)} different children, judged by another training`
      : phrase`${winner} of ${counts.children(children)}, trained ${TIMES[further] ?? `${further} more times`}`,
  winner: 'Winner',
  cost: (trainable: number, multiplyAdds: number): string =>
    `${compactText(trainable)} parameters, ${compactText(multiplyAdds)} multiply-adds`,
  /** Behind the final figure and its ±: what that counts, and what it was judged on. */
  imagesOnly: 'images only,',
  judgedOn: (on: JudgedOn, images: number, synthetic: boolean): string =>
    JUDGED[on](`${whole(images)}${synthetic ? ' synthetic' : ''}`),
  /** Behind it, of one that was looked up. */
  trainedOn: (day: Date | null): string => `, trained ${day === null ? 'beforehand' : `on ${dayText(day)}`}`,
  why: (story: Story): string => `${cameBy(story)} ${cameTo(story)}`,
  weighed: 'The search weighed cost, too; these figures are accuracies alone.',
  /** `lead`: shares of 1, negative where it is behind; `points` is its size in points. */
  ahead: (lead: number, points: ReactNode, half: number, mark: Mark = unmarked) =>
    phrase`${lead < 0 ? 'Behind' : 'Ahead of'} ${mark('random-search', 'random search')}, whose winner was trained again too, by ${points} ${uncertaintyTexts.half(half)} points (95${SPACE}%)${Math.abs(lead) > half ? '' : ': can’t be told apart'}.`,
  finalFailed: (reason: string): string =>
    `The winner’s last training failed, so that it has no final figure: ${reason}`,
  allFailed: (finalists: number, reason: string): string =>
    finalists === 1
      ? `The best child failed when it was trained from a fresh seed, so that nothing can be said of it. ${reason}`
      : `Each of the ${finalists} best children failed in a training from a fresh seed, so that there is no winner. ${reason}`,
  axis: {
    fresh: 'fresh seeds',
    freshOne: 'fresh seed',
    chosen: 'selected at',
    trial: (trial: number): string => `#${trial}`,
    final: (figure: number): string => `final ${percent(figure)}`,
    mean: (figure: number): string => `mean ${percent(figure)}`,
    one: (figure: number): string => `fresh ${percent(figure)}`,
    failed: 'failed',
    /** A finalist's row, as a sentence. */
    row: (trial: number, chosenBy: number, fresh: readonly number[], final: number | null): string => {
      const again =
        fresh.length === 0
          ? 'no training from a fresh seed succeeded'
          : `${fresh.map(percentText).join(' and ')} from ${fresh.length === 1 ? 'a fresh seed' : 'fresh seeds'}`;
      const last = final === null ? '' : `, final ${percentText(final)}`;
      return `Trial ${trial}: selected at ${percentText(chosenBy)}, ${again}${last}.`;
    },
  },
  learned: {
    title: 'What the controller learned',
    key: (count: number): string =>
      count === 1
        ? 'the decision that moved most;'
        : `${['two', 'three'][count - 2]} decisions that moved most;`,
    before: 'before',
    place: (
      cell: Decision['cell'],
      block: number,
      slot: Decision['slot'],
      kind: Decision['kind'],
    ): string => {
      const at = `${cell === 'normal' ? 'Normal' : 'Reduction'}, block ${block + 1}`;
      const side = slot === 0 ? 'left' : 'right';
      return kind === 'combiner' ? `${at}, combiner` : `${at}, ${side} ${kind}`;
    },
    combiners: { add: 'add', concat: 'concat' } satisfies Record<Combiner, string>,
    moved: (before: number, after: ReactNode) => phrase`${points(before)} → ${after}${SPACE}%`,
    after: (share: number): string => points(share),
    unmeasured:
      'Whether so many children are enough to learn from was never measured for this recipe: nothing is claimed.',
    tooFew: (children: number): string =>
      children === 1
        ? 'Too few children to learn from: a random one would be about as good.'
        : `Too few children to learn from: the best of ${whole(children)} random ones would be about as good.`,
  },
  acts: {
    edit: 'Change it by hand',
    share: 'Share the winner',
    shareSays: 'Gives the winner’s pair of cells: as a link, a picture, a page to print, text or a QR code.',
    mini: (title: string): string => `Run ${title}`,
    miniSays: (summary: string): string => `Chooses this preset and starts: ${summary}`,
    time: (time: string): string => `about ${time} here`,
    nextSeed: (seed: number): string => `Start goes on with seed ${seed}`,
    asSet: (seed: number): string => `Start takes the settings as they stand, seed ${seed}`,
  },
} as const;

/** How the figure that chose the winner compares with its final one; accuracies are shares of 1. */
export interface Story {
  readonly chosenBy: number;
  /** Null where the last training failed. */
  readonly final: number | null;
  /** Whose figures it was the best of. */
  readonly children: number;
  /** None of them had a better one; else it came into the final and won there. */
  readonly isBest: boolean;
  readonly lookedUp: boolean;
}

function cameBy({ chosenBy, children, isBest, lookedUp }: Story): string {
  const figure = percent(chosenBy) + (lookedUp ? ' on the validation images' : '');
  if (children === 1) return `It was the only child, with ${figure}.`;
  return isBest
    ? `It won with ${figure}: the best of ${whole(children)} noisy figures is best partly by luck.`
    : `It came into the final with ${figure}: the best of ${whole(children)} noisy figures are best partly by luck.`;
}

function cameTo({ chosenBy, final, lookedUp }: Story): string {
  if (final === null) return '';
  // As they are shown, so that the three figures agree.
  const tenths = Math.round(final * 1000) - Math.round(chosenBy * 1000);
  const again = lookedUp
    ? 'Another training of it, judged on test images, is'
    : 'Trained again from fresh seeds it is';
  const by =
    tenths === 0
      ? 'just as high'
      : `${(Math.abs(tenths) / 10).toFixed(1)} ${tenths < 0 ? 'lower' : 'higher'}`;
  return `${again} ${by}${lookedUp ? '; other trainings judge, and choose nothing' : ''}.`;
}

const JUDGED: Readonly<Record<JudgedOn, (images: string) => string>> = {
  outside: (images) => `on ${images} images that gave no reward`,
  validation: (images) => `on the ${images} validation images, since no others were left`,
  test: (images) => `on ${images} test images`,
};

const TIMES: Readonly<Record<number, string>> = { 1: 'once more', 2: 'twice more', 3: 'three more times' };

/** Of a probability: "46", or "0.4" where a whole one would be 0. */
const points = (share: number): string =>
  share > 0 && share < 0.0095 ? (share * 100).toFixed(1) : String(Math.round(share * 100));
