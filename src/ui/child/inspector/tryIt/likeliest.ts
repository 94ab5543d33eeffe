/** A class, by its place, and what a picture got for it, 0 to 1. */
export interface Likely {
  readonly index: number;
  readonly probability: number;
}

/** The classes that a picture is most probably of, the likeliest first, of equal ones the first; at most so many. */
export const likeliest = (probabilities: ArrayLike<number>, most: number): readonly Likely[] =>
  Array.from(probabilities, (probability, index) => ({ index, probability }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, most);
