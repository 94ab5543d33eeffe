import { bitsFlawClause, countCommon, countOnes, readBits, wordsOf } from '../../../base/bytes/bits.ts';
import { InputError } from '../../../base/errors.ts';
import type { Rung, RungId } from '../../../settings/ladder.ts';
import {
  type Deviation,
  type MeasuredFigures,
  type MeasuredRecipe,
  measuredFigures,
  measuredKey,
  pairsOf,
  shownLuck,
  trainingLuck,
} from '../../../studies/recipes/measured.ts';
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
  const pairs = rows.flatMap((row) => {
    const [first, second] = [lineOf(row, 0), lineOf(row, 1)];
    return first === undefined || second === undefined ? [] : [[first, second] as const];
  });
  if (pairs.length === 0) return null;
  const { validationImages } = settings;
  const right = pairs.map(([first, second]) => [first.right, second.right] as const);
  const differ = pairs.map(([first, second]) => differOf(first, second, validationImages));
  const [date = ''] = logged
    .map((one) => one.date)
    .sort()
    .reverse();
  return {
    ...{ rung: id, key: measuredKey(settings), ...engine, date, validationImages, right },
    ...(differ.some((one) => one !== null) && { differ }),
  };
}

/** How many images exactly one of both had right; null where a line has no bits. Throws an InputError on damaged ones. */
function differOf(first: LoggedChild, second: LoggedChild, images: number): number | null {
  const [one, other] = [bitsOf(first, images), bitsOf(second, images)];
  if (one === null || other === null || first.right === null || second.right === null) return null;
  return first.right + second.right - 2 * countCommon(one, other);
}

function bitsOf({ rung, row, training, right, bits }: LoggedChild, images: number): Uint32Array | null {
  if (bits === undefined) return null;
  const name = `The log of ${rung}, graph ${row + 1}, training ${training + 1}`;
  const read = readBits(bits, images);
  if (!read.ok) throw new InputError(`${name}: its bits ${bitsFlawClause(read.error)}.`);
  const words = wordsOf(read.value);
  if (countOnes(words) !== right)
    throw new InputError(`${name}: its bits tell ${countOnes(words)} images right, where it says ${right}.`);
  return words;
}

interface RungFigures extends Omit<MeasuredFigures, 'training'> {
  /** What luck in training adds to the chance of the images, with its interval over children. */
  readonly training: Deviation & {
    /** Whether whiskers and verdicts count it; else they say "images only". */
    readonly isShown: boolean;
  };
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
  const isShown = shownLuck(measured) !== null;
  return figures && training && { ...figures, training: { ...training, isShown } };
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
          figures.training.isShown ? percent(figures.training.value) : 'images only',
          `${percent(figures.training.low)} to ${percent(figures.training.high)}`,
        ]),
  ]);
  return [
    ...tableLines(HEAD, rows, { names: 1 }),
    "Intervals: of the correlation Fisher's, of the luck of training a bootstrap over children.",
  ].join('\n');
}
