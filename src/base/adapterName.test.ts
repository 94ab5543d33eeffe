import { expect, test } from 'vitest';
import { adapterName, isSoftware } from './adapterName.ts';

const info = (vendor: string, architecture: string, description = ''): GPUAdapterInfo =>
  ({ vendor, architecture, description, device: '' }) as GPUAdapterInfo;

test('adapters get names that people know', () => {
  expect(adapterName(info('nvidia', 'ada-lovelace'))).toBe('NVIDIA Ada Lovelace');
  expect(adapterName(info('nvidia', 'ampere', 'NVIDIA RTX A4000'))).toBe('NVIDIA RTX A4000');
  expect(adapterName(info('apple', 'metal-3'))).toBe('Apple Metal-3');
  expect(adapterName(info('intel', ''))).toBe('Intel GPU');
  expect(adapterName(info('', ''))).toBe('GPU');
  expect(adapterName(info('google', 'swiftshader'))).toBe('SwiftShader (software)');
  expect(adapterName(info('mesa', '', 'llvmpipe (LLVM 15.0.6, 256 bits)'))).toBe('llvmpipe (software)');
});

test('programs on the CPU are told from hardware', () => {
  expect(isSoftware(info('google', 'swiftshader'))).toBe(true);
  expect(isSoftware(info('amd', 'rdna-3'))).toBe(false);
});
