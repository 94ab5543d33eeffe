/** In bytes: a file is in memory, its numbers beside it, and what the inspector computes with. */
export const MOST_BYTES = 2 ** 29;
