import type { AgainstRandom } from '../../../../studies/comparison/compare.ts';
import { signedPoints } from '../../../format.ts';
import { LESSON_TERMS } from '../../../search/comparison/terms.ts';
import { comparisonTexts } from '../../../texts/search/comparison.ts';
import type { Ground, Lesson, Sight } from '../lesson.ts';

const FEW = 3;
const MANY = 30;
const DIALOG = '.comparison';
const OPEN = '.board-foot [data-opens="comparison"]';
const RECORDED = `${DIALOG} [data-recorded]`;
const NONE = 'none';

const against = ({ state }: Sight, id: string): AgainstRandom | null =>
  state.comparing.result?.comparison.contestants.find((one) => one.id === id)?.againstRandom ?? null;

/** Seeds of the comparison that is shown whole; 0 where there is none. */
const seedsOf = ({ state: { comparing } }: Pick<Sight, 'state'>): number =>
  comparing.phase !== 'comparing' && comparing.result !== null ? comparing.result.comparison.seeds.length : 0;

/** No answer is right of what nobody compared. */
const UNKNOWN = '';

/** The comparison, open beside the lesson, with what is recorded of so many seeds; it is made here where nothing is. */
const compared = (seeds: number): Ground => ({
  isThere: (sight) => (seeds === FEW ? seedsOf(sight) === FEW : seedsOf(sight) >= seeds),
  async bring({ get, until }) {
    if (document.querySelector(DIALOG) === null) document.querySelector<HTMLElement>(OPEN)?.click();
    await until(({ comparing }) => comparing.phase === 'idle' && comparing.result !== null);
    if (seedsOf({ state: get() }) === seeds) return;
    const recorded = document.querySelector<HTMLElement>(choiceOf(seeds));
    if (recorded === null) get().compareStrategies({ ...LESSON_TERMS, seeds });
    else recorded.click();
    await until((state) => seedsOf({ state }) >= seeds);
  },
});

const contestantsOf = ({ state }: Sight) =>
  (state.comparing.result?.comparison.contestants ?? []).filter(
    ({ againstRandom }) => againstRandom !== null,
  );

const NOTHING = 'No comparison is on the page: go back a step, and open it.';

/** Of the recorded comparisons, by seeds. */
const choiceOf = (seeds: number): string => `${RECORDED} .words-choice:nth-of-type(${seeds === FEW ? 1 : 2})`;

const isTold = (one: AgainstRandom | null): boolean => one !== null && one.pHolm < 0.05;

const untold = (sight: Sight): readonly string[] =>
  contestantsOf(sight).flatMap(({ id, againstRandom }) => (isTold(againstRandom) ? [] : [id]));

const nameOf = (id: string): string =>
  comparisonTexts.contestants[id as keyof typeof comparisonTexts.contestants]?.name ?? id;

const figures = ({ wins, losses, effect: { mean, low, high } }: AgainstRandom): string =>
  `better in ${wins} of ${wins + losses} searches, by ${signedPoints(100 * mean)} points (${signedPoints(100 * low)} to ${signedPoints(100 * high)})`;

