import {
  anything,
  type Field,
  list,
  mapped,
  nullable,
  number,
  object,
  readWith,
  record,
  text,
  tuple,
  whole,
} from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { describeProblem, type Settings, validateSettings } from '../../settings/settings.ts';
import { canonicalKey } from '../../space/canonical.ts';
import { architectureOf } from '../../space/choices.ts';
import { openDecisions, type SearchSpace } from '../../space/searchSpace.ts';
import { distinctGraphs, spaceField } from '../tabulated/closedSpace.ts';

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

const others = { others: 'ignored' } as const;

/** Reads a table from parsed JSON of any origin; the failure is a sentence that says which part is wrong. */
export function decodeTable(written: unknown): Result<BenchmarkTable, string> {
  const given = readWith(record(anything()), written);
  if (!given.ok) return fail('The table must be an object.');
  const { version, rows } = given.value;
  if (version !== 1)
    return fail(`The table has version ${JSON.stringify(version)}; this program reads version 1.`);
  const origin = readWith(object({ engine: text(), adapter: text() }, [], others), written);
  if (!origin.ok)
    return fail('The table does not say which engine and adapter its children were trained on.');
  const read = readWith(spaceField, given.value.space);
  if (!read.ok) return fail("The table's space is damaged.");
  const space = read.value;
  const settings = validateSettings(given.value.settings);
  if (!settings.ok) return fail(`The table's settings are damaged: ${describeProblem(settings.error[0]!)}`);
  const graphs = distinctGraphs(space);
  const listed = readWith(list(anything()), rows);
  const count = listed.ok ? listed.value.length : 0;
  if (!listed.ok || count !== graphs.length) {
    return fail(`The table has ${count} rows, but its space ${graphs.length} graphs.`);
  }
  const field = rowField(space);
  const found: TableRow[] = [];
  for (const [index, one] of listed.value.entries()) {
    const row = readWith(field, one);
    if (!row.ok || canonicalKey(architectureOf(space, row.value.choices)) !== canonicalKey(graphs[index]!)) {
      return fail(`Row ${index + 1} of the table is damaged.`);
    }
    found.push(row.value);
  }
  return ok({ space, settings: settings.value, ...origin.value, rows: found });
}

function rowField(space: SearchSpace): Field<TableRow> {
  const choices = tuple(openDecisions(space).map((open) => whole({ max: open.choices - 1 })));
  const accuracies = list(nullable(number({ min: 0, max: 1 })), { min: 1 });
  const row = tuple([choices, whole(), whole(), accuracies, list(number({ min: 0 }))]);
  return mapped(row, ([choices, trainable, multiplyAdds, accuracies, seconds]) =>
    seconds.length === accuracies.length
      ? ok({ choices, trainable, multiplyAdds, accuracies, seconds })
      : fail('of as many seconds as accuracies'),
  );
}
