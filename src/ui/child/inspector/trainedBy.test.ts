import { expect, test } from 'vitest';
import { ENGINE_VERSIONS } from '../../../protocol/environment.ts';
import { trainedBy } from './trainedBy.ts';

const card = { engine: 'compiled', version: ENGINE_VERSIONS.compiled, backend: 'webgpu', adapter: 'Card A' };
const processor = { engine: 'wasm', version: ENGINE_VERSIONS.wasm, backend: 'wasm', adapter: 'processor' };
const gpu = (adapter: string) => ({ ok: true, adapter, software: false }) as const;

test('the processor’s engine is the same everywhere, a card only itself', () => {
  expect(trainedBy(processor, { gpu: null, simd: true })).toBe('same');
  expect(trainedBy(processor, { gpu: gpu('Card A'), simd: false })).toBe('other');
  expect(trainedBy(card, { gpu: gpu('Card A'), simd: true })).toBe('same');
  expect(trainedBy(card, { gpu: gpu('Card B'), simd: true })).toBe('other');
  expect(trainedBy(card, { gpu: null, simd: true })).toBe('other');
  expect(trainedBy({ ...card, backend: 'webgl' }, { gpu: gpu('Card A'), simd: true })).toBe('other');
});

test('an engine that computes other bits now is another, and what nobody recorded is not known', () => {
  const { version } = processor;
  expect(trainedBy({ ...processor, version: version + 1 }, { gpu: null, simd: true })).toBe('other');
  expect(trainedBy(undefined, { gpu: gpu('Card A'), simd: true })).toBe('unknown');
});
