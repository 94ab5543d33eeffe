import { expect, test } from 'vitest';
import { tableLines } from './table.ts';

test('columns are as wide as their widest cell; names stand left, figures right', () => {
  const rows = [
    ['ppo', '1.5'],
    ['reinforce', '12.25'],
  ];
  expect(tableLines(['who', 'best'], rows, { names: 1 })).toEqual([
    'who         best',
    'ppo          1.5',
    'reinforce  12.25',
  ]);
  expect(tableLines(['who', 'best'], rows)[1]).toBe('      ppo    1.5');
});
