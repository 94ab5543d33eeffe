import { expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { moduleText } from '../../engine/webgpu/kernels/text/module.ts';
import { buildCifar } from '../../network/build.ts';
import { CELL_PRESETS } from '../../space/presets.ts';
import { kernelsOf, kernelText } from './showKernel.ts';

const { architecture } = CELL_PRESETS.find(({ id }) => id === 'nasnet-a')!;
const graph = buildCifar(architecture, { cellsPerStage: 1, filters: 8 });

test('kernels of both grains are shown as the device gets them, nothing left to expand', () => {
  const kernels = kernelsOf(graph, 32);
  const names = [...kernels.keys()];
  for (const name of ['gather', 'combine, with factors', 'moments', 'moments, joined', 'update']) {
    expect(names).toContain(name);
  }
  for (const kernel of kernels.values()) {
    const text = moduleText(kernel);
    expect(text).toContain('fn run(index: u32');
    expect(text).toContain('struct Step {');
    expect(text.split('\n').filter((line) => !line.includes('//') && line.includes('$'))).toEqual([]);
  }
});

test('a kernel is found by its name', () => {
  expect(kernelText(graph, 32, 'moments')).toContain('First half of batch norm');
});

test('their names are listed', () => {
  const names = kernelText(graph, 32, 'list').split('\n');
  expect(names).toContain('moments, joined');
  expect(names).toHaveLength(kernelsOf(graph, 32).size);
});

test('an unknown name is told with those that there are', () => {
  const show = () => kernelText(graph, 32, 'momnets');
  expect(show).toThrow(InputError);
  expect(show).toThrow('no kernel "momnets"');
  expect(show).toThrow('\n  moments\n');
});
