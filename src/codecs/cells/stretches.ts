/** A part of a text, from a line's beginning to a line's end. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What every genotype has: a name of its own or of its fields, or lists in lists that begin with a string. */
const TELLING = /genotype|normal|recurrent|reduc|[[(]\s?[[(]\s?[[(]?\s?\\*["']/gi;
/** Characters; a text that is no longer is one stretch. */
const SHORT = 200_000;
/** Characters that a genotype may begin before what tells of it, and go on behind it. */
const BEFORE = 2000;
const BEHIND = 20_000;

/** The parts of a text that may hold genotypes: a log of megabytes is mostly something else. */
export function stretchesOf(text: string): readonly Stretch[] {
  if (text.length <= SHORT) return [{ from: 0, to: text.length }];
  const stretches: Stretch[] = [];
  let line = 0;
  for (const { index } of text.matchAll(TELLING)) {
    const last = stretches.at(-1);
    if (last !== undefined && index + BEHIND / 2 < last.to) continue;
    for (let end = text.indexOf('\n', line); end >= 0 && end < index - BEFORE; ) {
      line = end + 1;
      end = text.indexOf('\n', line);
    }
    const end = text.indexOf('\n', index + BEHIND);
    const to = end < 0 ? text.length : end;
    if (last !== undefined && line <= last.to) stretches[stretches.length - 1] = { from: last.from, to };
    else stretches.push({ from: line, to });
  }
  return stretches;
}
