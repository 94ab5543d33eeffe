import type { Settings } from '../../../settings/settings.ts';
import type { CellKind } from '../../../space/architecture.ts';
import type { Decision } from '../../../strategies/strategy.ts';
import { cellsTexts } from '../../texts/child/cells.ts';

/** "3 in the network, F = 8, 16, 32": where a cell stands in the network of these settings. */
export function cellCaption(kind: CellKind, { cellsPerStage, filters }: Settings): string {
  if (kind === 'normal') return cellsTexts.place(3 * cellsPerStage, [filters, 2 * filters, 4 * filters]);
  return cellsTexts.place(2, [2 * filters, 4 * filters]);
}

/** What the controller gave each operation that it chose, block by block; null where it has no say. */
export function chosenProbabilities(
  decisions: readonly Decision[] | null,
  kind: CellKind,
): (readonly [number, number])[] | null {
  const operations = decisions?.filter(({ cell, kind: what }) => cell === kind && what === 'operation') ?? [];
  if (operations.length === 0) return null;
  const blocks: [number, number][] = [];
  for (const { block, slot, probabilities, choice } of operations) {
    blocks[block] ??= [0, 0];
    blocks[block][slot] = probabilities[choice] ?? 0;
  }
  return blocks;
}
