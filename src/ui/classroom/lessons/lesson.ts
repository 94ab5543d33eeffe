import type { ComponentType } from 'react';
import type { Run } from '../../../run/run.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import type { InspectorChoices } from '../../child/inspector/view.ts';
import type { ControllerViewState } from '../../search/controller/view.ts';
import type { NetworkView } from '../../search/network/view.ts';
import type { TradeoffView } from '../../search/tradeoff/view.ts';
import type { Acts } from './acts.ts';
import type { Page } from './page.ts';
import type { Pointer } from './place.ts';

/**
 * A lesson as data: what it says, what it points at, how it sees that a step is done. In texts `{reward}` is a term of the
 * glossary, `{reward|rewards}` the same by another word, and `{h_i}`, `{h_i-1}` are states.
 */

/** All that a step is judged by; predicates are pure. */
export interface Sight {
  readonly state: PlaygroundState;
  readonly network: NetworkView;
  readonly tradeoff: TradeoffView;
  readonly controller: ControllerViewState;
  readonly inspector: InspectorChoices;
  /** Guesses and answers of this lesson, by step. */
  readonly answers: Readonly<Record<string, string>>;
}

/** What a step stands on, apart from its run: the editor at a draft, the inspector, a comparison. */
export interface Ground {
  /** Where it is not, the page's controls lead nowhere. */
  readonly isThere: (sight: Sight) => boolean;
  /** Brings it as the step begins, without a word: to a link, a reload, and to Show me where it is gone. */
  readonly bring: (page: Page) => void | Promise<void>;
}

interface AnyStep {
  /** Of its lesson; what is remembered is named by it. */
  readonly id: string;
  /** At most two paragraphs. */
  readonly says: readonly string[];
  readonly figure?: ComponentType<{ readonly sight: Sight }>;
  readonly at?: Pointer;
  /** Where the lesson's run stands as a link opens this step; where that is not said, as at the step before. */
  readonly moment?: number;
  /** Absent: the page as it stands. */
  readonly enter?: Ground;
}

export interface Choice {
  readonly id: string;
  readonly text: string;
}

export interface NumberAsked {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

/** A number or one of some choices; nothing is right or wrong yet. */
export interface GuessStep extends AnyStep {
  readonly kind: 'guess';
  readonly question: string;
  /** Choices, or a number with its unit and its range. */
  readonly of: readonly Choice[] | NumberAsked;
  /** What Show me guesses. */
  readonly example: string;
}

/** A question that has an answer; another one is answered in a sentence. */
export interface AnswerStep extends AnyStep {
  readonly kind: 'answer';
  readonly question: string;
  readonly choices: readonly Choice[] | ((sight: Sight) => readonly Choice[]);
  readonly right: (sight: Sight) => string;
  readonly wrong: (choice: string, sight: Sight) => string;
  /** Why the right one is: said once it is chosen, and beside it at the end. */
  readonly because?: (sight: Sight) => string;
}

/** Something that is done on the page. */
export interface ActStep extends AnyStep {
  readonly kind: 'act';
  readonly task: string;
  /** `since`: as this step began. */
  readonly done: (sight: Sight, since: Sight) => boolean;
  /** A sentence where something else was done instead; null while nothing was. */
  readonly wrong?: (sight: Sight, since: Sight) => string | null;
  readonly show: (acts: Acts) => Promise<void>;
}

export type Step = GuessStep | AnswerStep | ActStep;

export interface Outcome {
  /** What came out, to stand beside each guess by its step; null while the page does not know. */
  readonly came: Readonly<Record<string, string | null>>;
  readonly says: string;
}

/** The run that a lesson brings; it is given back with all else as the lesson is left. */
export type Stage = (
  lookUp: (settings: Settings, name: string) => Promise<Run>,
) => Promise<{ readonly run: Run; readonly moment: number }>;

export interface Lesson {
  readonly id: string;
  readonly title: string;
  /** In the list, and what the lesson is for on a teacher's page. */
  readonly sentence: string;
  readonly minutes: number;
  /** Absent: the page stands as it is, with the pair that is drawn before a run. */
  readonly stage?: Stage;
  /** The first is a guess. */
  readonly steps: readonly [GuessStep, ...Step[]];
  readonly outcome: (sight: Sight) => Outcome;
  /** What it leaves behind, a paragraph each. */
  readonly leaves: readonly string[];
}
