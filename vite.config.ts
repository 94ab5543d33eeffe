import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { kernels } from './src/cli/bootstrap/assembly.mjs';

/**
 * The Content-Security-Policy of the built page. It stands in the page itself, since any static host may serve it. Such
 * a policy cannot forbid embedding (`frame-ancestors` counts in headers alone), and this one should not.
 */
const securityPolicy = [
  "default-src 'self'",
  // WebAssembly is compiled where children train on the processor; nothing ever evaluates a script.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Before all that it rules; in the built page alone, since the development server writes scripts into its own. */
const withSecurityPolicy: Plugin = {
  name: 'security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: securityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

/**
 * The picture of a shared link. Most of those who show one want its whole address, which only the host knows:
 * `PAGE_URL=https://… npm run build` gives it.
 */
const withPreview: Plugin = {
  name: 'preview',
  transformIndexHtml: () => {
    const { PAGE_URL: page } = process.env;
    const image = page ? new URL('preview.png', page.replace(/\/?$/, '/')).href : './preview.png';
    return [{ tag: 'meta', attrs: { property: 'og:image', content: image }, injectTo: 'head' }];
  },
};

export default defineConfig({
  // Any static host, any sub-path.
  base: './',
  plugins: [react(), kernels(), withSecurityPolicy, withPreview],
  define: {
    'import.meta.env.VITE_VERSION': JSON.stringify(manifest.version),
    // src/cli/site/page.ts says which there are.
    'import.meta.env.VITE_RECORDINGS': '[]',
  },
  // Small fonts stay files too: the policy takes them from nowhere else.
  build: { target: 'es2023', chunkSizeWarningLimit: 2500, assetsInlineLimit: 0 },
  worker: { format: 'es', plugins: () => [kernels()] },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    // Processes, not threads: WebGPU in Node is a native module.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
