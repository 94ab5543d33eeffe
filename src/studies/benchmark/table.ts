import { fail, ok, type Result } from '../../base/result.ts';
import { type Settings, validateSettings } from '../../settings/settings.ts';
import type { Architecture, Block } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { architectureOf, spellings } from '../../space/choices.ts';
import { isOperationId } from '../../space/operations/index.ts';
import {
  architectureCount,
  type FixedBlock,
  openDecisions,
  type SearchSpace,
} from '../../space/searchSpace.ts';
import { validateArchitecture } from '../../space/validity.ts';

/** A closed space whose every graph was really trained: searches in it take no training, and can be repeated at will. */
export interface BenchmarkTable {
  readonly space: SearchSpace;
  /** What every child was trained with; how children are chosen does not matter here. */
  readonly settings: Settings;
  readonly engine: string;
  readonly adapter: string;
  /** One a graph, in the order of `distinctGraphs`. */
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** One an open decision of the space. */
  readonly choices: readonly number[];
  readonly trainable: number;
  /** Of one image. */
  readonly multiplyAdds: number;
  /** Held-out accuracy of each training, 0 to 1; null where it failed. Trainings differ in their seed alone. */
  readonly accuracies: readonly (number | null)[];
  /** Of each training, evaluation included. */
  readonly seconds: readonly number[];
}

/** More spellings than anyone would train. */
const MOST_SPELLINGS = 100_000n;

/** One architecture for each graph of the space: its first spelling. Throws a RangeError on a space that is no table. */
export function distinctGraphs(space: SearchSpace): Architecture[] {
  const count = architectureCount(space);
  if (count > MOST_SPELLINGS) throw new RangeError(`A space of ${count} architectures cannot be tabulated.`);
  const graphs = new Map<string, Architecture>();
  for (const architecture of spellings(space)) {
    const key = canonicalKey(architecture);
    if (!graphs.has(key)) graphs.set(key, architecture);
  }
  return [...graphs.values()];
}

/** Mean over a row's trainings; null where one of them failed. */
export function meanAccuracy({ accuracies }: TableRow): number | null {
  let sum = 0;
  for (const accuracy of accuracies) {
    if (accuracy === null) return null;
    sum += accuracy;
  }
  return sum / accuracies.length;
}

/** One row a line, so that the file stays small and can be compared. */
export function encodeTable({ rows, ...facts }: BenchmarkTable): string {
  const lines = rows.map(({ choices, trainable, multiplyAdds, accuracies, seconds }) =>
    JSON.stringify([choices, trainable, multiplyAdds, accuracies, seconds]),
  );
  const head = Object.entries({ version: 1, ...facts }).map(
    ([name, value]) => `"${name}": ${JSON.stringify(value)}`,
  );
  return `{\n${head.join(',\n')},\n"rows": [\n${lines.join(',\n')}\n]\n}\n`;
}

/** Reads a table from parsed JSON of any origin; the failure is a sentence that says which part is wrong. */
export function decodeTable(written: unknown): Result<BenchmarkTable, string> {
  if (!isRecord(written)) return fail('The table must be an object.');
  const { version, engine, adapter } = written;
  if (version !== 1)
    return fail(`The table has version ${JSON.stringify(version)}; this program reads version 1.`);
  if (typeof engine !== 'string' || typeof adapter !== 'string') {
    return fail('The table does not say which engine and adapter its children were trained on.');
  }
  const space = readSpace(written.space);
  if (space === null) return fail("The table's space is damaged.");
  const settings = validateSettings(written.settings);
  if (!settings.ok) return fail(`The table's settings are damaged: ${settings.error[0]?.message}`);
  const graphs = distinctGraphs(space);
  const { rows } = written;
  if (!Array.isArray(rows) || rows.length !== graphs.length) {
    const count = Array.isArray(rows) ? rows.length : 0;
    return fail(`The table has ${count} rows, but its space ${graphs.length} graphs.`);
  }
  const read = rows.map((row: unknown) => readRow(row, space));
  const bad = read.findIndex(
    (row, index) =>
      row === null || canonicalKey(architectureOf(space, row.choices)) !== canonicalKey(graphs[index]!),
  );
  if (bad >= 0) return fail(`Row ${bad + 1} of the table is damaged.`);
  return ok({ space, settings: settings.value, engine, adapter, rows: read as TableRow[] });
}

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function readRow(row: unknown, space: SearchSpace): TableRow | null {
  if (!Array.isArray(row) || row.length !== 5) return null;
  const [choices, trainable, multiplyAdds, accuracies, seconds] = row as unknown[];
  const open = openDecisions(space);
  if (!Array.isArray(choices) || choices.length !== open.length) return null;
  if (!choices.every((choice, index) => isCount(choice) && choice < open[index]!.choices)) return null;
  if (!isCount(trainable) || !isCount(multiplyAdds)) return null;
  if (!Array.isArray(accuracies) || !Array.isArray(seconds)) return null;
  if (accuracies.length < 1 || seconds.length !== accuracies.length) return null;
  const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
  if (!accuracies.every((value) => value === null || isShare(value))) return null;
  if (!seconds.every((value) => typeof value === 'number' && value >= 0)) return null;
  return { choices, trainable, multiplyAdds, accuracies, seconds };
}

/** The space as the file has it, if all of it is one that can be tabulated. */
function readSpace(written: unknown): SearchSpace | null {
  if (!isRecord(written)) return null;
  const { blocks, operations, fixed } = written;
  if (!isCount(blocks) || blocks < 1 || blocks > 7 || !Array.isArray(operations)) return null;
  if (!operations.every((id) => typeof id === 'string' && isOperationId(id))) return null;
  if (operations.length < 1 || new Set(operations).size !== operations.length) return null;
  const cells = fixed === undefined ? {} : fixed;
  if (!isRecord(cells)) return null;
  for (const blocksOfCell of Object.values(cells)) {
    if (!Array.isArray(blocksOfCell) || !blocksOfCell.every(isFixedBlock)) return null;
  }
  const space = { blocks, operations, ...(fixed === undefined ? {} : { fixed: cells }) } as SearchSpace;
  if (architectureCount(space) > MOST_SPELLINGS) return null;
  // What is fixed must itself be an architecture; any spelling shows it.
  const [first] = spellings(space);
  return first !== undefined && validateArchitecture(first, space).ok && hasKnownOperations(first)
    ? space
    : null;
}

function isFixedBlock(value: unknown): value is FixedBlock {
  if (!isRecord(value)) return false;
  const { inputs, operations, combiner } = value;
  const isPair = (pair: unknown, type: string): boolean =>
    pair === undefined ||
    (Array.isArray(pair) && pair.length === 2 && pair.every((item) => typeof item === type));
  return (
    isPair(inputs, 'number') &&
    isPair(operations, 'string') &&
    (combiner === undefined || typeof combiner === 'string')
  );
}

function hasKnownOperations({ normal, reduction }: Architecture): boolean {
  const known = ({ operations }: Block): boolean => operations.every(isOperationId);
  return [normal, reduction].every(({ blocks }) => blocks.every(known));
}
