import type { Problem } from '../../../protocol/problem.ts';
import type { ComparedId, FixedId } from '../../../search/fixed.ts';
import type { JudgedOn } from '../../../search/trial.ts';
import type { Judgement, Lead, Verdict } from '../../../studies/fixed/verdict.ts';
import { compactText, percent, roughly, SPACE, signedPoints, whole } from '../../format.ts';
import { uncertaintyTexts } from '../charts/uncertainty.ts';
import { counts } from '../counts.ts';
import { remedyOf } from '../notices/problems.ts';
import { sentence } from '../sentence.ts';

const names: Readonly<Record<ComparedId, string>> = {
  winner: 'The winner',
  'nasnet-a': 'NASNet-A',
  plain: 'Plain 3 × 3 net',
};
/** In the midst of a sentence. */
const called: Readonly<Record<FixedId, string>> = { 'nasnet-a': 'NASNet-A', plain: 'the plain net' };

type Leads = readonly { readonly id: FixedId; readonly lead: Lead }[];

/** The winner of a search against networks that nobody searched for. */
export const fixedTexts = {
  name: 'Compare with fixed networks',
  says: 'Trains the winner, NASNet-A and a plain convolutional net of its cost by one recipe, from the same fresh seeds: did searching pay?',
  close: 'Close',
  /** Beside the button, before anybody asked. */
  asks: 'Did searching pay?',
  intro:
    'Did searching pay? The winner against two networks that nobody searched for here: NASNet-A, found once for CIFAR-10, and a plain net, one 3 × 3 convolution a cell with shortcuts over two. Their filters F are chosen so that their multiply-adds come closest to the winner’s. All three train by this run’s recipe from the same fresh seeds; the trainings that chose the winner count for nothing.',
  byTable:
    'This run’s children were looked up, and a table has no such networks: all three are trained here, by the table’s recipe.',
  names,
  heads: {
    network: 'Network',
    accuracy: 'Accuracy, each seed and mean',
    mean: 'Mean',
    lead: 'Winner ahead by',
  },
  behind: '0',
  cost: (filters: number, trainable: number, multiplyAdds: number): string =>
    `F = ${filters}, ${compactText(trainable)} parameters, ${compactText(multiplyAdds)} multiply-adds`,
  ratio: (ratio: number): string => `${ratio.toFixed(2)} of the winner’s`,
  mean: (mean: number, half: number): string => `${percent(mean)} ${uncertaintyTexts.half(half)}`,
  lead: ({ difference, low, high }: Lead): string =>
    `${points(difference)} (${points(low)} to ${points(high)})`,
  seeds: 'Seeds of each',
  seedCount: (count: number): string => String(count),
  measuring: 'Measuring a few steps of each here …',
  time: (trainings: number, seconds: number): string =>
    `About ${roughly(seconds)} for ${trainings === 1 ? 'one training' : `${whole(trainings)} trainings`}, as a few steps took here.`,
  unmeasured: (why: string): string => `How long it takes could not be measured. ${sentence(why)}`,
  busy: 'A search is running. Stop it or let it end, then its winner can be compared.',
  shipped:
    'This run is not kept here, so that nothing is added to it. Compare the winner of a search of your own.',
  start: 'Start',
  resume: 'Train the rest',
  more: 'Train more seeds',
  stop: 'Stop',
  kept: 'What has ended is kept with the run, if you stop or close the page.',
  preparing: 'Preparing …',
  trains: (network: ComparedId, training: number, seeds: number, share: number): string =>
    `${names[network]} trains, seed ${training} of ${seeds}: ${Math.round(100 * share)}${SPACE}%`,
  done: (done: number, all: number): string => `${whole(done)} of ${whole(all)} trained`,
  refused: (problem: Problem): string => `Not trained. ${sentence(problem.why)} ${remedyOf(problem)}`,
  pending: 'A verdict is given once all seeds have ended: whoever stops at the best moment sees luck.',
  judged: (on: JudgedOn, images: number): string =>
    on === 'outside'
      ? `Judged on ${whole(images)} images that gave no reward and chose nothing.`
      : `Judged on the ${whole(images)} validation images, since no others are left. They chose the winner too, which favours it.`,
  willJudge: (on: 'outside' | 'validation'): string =>
    on === 'outside'
      ? 'They are judged on images that gave no reward and chose nothing.'
      : 'They are judged on the validation images, since no others are left. Those chose the winner too, which favours it.',
  whiskers: (luck: Judgement['luck'], seeds: number): string =>
    `Whiskers are of 95${SPACE}% and count ${COUNTED[luck]}; all pairs are judged together (Holm). ${counts.seeds(seeds)} of each ${seeds === 1 ? 'counts' : 'count'}.`,
  unequal: (id: FixedId, { ratio, match }: Lead): string =>
    match === 'dearer'
      ? `Even the narrowest ${called[id]} takes ${ratio.toFixed(2)} times the winner’s multiply-adds, so that it is compared at its own cost.`
      : `No number of filters brings ${called[id]} closer to the winner’s multiply-adds from below than ${ratio.toFixed(2)} of them.`,
  failed: (id: ComparedId, reason: string): string =>
    `${names[id]} failed in every training: ${sentence(reason)}`,
  /** Beside the button, once all is trained. */
  short: (kind: Verdict['kind']): string => SHORT[kind],
  verdict: (verdict: Verdict, leads: Leads, seeds: number, judgedOn: JudgedOn): string => {
    const by = (id: FixedId): string => byOf(leads, id);
    switch (verdict.kind) {
      case 'paid': {
        const over = verdict.over.map((id) => `${called[id]} by ${by(id)}`).join(' and ');
        const most =
          judgedOn === 'validation'
            ? ' Its own validation images say so, which is the most that can be said for it.'
            : '';
        return `Searching paid: the winner is better than ${over}.${most}`;
      }
      case 'not-paid':
        return `Searching did not pay here: ${called[verdict.by]} is better by ${by(verdict.by)}.`;
      case 'untold': {
        const some = verdict.from
          .map((id) => `${called[id]} (the winner ${aheadOf(leads, id)})`)
          .join(' and ');
        const others = leads.filter(({ id, lead }) => !verdict.from.includes(id) && lead.apart);
        const rest = others.map(({ id }) => ` It is better than ${called[id]}.`).join('');
        return `Cannot be told apart with ${counts.seeds(seeds)}: the winner and ${some}.${rest} So nothing here shows that searching paid.`;
      }
      case 'too-few':
        return `${counts.seeds(seeds)} of each are too few to know the luck of training by this recipe, which nobody measured: train 5 or more.`;
      case 'failed':
        return 'Too many trainings failed to compare anything.';
      case 'no-equal':
        return 'Neither fixed network can be built as cheap as the winner, so that nothing is said of equal cost.';
      default:
        return verdict satisfies never;
    }
  },
} as const;

