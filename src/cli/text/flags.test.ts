import { expect, it } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { integerFlag, numberFlag, parseFlags } from './flags.ts';

const options = { port: { type: 'string' }, json: { type: 'boolean', default: false } } as const;

it('answers typed values', () => {
  expect(parseFlags(['--port', '80', '--json'], options)).toMatchObject({ port: '80', json: true });
});

it.each([[['--prot', '80']], [['--port']], [['stray']]])('refuses %j in one sentence', (args) => {
  expect(() => parseFlags(args, options)).toThrow(InputError);
  expect(() => parseFlags(args, options)).toThrow(/^[^.]+; --help lists the options\.$/);
});

it('keeps numbers within their range', () => {
  const range = { min: 1, max: 10 };
  expect(integerFlag('n', '10', range)).toBe(10);
  expect(integerFlag('n', undefined, range)).toBeUndefined();
  for (const text of ['0', '11', '1.5', '', 'x', '1e1', '0x5']) {
    expect(() => integerFlag('n', text, range)).toThrow(`--n ${text}: give a whole number from 1 to 10.`);
  }
  expect(numberFlag('rate', '1.5', range)).toBe(1.5);
  for (const text of ['', ' ', 'NaN', 'Infinity', '0.99']) {
    expect(() => numberFlag('rate', text, range)).toThrow(`--rate ${text}: give a number from 1 to 10.`);
  }
});
