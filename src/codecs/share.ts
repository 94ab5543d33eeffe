import { fail, type Result } from '../base/result.ts';
import { type Architecture, type Block, type Cell, COMBINERS } from '../space/architecture.ts';
import { OPERATION_IDS, type OperationId } from '../space/operations/index.ts';
import { validateArchitecture } from '../space/validity.ts';
import { seal, unseal } from './envelope.ts';
import { readFragment } from './fragment.ts';
import { type Digit, digitReader, packDigits } from './mixedRadix.ts';
import type { ShareError, ShareFlaw } from './shareError.ts';

/**
 * Share codes: an architecture in the fragment of a link, `#c=<code>`. A code keeps the spelling that it was given
 * (operand order, an output left out or written out), and every architecture has one code: what decodes encodes to
 * the very same text. Five blocks a cell take 29 characters.
 *
 * Payload of version 1, as digits: an index into OPERATION_RADICES; then for each cell its blocks - 1; for each block
 * its inputs, operations and combiner; its output, 0 where left out, else 1 + the sum of 2^state.
 */

const VERSION = 1;
const BLOCK_COUNTS = 7;
/** Room for operations to come: a code uses the smallest radix that holds its own, so appending one changes no code. */
const OPERATION_RADICES = [13, 16, 32, 64] as const;
/** Well above what two cells can fill; longer payloads would only make the arithmetic slow. */
const MOST_SEXTETS = 64;

/** Throws a RangeError on an architecture that is not valid. */
export function encodeArchitecture(architecture: Architecture): string {
  const valid = validateArchitecture(architecture);
  if (!valid.ok) throw new RangeError(`no share code for an architecture outside the space: ${valid.error}`);
  const cells = [architecture.normal, architecture.reduction];
  const used = cells.flatMap(({ blocks }) => blocks.flatMap(({ operations }) => operations));
  const highest = Math.max(...used.map((operation) => OPERATION_IDS.indexOf(operation)));
  const choice = OPERATION_RADICES.findIndex((radix) => highest < radix);
  const digits = cells.flatMap((cell) => cellDigits(cell, OPERATION_RADICES[choice]!));
  const payload = packDigits([{ value: choice, radix: OPERATION_RADICES.length }, ...digits]);
  return seal({ version: VERSION, payload });
}

/** Any text at all answers a valid architecture or an error, in time proportional to its length. */
export function decodeArchitecture(code: string): Result<Architecture, ShareError> {
  const envelope = unseal(code);
  if (!envelope.ok) return fail(damaged(envelope.error));
  const { version, payload } = envelope.value;
  if (version > VERSION) return fail(newer(version));
  if (payload.length > MOST_SEXTETS) return fail({ kind: 'outside', flaw: 'too-long' });

  const take = digitReader(payload);
  const operationRadix = OPERATION_RADICES[take(OPERATION_RADICES.length)]!;
  const normal = readCell(take, operationRadix);
  const reduction = readCell(take, operationRadix);
  if (normal === null || reduction === null) return fail(newer(null));

  const architecture = validateArchitecture({ normal, reduction });
  if (!architecture.ok) return fail({ kind: 'outside', flaw: 'invalid', rule: architecture.error });
  if (encodeArchitecture(architecture.value) !== code) return fail({ kind: 'outside', flaw: 'misspelled' });
  return architecture;
}

/** The page's address with the architecture in its fragment; a fragment that is there already is replaced. */
export function shareLink(pageUrl: string, architecture: Architecture): string {
  const [page] = pageUrl.split('#', 1);
  return `${page}#c=${encodeArchitecture(architecture)}`;
}

/**
 * Reads a whole link, a fragment (`#c=…`) or a bare code. What programs that pass links on do to them is undone: none of
 * the signs that they add is part of a code.
 */
export function parseShareFragment(text: string): Result<Architecture, ShareError> {
  const { key, value } = readFragment(text);
  if (key !== null && key !== 'c') return fail(damaged('no-cells'));
  return decodeArchitecture(value);
}

function cellDigits(cell: Cell, operationRadix: number): Digit[] {
  const states = cell.blocks.length + 2;
  const mask = cell.output?.reduce((sum, state) => sum + 2 ** state, 0);
  return [
    { value: cell.blocks.length - 1, radix: BLOCK_COUNTS },
    ...cell.blocks.flatMap((block, index) => blockDigits(block, index, operationRadix)),
    { value: mask === undefined ? 0 : mask + 1, radix: 2 ** states + 1 },
  ];
}

function blockDigits(
  { inputs, operations, combiner }: Block,
  index: number,
  operationRadix: number,
): Digit[] {
  return [
    ...inputs.map((value) => ({ value, radix: index + 2 })),
    ...operations.map((id) => ({ value: OPERATION_IDS.indexOf(id), radix: operationRadix })),
    { value: COMBINERS.indexOf(combiner), radix: COMBINERS.length },
  ];
}

/** Null where a block names an operation that does not exist here. */
function readCell(take: (radix: number) => number, operationRadix: number): Cell | null {
  const blocks: Block[] = [];
  const blockCount = take(BLOCK_COUNTS) + 1;
  for (let index = 0; index < blockCount; index++) {
    const inputs = [take(index + 2), take(index + 2)] as const;
    const operations = [OPERATION_IDS[take(operationRadix)], OPERATION_IDS[take(operationRadix)]] as const;
    const combiner = COMBINERS[take(COMBINERS.length)]!;
    if (!areKnown(operations)) return null;
    blocks.push({ inputs, operations, combiner });
  }
  const states = blockCount + 2;
  const mask = take(2 ** states + 1) - 1;
  if (mask < 0) return { blocks };
  return {
    blocks,
    output: Array.from({ length: states }, (_, state) => state).filter((s) => mask & (2 ** s)),
  };
}

function areKnown(
  operations: readonly [OperationId | undefined, OperationId | undefined],
): operations is readonly [OperationId, OperationId] {
  return operations.every((operation) => operation !== undefined);
}

const damaged = (flaw: ShareFlaw): ShareError => ({ kind: 'damaged', flaw });

/** `format`: null where it is an operation that is not known here. */
const newer = (format: number | null): ShareError => ({ kind: 'newer', format, known: VERSION });
