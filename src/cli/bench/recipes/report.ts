import type { Rung, RungId } from '../../../settings/ladder.ts';
import {
  type Deviation,
  type MeasuredRecipe,
  measuredFigures,
  measuredKey,
  pairsOf,
  trainingLuck,
} from '../../../studies/recipes/measured.ts';
import type { Agreement } from '../../../studies/tabulated/agreement.ts';
import { tableLines } from '../../text/table.ts';
import type { LoggedChild } from './trainings.ts';

/** What the log says of a rung; null where no child was trained twice. */
export function measuredOf(
  { id, settings }: Rung,
  logged: readonly LoggedChild[],
  engine: Pick<MeasuredRecipe, 'engine' | 'engineVersion'>,
): MeasuredRecipe | null {
  const lineOf = (row: number, training: number) =>
    logged.find((one) => one.row === row && one.training === training);
  const rows = [...new Set(logged.map(({ row }) => row))].sort((a, b) => a - b);
  const right = rows.flatMap((row): [number | null, number | null][] => {
    const [first, second] = [lineOf(row, 0), lineOf(row, 1)];
    return first === undefined || second === undefined ? [] : [[first.right, second.right]];
  });
  if (right.length === 0) return null;
  const { validationImages } = settings;
  const [date = ''] = logged
    .map((one) => one.date)
    .sort()
    .reverse();
  return { rung: id, key: measuredKey(settings), ...engine, date, validationImages, right };
}

interface RungFigures extends Omit<Agreement, 'training'> {
  /** What luck in training adds to the chance of the images, with its interval over children. */
  readonly training: Deviation;
}

export interface RungReport {
  readonly rung: RungId;
  readonly title: string;
  /** Trained twice. */
  readonly children: number;
  readonly failed: number;
  /** Of one training; null where none is logged. */
  readonly coreSeconds: number | null;
  /** Of all trainings; null where there is none. */
  readonly mean: number | null;
  /** Null under ten children. */
  readonly figures: RungFigures | null;
}

export function rungReport(
  { id, title }: Rung,
  logged: readonly LoggedChild[],
  measured: MeasuredRecipe | null,
): RungReport {
  const pairs = measured === null ? [] : pairsOf(measured);
  const children = measured?.right.length ?? 0;
  const seconds = logged.reduce((sum, { coreSeconds }) => sum + coreSeconds, 0);
  const mean = pairs.flat().reduce((sum, accuracy) => sum + accuracy, 0) / (2 * pairs.length);
  return {
    rung: id,
    title,
    children,
    failed: children - pairs.length,
    coreSeconds: logged.length === 0 ? null : seconds / logged.length,
    mean: pairs.length === 0 ? null : mean,
    figures: measured && figuresOf(measured),
  };
}

function figuresOf(measured: MeasuredRecipe): RungFigures | null {
  const [figures, training] = [measuredFigures(measured), trainingLuck(measured)];
  return figures && training && { ...figures, training };
}

const HEAD = [
  'recipe',
  'children',
  'core-s',
  'mean',
  'correlation',
  '95 % interval',
  'better half',
  'children ±',
  'images ±',
  'training ±',
  '95 % interval',
];

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

export function rungsText(reports: readonly RungReport[]): string {
  const rows = reports.map(({ title, children, failed, coreSeconds, mean, figures }) => [
    title,
    failed > 0 ? `${children} (${failed} failed)` : `${children}`,
    coreSeconds?.toFixed(1) ?? '',
    mean === null ? '' : percent(mean),
    ...(figures === null
      ? ['', '', '', '', '', 'images only', '']
      : [
          figures.correlation?.toFixed(3) ?? '',
          figures.low === null || figures.high === null
            ? ''
            : `${figures.low.toFixed(2)} to ${figures.high.toFixed(2)}`,
          figures.betterHalf?.toFixed(3) ?? '',
          percent(figures.ofChildren),
          percent(figures.binomial),
          percent(figures.training.value),
          `${percent(figures.training.low)} to ${percent(figures.training.high)}`,
        ]),
  ]);
  return [
    ...tableLines(HEAD, rows, { names: 1 }),
    "Intervals: of the correlation Fisher's, of the luck of training a bootstrap over children.",
  ].join('\n');
}
