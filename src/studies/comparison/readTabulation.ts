import { anything, readWith, record } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { decodeTable } from '../benchmark/table.ts';
import { benchmarkTabulation } from '../benchmark/tabulation.ts';
import { decodeClosedTable } from '../tabulated/table.ts';
import { closedTabulation } from '../tabulated/tabulation.ts';
import type { Tabulation } from './tabulation.ts';

/** Reads either table from parsed JSON of any origin; the failure is a sentence that says which part is wrong. */
export function readTabulation(written: unknown): Result<Tabulation, string> {
  const given = readWith(record(anything()), written);
  if (!given.ok) return fail('The table must be an object.');
  switch (given.value.version) {
    case 1: {
      const table = decodeTable(written);
      return table.ok ? ok(benchmarkTabulation(table.value)) : table;
    }
    case 2: {
      const table = decodeClosedTable(written);
      return table.ok ? closedTabulation(table.value) : table;
    }
    default:
      return fail(
        `The table has version ${JSON.stringify(given.value.version)}; this program reads versions 1 and 2.`,
      );
  }
}
