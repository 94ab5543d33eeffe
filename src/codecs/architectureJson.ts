import { messageOf } from '../base/errors.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { Architecture, Block, Cell, Combiner, StateIndex } from '../space/architecture.ts';
import type { OperationId } from '../space/operations/index.ts';
import { validateArchitecture } from '../space/validity.ts';

/** An architecture as files hold it: {"normal": {"blocks": [[0, 1, "conv_3x3", "identity", "add"], …]}, "reduction": …}. */
export interface ArchitectureJson {
  readonly normal: CellJson;
  readonly reduction: CellJson;
}

export interface CellJson {
  readonly blocks: readonly BlockJson[];
  readonly output?: readonly StateIndex[];
}

export type BlockJson = readonly [
  firstInput: StateIndex,
  secondInput: StateIndex,
  onFirst: OperationId,
  onSecond: OperationId,
  combiner: Combiner,
];

export function toArchitectureJson({ normal, reduction }: Architecture): ArchitectureJson {
  return { normal: toCellJson(normal), reduction: toCellJson(reduction) };
}

/** The JSON as text, a block a line, ending in a line break. */
export function formatArchitecture(architecture: Architecture): string {
  const { normal, reduction } = toArchitectureJson(architecture);
  return `{\n  "normal": ${formatCell(normal)},\n  "reduction": ${formatCell(reduction)}\n}\n`;
}

/** Fails with a clause that names the field, its value and what is allowed there. Never throws. */
export function parseArchitectureJson(text: string): Result<Architecture, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    return fail(`not JSON: ${messageOf(thrown)}`);
  }
  return fromArchitectureJson(json);
}

/** As `parseArchitectureJson`, of parsed JSON. */
export function fromArchitectureJson(json: unknown): Result<Architecture, string> {
  const architecture = readArchitecture(json);
  return architecture.ok ? validateArchitecture(architecture.value) : architecture;
}

function toCellJson({ blocks, output }: Cell): CellJson {
  const rows = blocks.map(
    ({ inputs, operations, combiner }): BlockJson => [...inputs, ...operations, combiner],
  );
  return output === undefined ? { blocks: rows } : { blocks: rows, output };
}

function formatCell({ blocks, output }: CellJson): string {
  const row = (values: readonly unknown[]): string =>
    `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
  const rows = blocks.map((block) => `      ${row(block)}`).join(',\n');
  const ending = output === undefined ? '' : `,\n    "output": ${row(output)}`;
  return `{\n    "blocks": [\n${rows}\n    ]${ending}\n  }`;
}

/** Checks shapes and types; the values are left to validateArchitecture. */
function readArchitecture(json: unknown): Result<Architecture, string> {
  const fields = readFields(json, 'the architecture', ['normal', 'reduction']);
  if (!fields.ok) return fields;
  const normal = readCell(fields.value.normal, 'normal');
  if (!normal.ok) return normal;
  const reduction = readCell(fields.value.reduction, 'reduction');
  if (!reduction.ok) return reduction;
  return ok({ normal: normal.value, reduction: reduction.value });
}

function readCell(json: unknown, path: string): Result<Cell, string> {
  const fields = readFields(json, path, ['blocks', 'output']);
  if (!fields.ok) return fields;
  const { blocks: rows, output } = fields.value;
  if (!Array.isArray(rows)) return fail(`${path}.blocks is ${kindOf(rows)} (it must be a list of blocks)`);
  const blocks: Block[] = [];
  for (const [index, row] of rows.entries()) {
    const block = readBlock(row, `${path}.blocks[${index}]`);
    if (!block.ok) return block;
    blocks.push(block.value);
  }
  if (output === undefined) return ok({ blocks });
  if (!Array.isArray(output))
    return fail(`${path}.output is ${kindOf(output)} (it must be a list of states)`);
  const wrong = output.findIndex((state) => typeof state !== 'number');
  if (wrong >= 0) return fail(`${path}.output[${wrong}] is ${kindOf(output[wrong])} (it must be a number)`);
  return ok({ blocks, output: output as StateIndex[] });
}

const BLOCK_FIELDS = [
  { name: 'first input', type: 'number' },
  { name: 'second input', type: 'number' },
  { name: 'operation on the first', type: 'string' },
  { name: 'operation on the second', type: 'string' },
  { name: 'combiner', type: 'string' },
] as const;

function readBlock(row: unknown, path: string): Result<Block, string> {
  if (!Array.isArray(row) || row.length !== BLOCK_FIELDS.length) {
    const names = BLOCK_FIELDS.map(({ name }) => name).join(', ');
    return fail(`${path} is ${kindOf(row)} (it must be a list of five: ${names})`);
  }
  for (const [index, { name, type }] of BLOCK_FIELDS.entries()) {
    if (typeof row[index] === type) continue;
    return fail(`${path}[${index}], the ${name}, is ${kindOf(row[index])} (it must be a ${type})`);
  }
  const [first, second, onFirst, onSecond, combiner] = row as unknown as BlockJson;
  return ok({ inputs: [first, second], operations: [onFirst, onSecond], combiner });
}

/** A field that is not known is an error: a misspelt "output" would otherwise mean another network. */
function readFields(
  json: unknown,
  path: string,
  known: readonly string[],
): Result<Readonly<Record<string, unknown>>, string> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return fail(`${path} is ${kindOf(json)} (it must be an object with ${known.join(' and ')})`);
  }
  const unknown = Object.keys(json).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    return fail(`${path} has the unknown field ${excerpt(unknown)} (it may have ${known.join(' and ')})`);
  }
  return ok(json as Readonly<Record<string, unknown>>);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  return excerpt(value);
}

function excerpt(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
