import { anything, readWith, record } from '../../base/fields.ts';
import { fail, type Result } from '../../base/result.ts';
import { decodeClosedTable } from '../tabulated/table.ts';
import { closedTabulation } from '../tabulated/tabulation.ts';
import type { Tabulation } from './tabulation.ts';

/** Reads a table from parsed JSON of any origin; the failure is a sentence that says which part is wrong. */
export function readTabulation(written: unknown): Result<Tabulation, string> {
  const given = readWith(record(anything()), written);
  if (given.ok && given.value.version === 1)
    return fail(
      'The table has version 1, of the small space of 375 graphs that was searched before: strategies are no longer compared on it.',
    );
  const table = decodeClosedTable(written);
  return table.ok ? closedTabulation(table.value) : table;
}
