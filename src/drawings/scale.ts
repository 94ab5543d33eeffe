/** From a value to a place, both on straight axes. */
export type Scale = (value: number) => number;

/**
 * As d3's scaleLinear, to the last bit, without the colours, dates and number formats that come with it: the page loads this
 * before it is drawn. A domain of no width has its one value in the middle.
 */
export function scaleLinear(
  [low, high]: readonly [low: number, high: number],
  [from, to]: readonly [from: number, to: number],
): Scale {
  const width = high - low;
  return (value) => {
    const share = width === 0 ? 0.5 : (value - low) / width;
    return from * (1 - share) + to * share;
  };
}
