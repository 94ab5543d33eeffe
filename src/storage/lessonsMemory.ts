import { type Field, list, nullable, object, record, text, whole } from '../base/fields.ts';

/** What a browser remembers of the lessons; nobody's name, and nothing leaves the machine but by export. */
export interface LessonsMemory {
  /** Where the last lesson was left. */
  readonly place?: { readonly lesson: number; readonly step: number };
  /** Lessons done to their end, by id. */
  readonly done?: readonly string[];
  /** Steps done since their lesson was begun last, by lesson. */
  readonly ticked?: Readonly<Record<string, readonly string[]>>;
  /** Guesses and answers, by lesson and step. */
  readonly guesses?: Readonly<Record<string, string>>;
  /** What was answered to the three questions before the first lesson and after the last, in order. */
  readonly before?: readonly (number | null)[];
  readonly after?: readonly (number | null)[];
}

const answers = list(nullable(whole({ max: 9 })), { lenient: true });

export const lessonsMemory: Field<LessonsMemory> = object<LessonsMemory>(
  {
    place: object({ lesson: whole({ min: 1 }), step: whole({ min: 1 }) }),
    done: list(text({ min: 1 }), { lenient: true }),
    ticked: record(list(text({ min: 1 }), { lenient: true }), { lenient: true }),
    guesses: record(text(), { lenient: true }),
    before: answers,
    after: answers,
  },
  ['place', 'done', 'ticked', 'guesses', 'before', 'after'],
  { lenient: true },
);
