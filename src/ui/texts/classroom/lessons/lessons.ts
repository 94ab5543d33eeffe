import { compactText, percentText, SPACE, whole } from '../../../format.ts';

/** The frame of the lessons; what each says stands in its own file, ui/classroom/lessons/list/. */
export const lessonsTexts = {
  name: 'Lessons',
  close: 'Leave the lessons',
  all: 'All lessons',
  head: (lesson: number, of: number): string => `Lesson ${lesson} of ${of}`,
  shortHead: (lesson: number, of: number): string => `${lesson} of ${of}`,
  step: (step: number, of: number): string => `step ${step} of ${of}`,
  outcome: 'outcome',
  minutes: (minutes: number): string => `${minutes} min`,
  isDone: 'done',
  back: 'Back',
  showMe: 'Show me',
  next: 'Next',
  nextSays: 'The step ticks by itself once it is done.',
  nextLesson: 'Next lesson',
  toQuestions: 'The three questions, once more',
  toList: 'All lessons',
  lower: 'Pull down',
  raise: 'Pull up',
  checks: 'Steps of this lesson',
  titles: 'The lessons',
  wrongNumber: (min: number, max: number): string => `A number from ${whole(min)} to ${whole(max)}, please.`,
  noSuch: (lesson: number, of: number): string =>
    `The link names lesson ${whole(lesson)}, and there are ${of}. Choose one below.`,
  noSuchStep: (step: number, lesson: number, of: number): string =>
    step === of + 1
      ? `What came out of lesson ${whole(lesson)} is told at its end. Begin it below.`
      : `The link names step ${whole(step)} of lesson ${whole(lesson)}, and it has ${whole(of)}. Begin it below.`,
  stage: {
    coming: (children: { readonly done: number; readonly of: number } | null): string =>
      children === null
        ? 'The lesson’s search is being made ready.'
        : `The lesson’s search is being made ready: child ${whole(children.done)} of ${whole(children.of)}.`,
    lost: 'The lesson’s search is not on the page any more. What you had is untouched.',
    bring: 'Bring it back',
    failed: (why: string): string => `The lesson’s search could not be made ready: ${why}.`,
    again: 'Try again',
  },
  arriving: 'What this step stands on is being made ready.',
  notShown: 'What this step stands on is not on the page.',
  anew: 'Begin the step anew',
  spoken: {
    step: (step: number, of: number, task: string): string => `Step ${step} of ${of}. ${task}`,
    done: (task: string): string => `Done. ${task}`,
    outcome: (guess: string, came: string): string => `Your guess: ${guess}. What came out: ${came}.`,
  },
  /** Under two rows of rings. */
  difference: (mean: number, low: number, high: number): string =>
    `Difference of the means: ${points(mean)} points, 95${SPACE}% interval ${points(low)} to ${points(high)}.`,
  axis: percentText,
  cellsRun: 'Three cells, three trainings each',
  threeCells: (rows: readonly (readonly [string, readonly string[]])[]): string =>
    rows.map(([title, values]) => `${title}: ${values.join(', ')}`).join('; '),
  work: {
    multiplyAdds: 'Multiply-adds',
    parameters: 'Parameters',
    before: 'before',
    now: 'now',
    change: 'change',
    by: (more: number): string => `${more > 0 ? '+' : more < 0 ? '−' : ''}${compactText(Math.abs(more))}`,
    /** The network; `imageSize` is the side of its images, null where it doesn’t count. */
    size: (cells: number, filters: number, imageSize: number | null): string =>
      `N ${cells}, F ${filters}${imageSize === null ? '' : `, ${imageSize}${SPACE}px`}`,
  },
  maps: {
    image: 'image',
    names: ['A', 'B', 'C', 'D'],
    operations: ['conv 3×3', 'sep 3×3', 'max 3×3', 'identity'],
    key: ['least', 'greatest value of a map'],
    told: 'A and B look alike since this filter can be taken apart: B does it in two steps, with fewer products. Few filters can, which is why the two are two operations.',
    waiting: 'The image is on its way.',
    label:
      'An image and four maps of it. A and B: thin lines along its upright edges, little else. C: coarser than the image, its bright spots wider, its dark lines gone. D: every pixel as in the image.',
  },
  guessed: 'Your guess',
  came: 'What came out',
  noGuess: 'none',
  notYet: 'not known on this page yet',
  leaves: 'What to keep',
  questions: {
    before: 'Three questions before lesson 1',
    after: 'Three questions after lesson 8',
    sentence: 'Answered alone and without help, before and after: what changed is what you learned.',
    lead: 'Answer as you think now. Nothing is judged until both rounds are answered.',
    again: 'The same three, in other clothes.',
    unsure: 'I don’t know yet',
    finished: 'Answered. Your answers stay on this machine.',
    result: (before: number, after: number): string =>
      `Right before: ${before} of 3. Right after: ${after} of 3.`,
    why: 'Why',
    export: 'Save my answers',
    exportSays: 'A small file with the answers alone, without a name: hand it in if you are asked to.',
    number: (number: number): string => `Question ${number}`,
  },
} as const;

function points(share: number): string {
  return `${share > 0 ? '+' : share < 0 ? '−' : ''}${Math.abs(100 * share).toFixed(1)}`;
}
