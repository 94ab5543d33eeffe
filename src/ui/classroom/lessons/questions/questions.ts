import type { Cell } from '../../../../space/architecture.ts';
import { QUESTION_TEXTS } from '../../../texts/classroom/lessons/questions.ts';

/** The three questions before the first lesson and after the last: the same ones, in other clothes. */

export type Round = 'before' | 'after';

export interface Question {
  readonly id: 'cell' | 'noise' | 'update';
  readonly text: string;
  readonly cell?: Cell;
  readonly choices: readonly string[];
  /** Place of the right one. */
  readonly right: number;
  readonly why: string;
}

const cells: Readonly<Record<Round, Cell>> = {
  before: {
    blocks: [
      { inputs: [0, 1], operations: ['sepconv_3x3', 'identity'], combiner: 'add' },
      { inputs: [2, 0], operations: ['avgpool_3x3', 'identity'], combiner: 'add' },
    ],
  },
  after: {
    blocks: [
      { inputs: [0, 1], operations: ['identity', 'conv_3x3'], combiner: 'add' },
      { inputs: [2, 0], operations: ['maxpool_3x3', 'sepconv_5x5'], combiner: 'concat' },
      { inputs: [1, 0], operations: ['identity', 'avgpool_3x3'], combiner: 'add' },
    ],
  },
};

const RIGHT: Readonly<Record<Round, readonly [cell: number, noise: number, update: number]>> = {
  before: [1, 0, 1],
  after: [2, 1, 0],
};

const IDS = ['cell', 'noise', 'update'] as const;

export const questionsOf = (round: Round): readonly Question[] =>
  IDS.map((id, index) => ({
    id,
    ...QUESTION_TEXTS[round][id],
    right: RIGHT[round][index] ?? 0,
    ...(id === 'cell' ? { cell: cells[round] } : {}),
  }));

export type Answers = readonly (number | null)[];

/** The last choice of each is "I don't know yet". */
export const isAnswered = (answers: Answers | undefined): boolean =>
  answers !== undefined && IDS.every((_, index) => typeof answers[index] === 'number');

export const rightOf = (round: Round, answers: Answers): number =>
  questionsOf(round).filter(({ right }, index) => answers[index] === right).length;

export interface AnswersFile {
  readonly format: 'nas-playground-answers';
  readonly version: 1;
  readonly before: readonly (boolean | null)[] | null;
  readonly after: readonly (boolean | null)[] | null;
}

/** Of each question whether it was answered right; nobody's name. Null: not answered. */
export function answersFile(learned: { readonly before?: Answers; readonly after?: Answers }): AnswersFile {
  const judged = (round: Round): AnswersFile['before'] => {
    const answers = learned[round];
    if (answers === undefined) return null;
    return questionsOf(round).map(({ right }, index) =>
      typeof answers[index] === 'number' ? answers[index] === right : null,
    );
  };
  return { format: 'nas-playground-answers', version: 1, before: judged('before'), after: judged('after') };
}
