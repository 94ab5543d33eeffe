import { toBase64 } from '../../base/bytes/bits.ts';
import { DataError, InputError, messageOf } from '../../base/errors.ts';
import { createArrayPolicy } from '../../controller/arrays/policy.ts';
import type { Environment } from '../../protocol/protocol.ts';
import { ladderOf } from '../../search/halving.ts';
import { comparableKey, type Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { closedEvaluator, costIn, type SaidOf } from '../../studies/tabulated/evaluator.ts';
import { type RowOf, rowLookup } from '../../studies/tabulated/lookup.ts';
import { decodePredictions, type Predictions } from '../../studies/tabulated/predictions.ts';
import { CLOSED_FILE, CLOSED_PREDICTIONS_FILE } from '../../studies/tabulated/space.ts';
import {
  type ClosedRow,
  type ClosedTable,
  type ClosedTraining,
  decodeClosedTable,
} from '../../studies/tabulated/table.ts';
import { searchedBy } from '../../studies/tabulated/tabulation.ts';
import type { Ground } from '../session/laboratory.ts';
import type { Laboratory, LaboratoryReport, Workbench } from '../session/session.ts';
import { createStrategy } from '../strategies.ts';

/** Answers a file's bytes; null where there is no such file. Rejects where it cannot be had. */
export type FetchBytes = (url: string, signal: AbortSignal) => Promise<Uint8Array | null>;

interface OpenTable {
  readonly url: string;
  readonly table: ClosedTable;
  readonly rowOf: RowOf;
  readonly said: SaidOf;
}

/**
 * A laboratory that trains nothing: children are looked up in the table that the page brings along. It needs no graphics
 * card, no images and no tfjs, and holds one table for as long as it lives.
 */
export function createLookup(fetch: FetchBytes): Laboratory {
  let kept: OpenTable | null = null;
  const tableFor = async (
    settings: Settings,
    { tableUrl, signal }: Pick<LaboratoryReport, 'tableUrl' | 'signal'>,
  ): Promise<OpenTable> => {
    if (tableUrl === null) throw new InputError('A looked-up search has to be told where its table lies.');
    if (kept?.url !== tableUrl) kept = await openTable(fetch, tableUrl, signal);
    checkSettings(settings, kept.table);
    return kept;
  };
  return {
    /** One that the table does not have is an InputError of its evaluator. */
    async ground(settings, report): Promise<Ground> {
      const { table, rowOf, said } = await tableFor(settings, report);
      const evaluator = closedEvaluator(table, searchedBy(settings.seed), rowOf, said);
      return { evaluator, environment: environmentOf(table), dispose() {} };
    },
    async open(settings, report): Promise<Workbench> {
      const { table, rowOf, said } = await tableFor(settings, report);
      const { environment, table: tell } = report;
      environment(environmentOf(table));
      const training = searchedBy(settings.seed);
      tell(table.rows.map(({ trainings }) => accuracyOf(trainings[training], table)));
      const cost = (architecture: Architecture) =>
        costIn(table, table.rows[rowOf(architecture)] as ClosedRow);
      const strategy = createStrategy(settings, table.space, { cost, createPolicy: createArrayPolicy });
      const evaluator = closedEvaluator(table, training, rowOf, said);
      return { strategy, evaluator, dispose: () => strategy.dispose() };
    },
    dispose() {
      kept = null;
    },
  };
}

const environmentOf = ({ stamp: { engineVersion, date } }: ClosedTable): Environment => ({
  engine: 'wasm',
  version: engineVersion,
  backend: 'wasm',
  adapter: `table of ${date}`,
});

/** One that failed is a draw of 0, as in a search. */
const accuracyOf = (training: ClosedTraining | null | undefined, { recipe }: ClosedTable): number =>
  (training?.rungs.at(-1) ?? 0) / recipe.settings.validationImages;

/** What decides a reward must be as it was when the table was made; the settings' rules have said so of the table that ships. */
function checkSettings(settings: Settings, { recipe }: ClosedTable): void {
  const trained = { rewards: 'trained', reward: 'accuracy', halving: false } as const;
  if (comparableKey({ ...settings, ...trained }) !== comparableKey({ ...recipe.settings, ...trained }))
    throw new InputError(
      `${CLOSED_FILE} is of children that were trained with other settings than the preset Table says: load the page again.`,
    );
  const budgets = ladderOf(settings)?.budgets ?? [];
  const unknown = budgets.find((budget) => !recipe.rungs.includes(budget));
  if (unknown !== undefined)
    throw new InputError(
      `The table knows its children after ${recipe.rungs.join(', ')} epochs, and successive halving would ask after ${unknown}: begin with ${recipe.rungs[0]} and a factor that gives these, or switch it off.`,
    );
}

async function openTable(fetch: FetchBytes, url: string, signal: AbortSignal): Promise<OpenTable> {
  const read = async (file: string): Promise<Uint8Array> => {
    const bytes = await fetch(new URL(file, url).href, signal).catch((thrown: unknown) => {
      signal.throwIfAborted();
      throw new DataError(`${file} could not be read: ${messageOf(thrown)}.`);
    });
    if (bytes === null)
      throw new DataError(`${file} is missing: it comes with the page, so load the page again.`);
    return bytes;
  };
  const [text, bytes] = await Promise.all([read(CLOSED_FILE), read(CLOSED_PREDICTIONS_FILE)]);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(text));
  } catch (thrown) {
    throw new DataError(`${CLOSED_FILE} is not JSON: ${messageOf(thrown)}.`);
  }
  const table = decodeClosedTable(json);
  if (!table.ok) throw new DataError(`${CLOSED_FILE} cannot be used. ${table.error}`);
  const { predictions, rows, space } = table.value;
  if (bytes.length !== predictions.bytes)
    throw new DataError(
      `${CLOSED_PREDICTIONS_FILE} has ${bytes.length} bytes, where the table says ${predictions.bytes}: load the page again.`,
    );
  const said = saidBy(table.value, decodePredictions(bytes, { rows: rows.length, ...predictions }));
  return { url, table: table.value, rowOf: rowLookup(space, rows), said };
}

/** Single images are known of one training; whether they were right, for the first of the validation images alone. */
function saidBy({ predictions, recipe }: ClosedTable, { right, classes, images }: Predictions): SaidOf {
  const isWhole = images === recipe.settings.validationImages;
  return (row, training) => {
    if (training !== predictions.training) return {};
    const bits = right[row];
    return {
      shown: classes[row] ?? [],
      ...(isWhole && bits ? { right: toBase64(bits) } : {}),
    };
  };
}
