import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../folders.mjs';
import { chooseVulkan, softwareInstead, softwareVulkan } from './vulkan.mjs';

const folders = ['/opt/none', '/usr/lib/chromium'];
const bare = { drivers: [], hasLoader: false, folders };
const chromiumIsThere = (file: string) =>
  ['/usr/lib/chromium/vk_swiftshader_icd.json', '/usr/lib/chromium/libvulkan.so.1'].includes(file);

it('borrows driver and loader from Chromium where the system has neither', () => {
  expect(chooseVulkan(bare, { LD_LIBRARY_PATH: '/mine' }, chromiumIsThere)).toEqual({
    adapter: 'swiftshader',
    variables: {
      LD_LIBRARY_PATH: '/usr/lib/chromium:/mine',
      VK_ICD_FILENAMES: '/usr/lib/chromium/vk_swiftshader_icd.json',
    },
  });
});

it('never replaces a driver, be it the system’s or chosen by a person', () => {
  const drivers = ['/usr/share/vulkan/icd.d/nvidia_icd.json'];
  const none = { adapter: 'system', variables: {} };
  expect(chooseVulkan({ ...bare, drivers, hasLoader: true }, {}, chromiumIsThere)).toEqual(none);
  expect(
    chooseVulkan({ ...bare, hasLoader: true }, { VK_ICD_FILENAMES: '/x.json' }, chromiumIsThere),
  ).toEqual(none);
  expect(chooseVulkan({ ...bare, hasLoader: true }, { VK_DRIVER_FILES: '/x.json' }, chromiumIsThere)).toEqual(
    none,
  );
});

it('lends the loader alone to a driver that came without one', () => {
  const drivers = ['/etc/vulkan/icd.d/nvidia_icd.json'];
  expect(chooseVulkan({ ...bare, drivers }, {}, chromiumIsThere)).toEqual({
    adapter: 'system',
    variables: { LD_LIBRARY_PATH: '/usr/lib/chromium' },
  });
});

it('promises nothing where nothing is', () => {
  expect(chooseVulkan(bare, {}, () => false)).toEqual({ adapter: 'none', variables: {} });
});

it('takes SwiftShader in place of drivers without a device, however they were chosen', () => {
  const state = { ...bare, drivers: ['/usr/share/vulkan/icd.d/lvp_icd.json'], hasLoader: true };
  const manifest = '/usr/lib/chromium/vk_swiftshader_icd.json';
  const instead = { VK_ICD_FILENAMES: manifest, VK_DRIVER_FILES: manifest };
  expect(softwareInstead(state, {}, chromiumIsThere)).toEqual(instead);
  expect(softwareInstead(state, { VK_DRIVER_FILES: '/x.json' }, chromiumIsThere)).toEqual(instead);
  expect(softwareInstead(state, {}, () => false)).toBeNull();
});

it.skipIf(softwareVulkan() === null)(
  'a driver of no card sends a command to the processor, or to SwiftShader where WebGPU is asked for',
  () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'nas-vulkan-'));
    const dead = path.join(folder, 'dead_icd.json');
    const driver = { library_path: 'libvulkan_of_no_card.so', api_version: '1.3.0' };
    writeFileSync(dead, JSON.stringify({ file_format_version: '1.0.0', ICD: driver }));
    const args =
      '--cells darts-v2 --n 1 --f 2 --images 10 --validation 10 --batch 5 --epochs 1 --dataset synthetic --json';
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      VK_DRIVER_FILES: dead,
      VK_ICD_FILENAMES: dead,
      NAS_VULKAN: '',
    };
    const run = (...words: readonly string[]) => {
      const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
      return spawnSync(process.execPath, [runner, ...words], { env, encoding: 'utf8' });
    };
    const train = (...more: readonly string[]) => {
      const ended = run('train', ...args.split(' '), ...more);
      expect(ended.status, ended.stderr).toBe(0);
      return { said: ended.stderr, told: JSON.parse(ended.stdout) as unknown };
    };
    try {
      const { said, told } = train('--engine', 'compiled');
      expect(said.match(/finds no graphics card: WebGPU runs on the processor \(SwiftShader/g)).toHaveLength(
        1,
      );
      expect(told).toMatchObject({ engine: 'compiled', adapter: expect.stringMatching(/SwiftShader/) });
      const alone = train();
      expect(alone.said).not.toMatch(/SwiftShader|Children train/);
      expect(alone.told).toMatchObject({ engine: 'wasm', adapter: 'processor' });
      // Where no device is opened nothing is said of one.
      const wrong = run('bench', '--steps', '0').stderr;
      expect(wrong).toContain('--steps 0: give a whole number from 1 to 1000.');
      expect(wrong).not.toContain('WebGPU runs');
      expect(run('bench', '--scale', '--trials', '100')).toMatchObject({ status: 0, stderr: '' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
