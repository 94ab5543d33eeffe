import type { AgainColumn, RewardInput } from './input.ts';
import type { RewardScale } from './scale.ts';
import { type PlacedWhisker, placedWhisker } from './whiskers.ts';

/** Right of the last trial: each finalist's trainings from fresh seeds, over the figure that chose it. */

export interface AgainMark {
  readonly trial: number;
  /** Names it within its column. */
  readonly id: string;
  readonly kind: 'chosen' | 'fresh' | 'final' | 'failed' | 'waiting' | 'training';
  readonly x: number;
  readonly y: number;
  readonly whisker: PlacedWhisker | null;
}

export interface AgainLayout {
  readonly hairline: number;
  readonly columns: readonly { readonly trial: number; readonly x: number; readonly isWinner: boolean }[];
  readonly marks: readonly AgainMark[];
  /** Dashed lines at the figures that chose: path data. */
  readonly chosen: string;
}

/** Half a line at the figure that chose, beyond the outer marks. */
const BEYOND = 2;

export function layoutAgain(
  { again, againPlaces }: Pick<RewardInput, 'again' | 'againPlaces'>,
  scale: RewardScale,
): AgainLayout | null {
  const zone = scale.again;
  if (zone === null || again.length === 0) return null;
  const apart = scale.narrow ? 6 : 8;
  const columns = again.map((column, index) => ({ ...column, x: zone.x(index) }));
  return {
    hairline: Math.round(zone.hairline) + 0.5,
    columns: columns.map(({ trial, x, isWinner }) => ({ trial, x, isWinner })),
    marks: columns.flatMap((column) => marksOf(column, scale, apart, againPlaces)),
    chosen: columns
      .map(({ x, chosenBy }) => {
        const half = apart * ((againPlaces - 1) / 2) + BEYOND;
        return `M${x - half},${scale.y(chosenBy)}h${2 * half}`;
      })
      .join(''),
  };
}

function marksOf(
  column: AgainColumn & { readonly x: number },
  scale: RewardScale,
  apart: number,
  places: number,
): AgainMark[] {
  const { trial, trainings, chosenBy, next } = column;
  const { bottom } = scale.plot;
  const at = (training: number): number => column.x + apart * (training - 1 - (places - 1) / 2);
  const chosen = {
    trial,
    id: 'chosen',
    kind: 'chosen',
    x: column.x,
    y: scale.y(chosenBy),
    whisker: null,
  } as const;
  const done = trainings.map(({ training, value, whisker, isFinal }): AgainMark => {
    const x = at(training);
    const place = { trial, id: String(training), x, whisker: placedWhisker(value, whisker, x, scale) };
    if (value === null) return { ...place, kind: 'failed', y: bottom };
    return { ...place, kind: isFinal ? 'final' : 'fresh', y: scale.y(value) };
  });
  if (next === 'none') return [chosen, ...done];
  return [
    chosen,
    ...done,
    { trial, id: 'next', kind: next, x: at(trainings.length + 1), y: bottom, whisker: null },
  ];
}
