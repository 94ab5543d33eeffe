import { expect, test } from 'vitest';
import { chooseDevice, type DeviceWish } from './choose.ts';
import type { Device, DeviceSources } from './device.ts';

const device = (name: string, warning?: string): Device =>
  ({ executor: { adapter: name }, ...(warning === undefined ? {} : { warning }) }) as unknown as Device;

interface Here {
  readonly adapter: 'real' | 'software' | 'none';
  /** Whether WebAssembly has SIMD. */
  readonly simd?: boolean;
  /** Whether the card does what it promises. */
  readonly works?: boolean;
}

function sourcesOf({ adapter, simd = true, works = true }: Here): DeviceSources {
  const hasGpu = adapter !== 'none' && works;
  return {
    findAdapter: async () => adapter,
    async graphics(order) {
      const found = order.find((backend) => backend !== 'webgpu' || hasGpu);
      if (found === undefined) throw new Error('There is no WebGPU here.');
      return found === 'webgpu' ? device('webgpu') : device(found, `Children train on ${found}.`);
    },
    async processor() {
      if (!simd) throw new Error('There is no SIMD here.');
      return device('processor');
    },
  };
}

const chosen = async (here: Here, wish: Partial<DeviceWish> = {}) => {
  const found = await chooseDevice({ place: 'automatic', backend: null, ...wish }, sourcesOf(here));
  return [found.executor.adapter, ...(found.warning === undefined ? [] : [found.warning])];
};

test.each([
  ['a graphics card', { adapter: 'real' }, ['webgpu']],
  ['a program that passes for one', { adapter: 'software' }, ['processor']],
  ['no WebGPU', { adapter: 'none' }, ['processor']],
  [
    'a card that does not open',
    { adapter: 'real', works: false },
    ['processor', 'There is no WebGPU here. Children train on this processor.'],
  ],
  ['a card, but no SIMD', { adapter: 'real', simd: false }, ['webgpu']],
  [
    'a program that passes for a card, but no SIMD',
    { adapter: 'software', simd: false },
    ['webgpu', 'There is no SIMD here.'],
  ],
  ['neither', { adapter: 'none', simd: false }, ['webgl', 'There is no SIMD here. Children train on webgl.']],
] as const)('with %s', async (_, here, device) => {
  expect(await chosen(here)).toEqual(device);
});

test('a person chooses otherwise, as far as that is there', async () => {
  expect(await chosen({ adapter: 'real' }, { place: 'processor' })).toEqual(['processor']);
  expect(await chosen({ adapter: 'software' }, { place: 'gpu' })).toEqual(['webgpu']);
  expect(await chosen({ adapter: 'none' }, { place: 'gpu' })).toEqual([
    'processor',
    'There is no WebGPU here. Children train on this processor.',
  ]);
});

test('where only one will do, there is no other', async () => {
  expect(await chosen({ adapter: 'real' }, { backend: 'wasm' })).toEqual(['processor']);
  expect(await chosen({ adapter: 'none' }, { place: 'gpu', backend: 'webgl' })).toEqual([
    'webgl',
    'Children train on webgl.',
  ]);
  await expect(chosen({ adapter: 'none' }, { backend: 'webgpu' })).rejects.toThrow(
    'There is no WebGPU here.',
  );
});
