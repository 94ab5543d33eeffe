import type { NetworkPart } from '../../network/parts.ts';

/** A row of the drawn network: a part, or the cells within a stage that are alike. */
export interface NetworkRow extends NetworkPart {
  /** Cells that it stands for: their figures are those of each of them. 1 but where a stage is folded. */
  readonly alike: number;
}

/** Above so many normal cells in a stage it is folded, whatever room there is. */
const MOST_CELLS = 6;

/**
 * The rows from the image on. Stages are folded where they are long or where there would be more than `most` rows: the first
 * two cells, those alike between them and the last, the last. The first two read states of other shapes; all after them are
 * built alike.
 */
export function networkRows(parts: readonly NetworkPart[], most: number): NetworkRow[] {
  const stages = stagesOf(parts);
  const isLong = stages.some((stage) => stage.length > MOST_CELLS && stage[0]?.kind === 'normal');
  const folds = isLong || parts.length > most;
  return stages.flatMap((stage) => (folds ? folded(stage) : stage.map(alone)));
}

/** Parts in a row of one kind. */
function stagesOf(parts: readonly NetworkPart[]): NetworkPart[][] {
  const stages: NetworkPart[][] = [];
  for (const part of parts) {
    const stage = stages.at(-1);
    if (part.kind === 'normal' && stage?.[0]?.kind === 'normal') stage.push(part);
    else stages.push([part]);
  }
  return stages;
}

/** Folding fewer than two saves nothing. */
function folded(stage: readonly NetworkPart[]): NetworkRow[] {
  const alike = stage.length - 3;
  if (alike < 2) return stage.map(alone);
  const [first, second, third] = stage as [NetworkPart, NetworkPart, NetworkPart];
  return [alone(first), alone(second), { ...third, alike }, alone(stage.at(-1)!)];
}

const alone = (part: NetworkPart): NetworkRow => ({ ...part, alike: 1 });
