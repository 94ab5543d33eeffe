/** What every command takes: --help, or -h. */
import type { ParseArgsConfig } from 'node:util';
import { parseArguments } from './arguments.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

const helpOption = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * The options of a command; null where its help was asked for, which is printed. Throws an InputError for an unknown
 * option, a missing value or a stray argument.
 */
export function commandOptions<O extends Options>(help: string, args: readonly string[], options: O) {
  const given = parseArguments(args, { ...options, ...helpOption });
  if (!(given as { readonly help?: boolean }).help) return given;
  process.stdout.write(`${help}\n`);
  return null;
}