export const luck: Lesson = {
  id: 'luck',
  title: 'Better than luck?',
  sentence: 'Strategies against drawing at random, with few seeds and with many.',
  minutes: 5,
  steps: [
    {
      id: 'guess',
      kind: 'guess',
      says: [
        '{random-search|Random search} draws children without learning anything. Here strategies search a {table} in which every child is trained already. The {seed} of a search is its luck: what it draws, of the same table.',
      ],
      question: `In how many of ${MANY} searches will PPO find better children than random search?`,
      of: { unit: `of ${MANY}`, min: 0, max: MANY },
      example: '24',
    },
    {
      id: 'few',
      kind: 'act',
      says: [
        `With ${FEW} seeds each strategy searches ${FEW} times, and random search as often, from the same seeds. The comparison is recorded: nobody has to wait for it.`,
      ],
      task: `Open Compare strategies in the leaderboard’s foot. It shows ${FEW} seeds first.`,
      at: { css: `${DIALOG} .effects, ${OPEN}`, place: 'board' },
      done: (sight) => seedsOf(sight) === FEW,
      wrong: (sight) =>
        seedsOf(sight) === 0 || seedsOf(sight) === FEW
          ? null
          : `These are ${seedsOf(sight)} seeds. Choose ${FEW} seeds beside “Recorded”.`,
      show: async (acts) => {
        if (document.querySelector(DIALOG) === null) await acts.press(OPEN);
        await acts.press(choiceOf(FEW));
        await acts.until((state) => seedsOf({ state }) === FEW);
      },
    },
    {
      id: 'wide',
      enter: compared(FEW),
      kind: 'answer',
      says: [
        'Look at the table “Against random search” alone. A ring is by how many points of accuracy a strategy’s five best children are better, its line the 95 % {confidence-interval|interval}; “random” on the axis is 0.',
        `An interval beside 0 is not enough: seven strategies had ${FEW} searches each, and the luckiest of seven looks good. Told from luck are only those whose p, corrected for seven tries ({holm|Holm}), is below 0.05. They stand above the heading “can’t be told from random”.`,
      ],
      question: `How many strategies can be told from random search with ${FEW} seeds?`,
      choices: [
        { id: 'none', text: 'None of them' },
        { id: 'some', text: 'Some' },
        { id: 'all', text: 'All of them' },
      ],
      at: { css: `${DIALOG} .effects` },
      right: (sight) => {
        const told = contestantsOf(sight).length - untold(sight).length;
        if (seedsOf(sight) === 0) return UNKNOWN;
        return told === 0 ? 'none' : told === contestantsOf(sight).length ? 'all' : 'some';
      },
      wrong: (_, sight) =>
        seedsOf(sight) === 0
          ? NOTHING
          : `${contestantsOf(sight).length - untold(sight).length} of ${contestantsOf(sight).length} stand above the heading “can’t be told from random”: read p, at the right.`,
    },
    {
      id: 'many',
      enter: compared(FEW),
      kind: 'act',
      says: [
        `With three searches even 3–0 has a p of 0.25, before any correction: a few seeds can’t prove anything. With ${MANY} the intervals are about a third as wide; they shrink with the root of the number.`,
        'Whoever likes makes the comparison here: the button below the seeds says how long it takes.',
      ],
      task: `Choose ${MANY} seeds beside “Recorded”, at the top of the comparison.`,
      at: { css: RECORDED },
      done: (sight) => seedsOf(sight) >= MANY,
      wrong: (sight) =>
        [0, FEW].includes(seedsOf(sight))
          ? null
          : `That was ${seedsOf(sight)} seeds; ${MANY} or more are wanted.`,
      show: async (acts) => {
        await acts.press(choiceOf(MANY));
        await acts.until((state) => seedsOf({ state }) >= MANY);
      },
    },
    {
      id: 'untold',
      enter: compared(MANY),
      kind: 'answer',
      says: [
        'Many wins can be few points. And a strategy with settings made for 20,000 children need not learn anything in a hundred.',
      ],
      question: `Which strategy can’t be told from random search, even with ${MANY} seeds?`,
      choices: (sight) => [
        ...contestantsOf(sight).map(({ id }) => ({ id, text: nameOf(id) })),
        { id: NONE, text: 'None' },
      ],
      at: { css: `${DIALOG} .effects` },
      right: (sight) => {
        const given = sight.answers.untold;
        const all = untold(sight);
        if (seedsOf(sight) === 0) return UNKNOWN;
        return given !== undefined && all.includes(given) ? given : (all[0] ?? NONE);
      },
      wrong: (choice, sight) => {
        const one = against(sight, choice);
        if (seedsOf(sight) === 0) return NOTHING;
        return one === null
          ? 'Look below the heading “can’t be told from random”.'
          : `It was ${figures(one)}, and its p is below 0.05.`;
      },
    },
  ],
  outcome: (sight) => {
    const ppo = seedsOf(sight) >= MANY ? against(sight, 'ppo') : null;
    return {
      came: { guess: ppo === null ? null : `${ppo.wins} of ${ppo.wins + ppo.losses}` },
      says:
        ppo === null
          ? `The comparison of ${MANY} seeds is not on the page: go back to open it.`
          : `PPO was ${figures(ppo)}.`,
    };
  },
  leaves: [
    'Random search is a strong opponent; a few seeds prove nothing; many wins can be few points.',
    'In the paper, 500 GPUs and 20,000 children long, reinforcement learning was ahead of random search in the best child and in the mean of the best 25. Here, in a small space and a hundred children, it is ahead by little.',
  ],
};
