/** Chromium with WebGPU, for commands that need a page. */
import { type Browser, chromium } from 'playwright';
import { InputError, messageOf } from '../../base/errors.ts';
import { findInstalled } from '../bootstrap/graphics/chromium.mjs';

/** Arguments with which Chromium has a WebGPU adapter: a real one, or SwiftShader, which computes on the processor. */
const adapterArguments = {
  hardware:
    process.platform === 'linux'
      ? [
          '--enable-unsafe-webgpu',
          '--enable-features=Vulkan',
          '--use-angle=vulkan',
          '--disable-vulkan-surface',
        ]
      : ['--enable-unsafe-webgpu'],
  software: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-unsafe-swiftshader'],
} as const;

/** Starts the installed Chromium, whole in its new headless mode: the headless shell has no WebGPU. */
export async function launchChromium(adapter: keyof typeof adapterArguments): Promise<Browser> {
  const executablePath = findChromium();
  try {
    return await chromium.launch({
      channel: 'chromium',
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', ...adapterArguments[adapter]],
    });
  } catch (thrown) {
    const [why = ''] = messageOf(thrown).split('\n');
    throw new InputError(
      executablePath === undefined
        ? 'No Chrome or Chromium was found on this machine: install one, or name its program in CHROME_PATH.'
        : `${executablePath} does not start (${why}): repair it, or name another Chrome or Chromium in CHROME_PATH.`,
    );
  }
}

function findChromium(): string | undefined {
  try {
    return findInstalled();
  } catch (thrown) {
    throw new InputError(messageOf(thrown));
  }
}
