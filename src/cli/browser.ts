import { type Browser, chromium } from 'playwright';
import { findInstalled } from './chromium.mjs';

/** Chromium with WebGPU computed on the processor, as the browser tests have it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findInstalled();
  return chromium.launch({
    channel: 'chromium',
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  });
}
