/** Browser tests run in full Chromium against the built page, with WebGPU computed on the processor. */
import { defineConfig } from 'playwright/test';
import { freePort } from './e2e/support/freePort.ts';
import { findInstalled } from './src/cli/bootstrap/graphics/chromium.mjs';

// Each worker reads this file again and must find the same server.
process.env.NAS_E2E_PORT ??= String(await freePort());
const port = process.env.NAS_E2E_PORT;
const baseURL = `http://localhost:${port}/`;
const executablePath = findInstalled();
const args = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // The software adapter wants all cores for itself.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // Tells a race from a break: what passes only the second time has failed all the same (bootstrap/counts.mjs).
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  ...(process.env.NAS_FULL ? {} : { grepInvert: /@full/ }),
  use: {
    baseURL,
    actionTimeout: 30_000,
    // The whole browser in its new headless mode: the headless shell has no WebGPU.
    channel: 'chromium',
    launchOptions: { args, ...(executablePath === undefined ? {} : { executablePath }) },
    // No trace: its screencast would take the adapter's cores. `--trace on` brings one.
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `node src/cli/bootstrap/run.mjs start --no-open --no-prepare --port ${port} --allow-host playground.test`,
    url: baseURL,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
});
