import { expect, it } from 'vitest';
import { chooseVulkan } from './vulkan.mjs';

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
