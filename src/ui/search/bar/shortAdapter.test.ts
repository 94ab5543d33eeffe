import { expect, test } from 'vitest';
import { shortAdapter } from './shortAdapter.ts';

test.each([
  ['NVIDIA GeForce RTX 4070 Laptop GPU', 'RTX 4070 Laptop'],
  ['AMD Radeon RX 7900 XTX', 'RX 7900 XTX'],
  ['AMD Radeon 780M Graphics', 'AMD Radeon 780M'],
  ['Intel(R) UHD Graphics 620', 'Intel UHD 620'],
  ['SwiftShader (software)', 'SwiftShader'],
  ['Apple M2', 'Apple M2'],
  ['GPU', 'GPU'],
])('%s is %s in the bar', (name, short) => {
  expect(shortAdapter(name)).toBe(short);
});
