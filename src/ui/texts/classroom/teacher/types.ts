import type { TermId } from '../glossary/ids.ts';

/** What who teaches a lesson needs on paper: one page. */
export interface TeacherNotes {
  /** From 1, as in `#lesson=1`. */
  readonly lesson: number;
  readonly title: string;
  /** What a learner can do or say afterwards. */
  readonly aim: string;
  /** Of a learner alone; with a class that talks about it twice as long. */
  readonly minutes: readonly [least: number, most: number];
  readonly prepare: readonly string[];
  /** The question that opens the lesson, and what to make of guesses. */
  readonly opens: string;
  readonly questions: readonly [TeacherQuestion, TeacherQuestion, TeacherQuestion];
  /** Words that should have been met. */
  readonly terms: readonly TermId[];
}

export interface TeacherQuestion {
  readonly asks: string;
  readonly answer: string;
}
