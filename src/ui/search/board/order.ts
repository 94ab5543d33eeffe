import { isSynthetic } from '../../../data/infos.ts';
import { isMade } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import type { Pinned } from '../../../storage/memory.ts';
import { madeTexts } from '../../texts/child/made.ts';
import { boardTexts } from '../../texts/search/board.ts';
import type { PlacedRow } from './groups/standing.ts';

export const ORDERS = ['accuracy', 'trial', 'parameters', 'multiplyAdds'] as const;

export type Order = (typeof ORDERS)[number];

/** Rows in the order asked for; cheaper is first where cost is asked for, and those that came before where costs are equal. */
export function ordered(rows: readonly PlacedRow[], order: Order): PlacedRow[] {
  const sorted = [...rows];
  switch (order) {
    case 'accuracy':
      return sorted;
    case 'trial':
      return sorted.sort((a, b) => placeOf(a) - placeOf(b));
    case 'parameters':
      return sorted.sort((a, b) => a.trial.trainable - b.trial.trainable);
    case 'multiplyAdds':
      return sorted.sort((a, b) => a.trial.multiplyAdds - b.trial.multiplyAdds);
    default:
      return order satisfies never;
  }
}

/** Children by hand come after all trials, by their numbers. */
const placeOf = ({ trial: { number } }: PlacedRow): number =>
  isMade(number) ? Number.MAX_SAFE_INTEGER / 2 - number : number;

/** "Trial 13, seed 7": what a pinned trial is called from now on; a number more where another pair is called so. */
export function pinTitle(
  { number }: Pick<Trial, 'number'>,
  settings: Settings,
  pinned: readonly Pinned[],
  by = '',
): string {
  const title = isMade(number)
    ? madeTexts.pinTitle(number, by, settings.seed)
    : boardTexts.pinTitle(number, settings.seed, isSynthetic(settings.dataset));
  const taken = new Set(pinned.map((item) => item.title));
  let count = 2;
  let free = title;
  while (taken.has(free)) free = boardTexts.again(title, count++);
  return free;
}

/** The pin of exactly this pair, if there is one. */
export function pinOf(
  architecture: Architecture,
  accuracy: number | null,
  pinned: readonly Pinned[],
): Pinned | null {
  return (
    pinned.find((item) => item.accuracy === accuracy && samePair(item.architecture, architecture)) ?? null
  );
}

function samePair(a: Architecture, b: Architecture): boolean {
  return a === b || JSON.stringify([a.normal, a.reduction]) === JSON.stringify([b.normal, b.reduction]);
}
