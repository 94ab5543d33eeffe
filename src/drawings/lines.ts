/** Path data of lines through points, px, as d3's shapes write it, without the curves that come with them. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A straight line from each to the next. */
export const lineThrough = (points: readonly Point[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${rounded(x)},${rounded(y)}`).join('');

/** Level from each to the next one's place, and there up or down. */
export const stepsThrough = (points: readonly Point[]): string =>
  lineThrough(points.flatMap((point, index) => [...levelTo(points[index - 1], point), point]));

const levelTo = (before: Point | undefined, { x }: Point): Point[] =>
  before === undefined ? [] : [{ x, y: before.y }];

/** What lies between an upper and a lower line. */
export const areaBetween = (upper: readonly Point[], lower: readonly Point[]): string =>
  `${lineThrough([...upper, ...[...lower].reverse()])}Z`;

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
