import type { FinalistRow } from '../../../drawings/finish/finalists.ts';
import type { LiveRun } from '../../../run/live.ts';
import { type MovedDecision, movedDecisions } from '../../../run/moved.ts';
import { type Finalist, finalOf } from '../../../search/finalists.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { BASELINE } from '../../../strategies/list.ts';
import { learnsFrom } from '../../../studies/fitted/learnsFrom.ts';
import { LEAST_SHIPPED } from '../../../studies/uncertainty/draws.ts';
import type { Lead } from '../../../studies/uncertainty/lead.ts';
import { leadOfFinal } from '../../../studies/uncertainty/leadOfFinal.ts';
import { imagesVariance, type Whisker } from '../../../studies/uncertainty/whisker.ts';
import type { RandomChildren } from '../../hooks/recipes.ts';
import { finishTexts, type Story } from '../../texts/runs/finish.ts';
import { furtherTrainings, type TrainedAgain } from '../board/groups/finalists.ts';
import { finalistWhisker } from '../reward/whiskers.ts';

/** What the card at the end of a search tells. */
export type Finish =
  | { readonly kind: 'all-failed'; readonly finalists: number; readonly reason: string | null }
  | Won;

export interface Won {
  readonly kind: 'won';
  readonly winner: Trial;
  /** How many times it was trained again. */
  readonly further: number;
  /** Null where its last training failed. */
  readonly final: { readonly of: Finalist; readonly accuracy: number; readonly whisker: Whisker } | null;
  /** Why there is no final figure. */
  readonly reason: string | null;
  readonly story: Story;
  /** Winner first, then by what they had from fresh seeds. */
  readonly rows: readonly FinalistRow[];
  readonly sentences: readonly string[];
  /** Over random winners that were trained again too; null where none are shipped for this recipe. */
  readonly lead: Lead | null;
  readonly learned: Learned;
}

export type Learned =
  | { readonly kind: 'decisions'; readonly moved: readonly MovedDecision[] }
  | { readonly kind: 'too-few'; readonly children: number }
  /** Nobody measured whether this strategy learns from so many by this recipe of the ladder. */
  | { readonly kind: 'unmeasured' }
  /** Nothing that learned from so many children has a distribution. */
  | { readonly kind: 'none' };

export type Ended = Pick<LiveRun, 'settings' | 'trials' | 'finalists' | 'updates'>;

/** By a recipe that is not on the ladder: fewer children teach a strategy nothing that chance would not bring about. */
const ENOUGH = 20;
const SHOWN = 3;

/** Null for a run without finalists. `deviation`: of the recipe's trainings, null where nobody measured it. */
export function finishOf(run: Ended, deviation: number | null, random: RandomChildren | null): Finish | null {
  const { settings, trials, finalists } = run;
  const further = furtherTrainings(settings, trials, finalists);
  if (further === null) return null;
  const won = further.children.find(({ isWinner }) => isWinner);
  if (won === undefined) {
    const reason = further.children.find((one) => one.reason !== null)?.reason ?? null;
    return { kind: 'all-failed', finalists: further.children.length, reason };
  }
  const last = finalOf(settings, finalists);
  const final = last === null ? null : finalFigure(last, deviation);
  const children = [won, ...further.children.filter((one) => one !== won).sort(byMean)];
  const ranked = trials.filter(({ status }) => status !== 'failed' && status !== 'reused');
  const chosenBy = won.trial.accuracy ?? 0;
  return {
    kind: 'won',
    winner: won.trial,
    further: finalists.filter(({ trial }) => trial === won.trial.number).length,
    final,
    reason: last?.status === 'failed' ? (last.reason ?? null) : null,
    story: {
      chosenBy,
      final: final?.accuracy ?? null,
      children: ranked.length,
      isBest: further.children[0] === won,
      lookedUp: settings.rewards === 'table',
    },
    rows: children.map((child) => rowOf(child, child === won ? final : null)),
    sentences: children.map((child) =>
      finishTexts.axis.row(
        child.trial.number,
        child.trial.accuracy ?? 0,
        freshOf(child),
        finalAccuracy(child),
      ),
    ),
    lead: final === null ? null : leadOfRun(run, final, random),
    learned: learnedOf(run),
  };
}

const byMean = (a: TrainedAgain, b: TrainedAgain): number => (b.mean ?? -1) - (a.mean ?? -1);

const freshOf = ({ fresh }: TrainedAgain): number[] => fresh.flatMap(({ accuracy }) => accuracy ?? []);

const finalAccuracy = ({ final }: TrainedAgain): number | null => final?.accuracy ?? null;

function finalFigure(of: Finalist, deviation: number | null): Won['final'] {
  const whisker = finalistWhisker(of, deviation);
  return of.accuracy === null || whisker === null ? null : { of, accuracy: of.accuracy, whisker };
}

function rowOf(child: TrainedAgain, final: Won['final']): FinalistRow {
  const { trial, mean } = child;
  const fresh = freshOf(child);
  const { axis } = finishTexts;
  const ofFresh = mean === null ? axis.failed : fresh.length === 1 ? axis.one(mean) : axis.mean(mean);
  return {
    trial: trial.number,
    chosenBy: trial.accuracy ?? 0,
    fresh,
    final: final && { value: final.accuracy, images: final.whisker.images, whole: final.whisker.whole },
    label: final === null ? ofFresh : axis.final(final.accuracy),
  };
}

/** A random search is behind or ahead of itself by luck alone, and where cost was weighed its winner is no best accuracy. */
function leadOfRun(
  { settings, trials }: Ended,
  { accuracy, of }: NonNullable<Won['final']>,
  random: RandomChildren | null,
): Lead | null {
  const pairs = random?.pairs ?? [];
  const { strategy, epochs, validationImages, reward } = settings;
  if (random === null || strategy === BASELINE || reward !== 'accuracy' || pairs.length < LEAST_SHIPPED)
    return null;
  const children = trials.filter(({ status, budget }) => status !== 'reused' && (budget ?? epochs) >= epochs);
  // Judged by the very images that judged the shipped ones, there is nothing apart; else at most both choices of images.
  const same = of.judgedOn === 'validation' ? random.otherImages : null;
  const otherImages =
    same ?? imagesVariance(accuracy, of.images) + imagesVariance(accuracy, validationImages);
  return leadOfFinal(accuracy, children.length, pairs, { otherImages });
}

function learnedOf({ settings, trials, updates }: Ended): Learned {
  if (settings.strategy === BASELINE) return { kind: 'none' };
  const learns = learnsFrom(settings);
  const children = trials.length;
  const enough = learns.kind === 'from' ? learns.children : ENOUGH;
  if (learns.kind === 'not-shown' || children < enough || updates.length === 0)
    return { kind: 'too-few', children };
  const isLookedUp = settings.rewards === 'table';
  if (learns.kind === 'unmeasured' || (learns.kind === 'own-recipe' && !isLookedUp))
    return { kind: 'unmeasured' };
  const moved = movedDecisions(trials, SHOWN);
  return moved.length === 0 ? { kind: 'none' } : { kind: 'decisions', moved };
}

/** Whether a preset would train more than this run did; looked-up children were trained elsewhere. */
export const isSmaller = (
  settings: Settings,
  than: Settings,
  work: (settings: Settings) => number,
): boolean => settings.rewards === 'table' || work(settings) < work(than);
