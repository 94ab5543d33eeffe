import type { Architecture, Block, Cell, Combiner } from '../../space/architecture.ts';
import type { OperationId } from '../../space/operations/index.ts';

/** A cell as NASNET.md's JSON writes it, its types not narrowed. */
interface CellRows {
  readonly blocks: readonly (readonly (number | string)[])[];
  readonly output?: readonly number[];
}

/** Rows that are known to be valid, as an Architecture. */
export function architectureOf(rows: {
  readonly normal: CellRows;
  readonly reduction: CellRows;
}): Architecture {
  return { normal: cellOf(rows.normal), reduction: cellOf(rows.reduction) };
}

export function cellOf({ blocks, output }: CellRows): Cell {
  const made = blocks.map(([first, second, onFirst, onSecond, combiner]): Block => {
    return {
      inputs: [first as number, second as number],
      operations: [onFirst as OperationId, onSecond as OperationId],
      combiner: combiner as Combiner,
    };
  });
  return output === undefined ? { blocks: made } : { blocks: made, output };
}
