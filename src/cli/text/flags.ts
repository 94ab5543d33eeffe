/** Options of a command, typed by their declaration; what is wrong with them is said as an InputError. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { InputError, messageOf } from '../../base/errors.ts';

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

interface Range {
  readonly min: number;
  readonly max: number;
}

/** A whole number within bounds, or undefined where the option is absent. */
export function integerFlag(name: string, text: string | undefined, { min, max }: Range): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < min || value > max) {
    throw new InputError(`--${name} ${text}: give a whole number from ${min} to ${max}.`);
  }
  return value;
}

/** A number within bounds, or undefined where the option is absent. */
export function numberFlag(name: string, text: string | undefined, { min, max }: Range): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < min || value > max) {
    throw new InputError(`--${name} ${text}: give a number from ${min} to ${max}.`);
  }
  return value;
}
