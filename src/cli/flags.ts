/** Options of a command, typed by their declaration; what is wrong with them is said as an InputError. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { InputError, messageOf } from '../base/errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Throws an InputError for an unknown option, a missing value or a stray argument. */
export function parseFlags<O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // Node adds a hint about positional arguments that these commands do not take.
    const [sentence = ''] = messageOf(error).split('. ');
    throw new InputError(`${sentence.replace(/\.$/, '')}; --help lists the options.`);
  }
}

/** A whole number within bounds, or the fallback where the option is absent. */
export function integerFlag(
  name: string,
  text: string | undefined,
  range: { readonly min: number; readonly max: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < range.min || value > range.max) {
    throw new InputError(`--${name} ${text}: give a whole number from ${range.min} to ${range.max}.`);
  }
  return value;
}
