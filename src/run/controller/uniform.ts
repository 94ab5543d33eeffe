import type { Architecture } from '../../space/architecture.ts';
import { choiceAt } from '../../space/differences.ts';
import { OPERATION_IDS, type OperationId, PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import type { Decision } from '../../strategies/strategy.ts';

/**
 * The decisions of an architecture as if each had been drawn evenly, which is how random search draws and how a controller nearly
 * does before its first update. Null where the space does not have it.
 */
export function evenDecisions(architecture: Architecture, space: SearchSpace): readonly Decision[] | null {
  const decisions: Decision[] = [];
  for (const { choices, ...place } of openDecisions(space)) {
    const choice = choiceAt(architecture, place, space.operations);
    if (choice < 0 || choice >= choices) return null;
    decisions.push({ ...place, probabilities: Array.from({ length: choices }, () => 1 / choices), choice });
  }
  return decisions;
}

export interface EvenDecisions {
  readonly decisions: readonly Decision[];
  /** What each decision on an operation chooses from. */
  readonly operations: readonly OperationId[];
}

/** The same in the paper's space of each cell's own blocks, or in the whole one where an operation lies beyond the paper's: any pair of cells has them. */
export function evenDecisionsOfPair(architecture: Architecture): EvenDecisions {
  const { normal, reduction } = architecture;
  const used = [normal, reduction].flatMap(({ blocks }) => blocks.flatMap((block) => block.operations));
  const isOfPaper = used.every((operation) => PAPER_OPERATION_IDS.includes(operation));
  const operations = isOfPaper ? PAPER_OPERATION_IDS : OPERATION_IDS;
  const decisions = (['normal', 'reduction'] as const).flatMap((cell) => {
    const space = { blocks: architecture[cell].blocks.length, operations };
    const alone = { normal: architecture[cell], reduction: architecture[cell] };
    return (evenDecisions(alone, space) ?? []).filter((one) => one.cell === cell);
  });
  return { decisions, operations };
}
