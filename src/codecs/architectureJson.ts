import {
  type Field,
  list,
  mapped,
  number,
  object,
  parseJson,
  readWith,
  text,
  tuple,
  worded,
} from '../base/fields.ts';
import { fail, ok, type Result } from '../base/result.ts';
import {
  type Architecture,
  type Block,
  type Cell,
  type Combiner,
  type StateIndex,
  withOutputs,
} from '../space/architecture.ts';
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

/** The JSON as text, a block a line, the outputs always written, ending in a line break. */
export function formatArchitecture(architecture: Architecture): string {
  const { normal, reduction } = toArchitectureJson(withOutputs(architecture));
  return `{\n  "normal": ${formatCell(normal)},\n  "reduction": ${formatCell(reduction)}\n}\n`;
}

/** Fails with a clause that names the field, its value and what is allowed there. Never throws. */
export function parseArchitectureJson(written: string): Result<Architecture, string> {
  const json = parseJson(written);
  return json.ok ? fromArchitectureJson(json.value) : fail(`not JSON: ${json.error}`);
}

/** As `parseArchitectureJson`, of parsed JSON. */
export function fromArchitectureJson(json: unknown): Result<Architecture, string> {
  const architecture = readWith(pair, json, 'the architecture');
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

/** Shapes and types alone; the values are left to validateArchitecture. */
const state = (): Field<StateIndex> => number();
const word = <Word extends string>(): Field<Word> => worded(text(), 'a string') as Field<Word>;

const BLOCK_NAMES = [
  'first input',
  'second input',
  'operation on the first',
  'operation on the second',
  'combiner',
] as const;

const block: Field<Block> = worded(
  mapped(
    tuple([state(), state(), word<OperationId>(), word<OperationId>(), word<Combiner>()], BLOCK_NAMES),
    ([first, second, onFirst, onSecond, combiner]) =>
      ok({ inputs: [first, second], operations: [onFirst, onSecond], combiner }),
  ),
  `a list of five: ${BLOCK_NAMES.join(', ')}`,
);

// A field that is not known is an error: a misspelt "output" would otherwise mean another network.
const cell: Field<Cell> = object<Cell>(
  { blocks: worded(list(block), 'a list of blocks'), output: worded(list(state()), 'a list of states') },
  ['output'],
  { listed: true },
);

const pair: Field<Architecture> = object<Architecture>({ normal: cell, reduction: cell }, [], {
  listed: true,
});
