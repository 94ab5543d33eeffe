import { fail, ok, type Result } from '../base/result.ts';
import {
  type Architecture,
  type Block,
  type Cell,
  type CellKind,
  COMBINERS,
  unusedStates,
} from './architecture.ts';
import { canonicalArchitecture } from './canonical.ts';
import { type FixedBlock, fixedBlock, operationsAt, type SearchSpace, WHOLE_SPACE } from './searchSpace.ts';

/**
 * Answers the architecture itself, or the first thing that puts it outside the space: the cell, the block (counted
 * from 0), the value and what is allowed. A cell may have fewer blocks than the space. Values need not be what their
 * types promise, so data from outside can be checked once its shape is known.
 */
export function validateArchitecture(
  architecture: Architecture,
  space: SearchSpace = WHOLE_SPACE,
): Result<Architecture, string> {
  const fault =
    cellFault('normal', architecture.normal, space) ?? cellFault('reduction', architecture.reduction, space);
  return fault === null ? ok(architecture) : fail(fault);
}

/** Whether a pair is in the space, as it is spelled or in its canonical spelling. */
export const isInSpace = (space: SearchSpace, architecture: Architecture): boolean =>
  [architecture, canonicalArchitecture(architecture)].some(
    (spelling) => validateArchitecture(spelling, space).ok,
  );

function cellFault(kind: CellKind, cell: Cell, space: SearchSpace): string | null {
  const name = `${kind} cell`;
  const { length } = cell.blocks;
  if (length < 1 || length > space.blocks) {
    return `${name}: ${length} blocks are out of range (a cell may have 1 to ${space.blocks})`;
  }
  for (const [index, block] of cell.blocks.entries()) {
    const fault =
      blockFault(block, index, operationsAt(space, kind, index)) ??
      fixedFault(block, fixedBlock(space, kind, index));
    if (fault !== null) return `${name}, block ${index}: ${fault}`;
  }
  const fault = outputFault(cell);
  return fault === null ? null : `${name}: ${fault}`;
}

function blockFault(block: Block, index: number, operations: readonly string[]): string | null {
  for (const input of block.inputs) {
    if (isStateUpTo(index + 1, input)) continue;
    const missing = input > index + 1 ? 'does not exist yet' : 'does not exist';
    return `input ${input} ${missing} (block ${index} may use inputs 0 to ${index + 1})`;
  }
  for (const operation of block.operations) {
    if (operations.includes(operation)) continue;
    return `operation ${quote(operation)} is not in the search space (a block may use ${operations.join(', ')})`;
  }
  if (!COMBINERS.includes(block.combiner)) {
    return `combiner ${quote(block.combiner)} does not exist (a block may use ${COMBINERS.join(' or ')})`;
  }
  return null;
}

/** What is fixed holds in its order, though another order of an `add` would be the same graph. */
function fixedFault(block: Block, fixed: FixedBlock): string | null {
  for (const part of ['inputs', 'operations', 'combiner'] as const) {
    const wanted = fixed[part];
    if (wanted === undefined || String(block[part]) === String(wanted)) continue;
    return `its ${part} must be ${shownPart(wanted)} in this search space`;
  }
  return null;
}

const shownPart = (part: string | readonly unknown[]): string =>
  typeof part === 'string' ? part : part.join(' and ');

function outputFault(cell: Cell): string | null {
  const { output } = cell;
  if (output === undefined) return null;
  const last = cell.blocks.length + 1;
  const missing = output.find((state) => !isStateUpTo(last, state));
  if (missing !== undefined) {
    return `output state ${missing} does not exist (the output may list states 0 to ${last})`;
  }
  const falls = output.findIndex((state, i) => i > 0 && state <= output[i - 1]!);
  if (falls > 0) {
    return `output state ${output[falls]} follows ${output[falls - 1]} (the output lists states in strictly rising order)`;
  }
  const lost = unusedStates(cell).find((state) => state >= 2 && !output.includes(state));
  if (lost !== undefined) {
    return `output leaves out state ${lost} (it must list every block's state that no block reads)`;
  }
  return null;
}

function isStateUpTo(last: number, state: number): boolean {
  return Number.isInteger(state) && state >= 0 && state <= last;
}

/** Text from outside, safe to print on one line. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
