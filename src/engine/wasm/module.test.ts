import { expect, test } from 'vitest';
import { kernelModule } from './module.ts';

test.each([false, true])(
  'kernels (for several threads: %s) take no function of the host that computes',
  async (several) => {
    const imports = WebAssembly.Module.imports(await kernelModule(several));
    expect(imports.map(({ module, name, kind }) => `${module}.${name}: ${kind}`).sort()).toEqual([
      'env.memory: memory',
      'index.sleep: function',
    ]);
  },
);
