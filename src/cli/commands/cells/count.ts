import { InputError } from '../../../base/errors.ts';
import { formatArchitecture } from '../../../codecs/architectureJson.ts';
import { describeGenotypeLack, writeGenotype } from '../../../codecs/cells/genotype.ts';
import { shareLink } from '../../../codecs/share.ts';
import { countGraph } from '../../../network/counts.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { cellsHelp, givenCells } from '../../text/arguments.ts';
import { commandOptions } from '../../text/help.ts';
import { givenNetwork, needCells, networkFlags, networkHelp } from '../../text/network.ts';

const help = `Usage: npm run -s count -- --cells CELLS --n N --f F [options]

Prints a network's parameters, trainable parameters, multiply-adds and penultimate filters as JSON; with --as the cells
alone, in another notation.

${cellsHelp(26)}
  --as NOTATION           the cells alone, without --n and --f: genotype (as DARTS writes them), json or link; a link
                          begins with $PAGE_URL, where that is set
${networkHelp}
  --help                  this text`;

const flags = { ...networkFlags, as: { type: 'string' } } as const;

type Flags = NonNullable<ReturnType<typeof commandOptions<typeof flags>>>;

/** `npm run count`: answers the exit code; throws an InputError for a bad argument. */
export async function main(args: string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  if (given.as !== undefined) return printCells(given, given.as);
  const { graph } = await givenNetwork(given);
  const { parameters, trainable, multiplyAdds, penultimateFilters } = countGraph(graph);
  if (!Number.isSafeInteger(multiplyAdds) || !Number.isSafeInteger(parameters)) {
    throw new InputError(
      'This network is too large to be counted exactly: give a smaller --n, --f or --size.',
    );
  }
  const json = { parameters, trainable, multiplyAdds, penultimateFilters };
  process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  return 0;
}

/** '': the link is the part behind the page's address alone. */
function pageUrl(): string {
  const { PAGE_URL: page = '' } = process.env;
  const isOne = page === '' || /^https?:$/.test(URL.parse(page)?.protocol ?? '');
  if (isOne) return page;
  throw new InputError(
    `PAGE_URL is ${JSON.stringify(page)}, and no page's address: give one that begins with https://.`,
  );
}

const NOTATIONS = ['genotype', 'json', 'link'] as const;

async function printCells({ cells, as, ...others }: Flags, notation: string): Promise<number> {
  const idle = Object.entries(others).find(([name, value]) => name in flags && value !== undefined)?.[0];
  if (idle !== undefined) throw new InputError(`--${idle} says nothing with --as: leave it out.`);
  const architecture = await givenCells(needCells(cells));
  process.stdout.write(`${writtenAs(architecture, notation)}\n`);
  return 0;
}

function writtenAs(architecture: Architecture, notation: string): string {
  const as = NOTATIONS.find((one) => one === notation);
  switch (as) {
    case undefined:
      throw new InputError(`--as ${JSON.stringify(notation)}: give ${NOTATIONS.join(', ')}.`);
    case 'genotype': {
      const genotype = writeGenotype(architecture);
      if (!genotype.ok) throw new InputError(describeGenotypeLack(genotype.error));
      return genotype.value;
    }
    case 'json':
      return formatArchitecture(architecture).trimEnd();
    case 'link':
      return shareLink(pageUrl(), architecture);
    default:
      return as satisfies never;
  }
}
