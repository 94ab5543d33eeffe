import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import { number, object, parseJson, readWith, record } from '../../base/fields.ts';
import { createArrayPolicy } from '../../controller/arrays/policy.ts';
import { childCounts } from '../../settings/childGraph.ts';
import { LADDER, type Rung, rungFor } from '../../settings/ladder.ts';
import { STRATEGY_IDS, type StrategyId } from '../../settings/settings.ts';
import { put } from '../../storage/files/put.ts';
import { BASELINE, STRATEGIES } from '../../strategies/list.ts';
import { CHILDREN, learnsFromPoints, SEARCHES, simulateLearning } from '../../studies/fitted/learning.ts';
import { STUDIED, type StudiedRung, type StudiedStrategy } from '../../studies/fitted/learnsFrom.ts';
import type { RungFigures } from '../../studies/fitted/madeReward.ts';
import { figuresOf, readStudied } from '../../studies/fitted/studied.ts';
import { decodeMeasured, MEASURED_FILE, measuredKey } from '../../studies/recipes/measured.ts';
import { createStrategy } from '../../worker/strategies.ts';
import { root, tell } from '../bootstrap/folders.mjs';
import { commandOptions } from '../text/help.ts';
import { tableLines } from '../text/table.ts';

const help = `Usage: npm run -s bench -- --learning [options]

Simulates ${SEARCHES} searches of each strategy on made-up rewards as noisy as each rung of the ladder of recipes was measured to be,
and tells from how many children on their winner is better than random search's. Writes the table by which the page
claims, at a search's end, that it learned. Rungs that were not measured are left out: of them nothing is claimed. See
docs/RECIPES.md.

  --figures FILE  a rung's figures as shares of 1, to try others than public/${MEASURED_FILE} has:
                  {"demo": {"mean": 0.35, "ofChildren": 0.04, "noise": 0.015}}; only with --out
  --strategy ID   only this one
  --report        simulate nothing, print the table as it is
  --json          print it as JSON
  --out FILE      where the table goes (default: the page's own)`;

const TABLE = path.join(root, 'src/studies/fitted/learnsFrom.json');

/** `npm run bench -- --learning`: answers the exit code. */
export async function studyLearning(args: readonly string[]): Promise<number> {
  const given = commandOptions(help, args, {
    learning: { type: 'boolean' },
    figures: { type: 'string' },
    strategy: { type: 'string' },
    report: { type: 'boolean' },
    json: { type: 'boolean' },
    out: { type: 'string' },
  });
  if (given === null) return 0;
  if (given.report) {
    print(STUDIED, given.json ?? false);
    return 0;
  }
  const sought = STRATEGY_IDS.filter((id) => id !== BASELINE);
  const strategies = sought.filter((id) => given.strategy === undefined || id === given.strategy);
  if (strategies.length === 0)
    throw new InputError(`--strategy ${given.strategy}: give one of ${sought.join(', ')}.`);
  const isPart = given.figures !== undefined || given.strategy !== undefined;
  if (isPart && given.out === undefined)
    throw new InputError(
      '--figures and --strategy only go with --out: the page’s table is of what was measured, whole.',
    );
  const all = given.figures === undefined ? measured() : givenFigures(given.figures);
  const table: StudiedRung[] = [];
  for (const rung of LADDER) {
    const figures = all.get(rung.id);
    if (figures === undefined) tell(`${rung.title}: not measured, so that nothing can be simulated.`);
    else
      table.push({
        rung: rung.id,
        key: measuredKey(rung.settings),
        figures,
        strategies: await study(rung, figures, strategies),
      });
  }
  const file = path.resolve(given.out ?? TABLE);
  await put(file, written(table));
  print(table, given.json ?? false);
  tell(`The table is in ${path.relative(process.cwd(), file)}.`);
  return 0;
}

