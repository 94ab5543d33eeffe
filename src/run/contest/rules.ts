import type { Contest } from '../../codecs/contest/contest.ts';
import { childCounts } from '../../settings/childGraph.ts';
import type { Architecture, CellDraft, DraftPair } from '../../space/architecture.ts';
import { wholeOf } from '../../space/edit/draft.ts';
import type { OperationId } from '../../space/operations/index.ts';
import { isTabulated } from '../made.ts';

/** What a pair may be made of, and what it stays under. */
export type Rules = Pick<Contest, 'settings' | 'limits'>;

/** Why a contest does not take a pair. */
export type Over =
  | { readonly kind: 'parameters' | 'multiplyAdds'; readonly is: number; readonly limit: number }
  | { readonly kind: 'blocks'; readonly is: number; readonly limit: number }
  | { readonly kind: 'operations'; readonly operations: readonly OperationId[] }
  /** Its table has no such pair. */
  | { readonly kind: 'table' };

/** Null where a contest takes it; an unfinished pair counts as if all that is missing were the cheapest. */
export function overIn(rules: Rules, draft: DraftPair): Over | null {
  const { settings, limits } = rules;
  const cells = [draft.normal, draft.reduction];
  const is = Math.max(...cells.map(({ blocks }) => blocks.length));
  const whole = wholeOf(draft);
  if (settings.rewards === 'table')
    return is > settings.blocks || (whole !== null && !isTabulated(whole)) ? { kind: 'table' } : null;
  if (is > settings.blocks) return { kind: 'blocks', is, limit: settings.blocks };
  const outside = outsideOf(cells, settings.operations);
  if (outside.length > 0) return { kind: 'operations', operations: outside };
  const costs = Object.keys(limits).length === 0 ? null : leastCosts(rules, draft);
  if (costs === null) return null;
  for (const kind of ['parameters', 'multiplyAdds'] as const) {
    const limit = limits[kind];
    if (limit !== undefined && costs[kind] >= limit) return { kind, is: costs[kind], limit };
  }
  return null;
}

/** Of a pair, as if all that is missing were the cheapest; null while a cell is empty. */
export function leastCosts(rules: Pick<Rules, 'settings'>, draft: DraftPair): Costs | null {
  const least = wholeOf(draft) ?? leastOf(draft);
  return least === null ? null : costsIn(rules, least);
}

export interface Costs {
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** As the contest's own network counts them. */
export function costsIn({ settings }: Pick<Rules, 'settings'>, architecture: Architecture): Costs {
  const { trainable, multiplyAdds } = childCounts(architecture, settings);
  return { parameters: trainable, multiplyAdds };
}

/** Whether a pair that is not taken is no further away than another one that was not: what leads back is let through. */
export function isNoWorse(over: Over, was: Over | null): boolean {
  if (was === null || was.kind !== over.kind) return false;
  switch (over.kind) {
    case 'operations':
      return over.operations.length <= (was as typeof over).operations.length;
    case 'table':
      return false;
    default:
      return over.is <= (was as typeof over).is;
  }
}

function outsideOf(cells: readonly CellDraft[], inside: readonly OperationId[]): OperationId[] {
  const used = cells.flatMap(({ blocks }) => blocks.flatMap(({ operations }) => operations));
  return [...new Set(used)].filter((one): one is OperationId => one !== null && !inside.includes(one));
}

/** Null while a cell is empty. */
function leastOf({ normal, reduction }: DraftPair): Architecture | null {
  return wholeOf({ normal: filled(normal), reduction: filled(reduction) });
}

const filled = ({ blocks, ...rest }: CellDraft): CellDraft => ({
  ...rest,
  blocks: blocks.map(({ inputs, operations, combiner }) => ({
    inputs: [inputs[0] ?? 0, inputs[1] ?? 0],
    operations: [operations[0] ?? 'identity', operations[1] ?? 'identity'],
    combiner,
  })),
});
