import { expect, test } from 'vitest';
import { noneOfThatName } from './engine.ts';

test('a card that is not there is answered with those that there are, in a sentence', () => {
  const dawn = `no suitable backends found
Available adapters:
 * backend: 'vulkan', name: 'NVIDIA H200'
 * backend: 'opengl', name: 'NVIDIA H200'
 * backend: 'vulkan', name: 'SwiftShader Device (Subzero)'
`;
  expect(noneOfThatName('list', new Error(dawn))).toBe(
    'no graphics card has "list" in its name; there are: NVIDIA H200, SwiftShader Device (Subzero).',
  );
  expect(noneOfThatName('list', new Error('WebGPU found no graphics adapter.'))).toBe(
    'WebGPU found no graphics adapter.',
  );
});
