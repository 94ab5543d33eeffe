import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };

export default defineConfig({
  // Any static host, any sub-path.
  base: './',
  plugins: [react()],
  define: { 'import.meta.env.VITE_VERSION': JSON.stringify(manifest.version) },
  build: { target: 'es2023', chunkSizeWarningLimit: 2500 },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    // Processes, not threads: WebGPU in Node is a native module.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