async function study(
  rung: Rung,
  figures: RungFigures,
  strategies: readonly StrategyId[],
): Promise<StudiedStrategy[]> {
  const found: StudiedStrategy[] = [];
  const { blocks, operations } = rung.settings;
  const space = { blocks, operations };
  for (const id of strategies) {
    const settings = rungFor(rung, id);
    const cost = (architecture: Parameters<typeof childCounts>[0]) => ({
      ...childCounts(architecture, settings),
      steps: 0,
    });
    const create = (strategy: StrategyId) => (seed: number) =>
      createStrategy({ ...rungFor(rung, strategy), seed }, space, { cost, createPolicy: createArrayPolicy });
    const searches = simulateLearning({
      ...{ figures, space, settings, cost },
      ...{ strategy: create(id), random: create(BASELINE) },
    });
    let step = await searches.next();
    while (!step.done) step = await searches.next();
    const points = step.value;
    found.push({
      strategy: id,
      from: learnsFromPoints(points),
      points: points.map(({ children, effect, p }) => [children, rounded(effect), rounded(p)]),
    });
    tell(`${rung.title}, ${titleOf(id)}: ${SEARCHES} searches simulated.`);
  }
  return found;
}

const rounded = (value: number): number => Number(value.toFixed(5));

const titleOf = (id: StrategyId): string => STRATEGIES.find((one) => one.id === id)?.name ?? id;

/** Of the rungs of which enough children were trained twice. */
function measured(): ReadonlyMap<string, RungFigures> {
  const file = path.join(root, 'public', MEASURED_FILE);
  if (!existsSync(file)) {
    tell(
      `There is no ${path.relative(process.cwd(), file)} yet: "npm run -s bench -- --recipes" measures the recipes.`,
    );
    return new Map();
  }
  const parsed = parseJson(readFileSync(file, 'utf8'));
  const read = parsed.ok ? decodeMeasured(parsed.value) : parsed;
  if (!read.ok) throw new InputError(`${file}: ${read.error}`);
  return new Map(
    read.value.flatMap((recipe) => {
      const figures = figuresOf(recipe);
      const isCurrent = LADDER.some(({ settings }) => measuredKey(settings) === recipe.key);
      return figures === null || !isCurrent ? [] : [[recipe.rung, figures] as const];
    }),
  );
}

const share = number({ min: 0, max: 1 });
const figuresField = record(object<RungFigures>({ mean: share, ofChildren: share, noise: share }));

function givenFigures(file: string): ReadonlyMap<string, RungFigures> {
  if (!existsSync(file)) throw new InputError(`--figures ${file}: there is no such file.`);
  const parsed = parseJson(readFileSync(file, 'utf8'));
  const read = parsed.ok ? readWith(figuresField, parsed.value, 'figures') : parsed;
  if (!read.ok) throw new InputError(`--figures ${file}: ${read.error}.`);
  const unknown = Object.keys(read.value).find((id) => LADDER.every((rung) => rung.id !== id));
  if (unknown !== undefined)
    throw new InputError(
      `--figures ${file}: ${unknown} is none of ${LADDER.map(({ id }) => id).join(', ')}.`,
    );
  return new Map(Object.entries(read.value));
}

/** A line a strategy, so that a change of one is a change of one line. */
function written(table: readonly StudiedRung[]): string {
  const read = readStudied(table);
  if (!read.ok) throw new Error(read.error);
  if (table.length === 0) return '[]\n';
  const rungs = table.map(({ strategies, ...rung }) => {
    const lines = strategies.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
    return `  ${JSON.stringify(rung).slice(0, -1)},"strategies":[\n${lines}\n  ]}`;
  });
  return `[\n${rungs.join(',\n')}\n]\n`;
}

const HEAD = ['recipe', 'strategy', 'learns from', ...CHILDREN.map((children) => `lead at ${children}`)];

function print(table: readonly StudiedRung[], json: boolean): void {
  if (json) console.log(JSON.stringify(table));
  else if (table.length === 0) console.log('No rung was measured, so that no search is said to learn.');
  else console.log(tableLines(HEAD, table.flatMap(rowsOf), { names: 2 }).join('\n'));
}

const rowsOf = ({ rung, strategies }: StudiedRung): string[][] =>
  strategies.map(({ strategy, from, points }) => [
    LADDER.find(({ id }) => id === rung)?.title ?? rung,
    titleOf(strategy),
    from === null ? 'not shown' : String(from),
    ...points.map(([, effect, p]) => `${(100 * effect).toFixed(2)} (${p.toFixed(3)})`),
  ]);
