/**
 * Looks of a course in the comparison, a colour with a dash (charts/comparison/ComparisonFigure.css). The later ones are
 * spare: each has a dash of its own, so that it is told from all others without its colour, too.
 */
export const COURSE_TONES = [
  'blue',
  'dashed',
  'red',
  'ink',
  'band',
  'ink-dots',
  'red-dashes',
  'blue-dash-dot',
  'ink-dash-dot-dot',
] as const;

export type CourseTone = (typeof COURSE_TONES)[number];