const COUNTED: Readonly<Record<Judgement['luck'], string>> = {
  'of-recipe': 'the choice of the images and the luck of training, as it was measured for this recipe',
  'of-these': 'the choice of the images and the luck of training, as these trainings tell it',
  unknown: 'the choice of the images alone: so few trainings do not tell their luck',
};

const SHORT: Readonly<Record<Verdict['kind'], string>> = {
  paid: 'Searching paid.',
  'not-paid': 'Searching did not pay here.',
  untold: 'Cannot be told apart from a fixed network.',
  'too-few': 'Too few seeds to tell.',
  failed: 'Too many trainings failed.',
  'no-equal': 'No fixed network is as cheap.',
};

/** What rounds to nothing is neither ahead nor behind. */
const points = (share: number): string => (Math.abs(share) < 0.0005 ? '0.0' : signedPoints(100 * share, 1));
const size = (share: number): string => Math.abs(100 * share).toFixed(1);

const leadOf = (leads: Leads, id: FixedId): Lead => leads.find((one) => one.id === id)!.lead;

/** "2.1 points (0.8 to 3.4)", as it is ahead, whoever is. */
function byOf(leads: Leads, id: FixedId): string {
  const { difference, low, high } = leadOf(leads, id);
  const ends = difference < 0 ? [-high, -low] : [low, high];
  return `${size(difference)} points (${ends.map(percent).join(' to ')})`;
}

function aheadOf(leads: Leads, id: FixedId): string {
  const lead = leadOf(leads, id);
  const where = lead.difference < 0 ? 'behind' : 'ahead';
  return `${size(lead.difference)} points ${where}, ${points(lead.low)} to ${points(lead.high)}`;
}
