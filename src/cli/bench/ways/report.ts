import { tableLines } from '../../text/table.ts';
import { type BenchChild, childWords } from '../steps.ts';
import type { WayRow } from './turns.ts';

export interface WaysTable {
  readonly adapter: string;
  /** Whether the adapter is a program on the processor: its times say nothing of graphics cards. */
  readonly software: boolean;
  /** Of each way. */
  readonly turns: number;
  readonly rows: readonly (BenchChild & WayRow)[];
}

export function waysLines({ adapter, software, turns, rows }: WaysTable): string[] {
  const head = [...['way', 'bits', 'ms/step', 'least', 'most', 'ratio', 'dispatches', 'MiB', 'compile ms']];
  const children = new Map<string, WayRow[]>();
  for (const row of rows) {
    const words = childWords(row);
    children.set(words, [...(children.get(words) ?? []), row]);
  }
  const told = [...children].flatMap(([child, of]) => [
    '',
    child,
    ...tableLines(head, of.map(cellsOf), { names: 1 }),
    ...of.flatMap(({ way, reason }) => (reason === undefined ? [] : [`${way} was refused: ${reason}`])),
    sentence(of),
  ]);
  return [
    adapter,
    ...told,
    '',
    `Faster (slower) is a way each of whose ${turns} turns took less (more) time than each of the default's beside it; of two that are equally fast either comes by chance ${chances(turns)}, and with many ways so much oftener for some of them.`,
    ...(software
      ? ['This adapter is a program on the processor: its times say nothing of graphics cards.']
      : []),
  ];
}

function cellsOf({ way, precision, turnsMs, stepMs, ratio, dispatches, bytes, compileMs }: WayRow): string[] {
  if (stepMs === null) return [way, String(precision), 'refused', '', '', '', '', '', ''];
  return [
    ...[way, String(precision), ...[stepMs, Math.min(...turnsMs), Math.max(...turnsMs)].map(milliseconds)],
    ratio?.toFixed(3) ?? '-',
    String(dispatches ?? 'not counted'),
    bytes === null ? '-' : (bytes / 2 ** 20).toFixed(1),
    compileMs?.toFixed(0) ?? '-',
  ];
}

const milliseconds = (ms: number): string => (ms < 100 ? ms.toFixed(2) : ms.toFixed(0));

/** "Faster than fine: half (0.71 of its time). Slower: merged (1.10). Not told apart: half, moments (0.98)." */
function sentence(rows: readonly WayRow[]): string {
  const usual = rows.find((row) => row.default);
  if (usual === undefined || usual.stepMs === null) return 'The default was refused, so nothing is compared.';
  const compared = rows.filter(({ ratio, default: isUsual }) => ratio !== null && !isUsual);
  const those = (against: WayRow['against']): string =>
    compared
      .filter((row) => row.against === against)
      .sort((a, b) => a.ratio! - b.ratio!)
      .map(({ way, ratio }) => `"${way}" (${ratio!.toFixed(2)})`)
      .join(', ');
  const [faster, slower, neither] = [those('faster'), those('slower'), those(null)];
  return [
    faster === ''
      ? `No way is faster than "${usual.way}".`
      : `Faster than "${usual.way}", with their ratio to its time: ${faster}.`,
    ...(slower === '' ? [] : [`Slower: ${slower}.`]),
    ...(neither === '' ? [] : [`Within the spread of turns: ${neither}.`]),
  ].join(' ');
}

/** In how many orders of both ways' turns one comes where all of the first way are before all of the second: 2n over n. */
export function chances(turns: number): string {
  let orders = 1;
  for (let i = 1; i <= turns; i++) orders = (orders * (turns + i)) / i;
  return orders < 1e6
    ? `once in ${orders.toLocaleString('en-US')} times`
    : 'less than once in a million times';
}
