import { expect, test } from 'vitest';
import { struct } from './struct.ts';

test('members lie where WGSL puts them', () => {
  const made = struct('Made', { a: 'u32', b: 'vec4f', c: 'f32', d: ['vec4u', 3], e: 'u32' });
  expect(made.text).toBe('struct Made { a: u32, b: vec4f, c: f32, d: array<vec4u, 3>, e: u32 }');
  expect(made.words).toEqual({ a: 0, b: 4, c: 8, d: 12, e: 24 });
  expect(made.bytes).toBe(112);
});
