import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin, Rolldown } from 'vite';
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

/** Whatever a module imports, and what that imports, but what is loaded later. */
function importsOf(ids: readonly string[], modules: Rolldown.ChunkingContext): Set<string> {
  const reached = new Set(ids);
  for (const id of reached)
    for (const next of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(next);
  return reached;
}

/**
 * One script for all that the page is loaded with, and that a drawing in a frame is not: a part for each set of views
 * that share it, as it would be otherwise, makes 50 more requests of the first load, and 17 kB.
 */
function pageScripts(): Rolldown.CodeSplittingGroup {
  const app = (name: string): string => path.join(import.meta.dirname, 'src/app', name);
  let page: ReadonlySet<string> | null = null;
  let others: ReadonlySet<string> | null = null;
  return {
    debugName: 'first load',
    name(id, modules) {
      page ??= importsOf([app('main.tsx')], modules);
      // A frame runs none of the page, also where it asks for more: what it imports later is not in the page's script.
      const frame = app('embed/embed.tsx');
      const later = modules.getModuleInfo(frame)?.dynamicallyImportedIds ?? [];
      others ??= importsOf([app('start.tsx'), frame, ...later], modules);
      return page.has(id) && !others.has(id) ? 'main' : null;
    },
    includeDependenciesRecursively: false,
  };
}

export default defineConfig({
  // Any static host, any sub-path.
  base: './',
  plugins: [react(), kernels(), withSecurityPolicy, withPreview],
  define: {
    'import.meta.env.VITE_VERSION': JSON.stringify(manifest.version),
    // src/cli/site/page.ts says which there are.
    'import.meta.env.VITE_RECORDINGS': '[]',
    'import.meta.env.VITE_OFFLINE': 'false',
  },
  // Small fonts stay files too: the policy takes them from nowhere else.
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 2500,
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: [pageScripts()] } } },
  },
  worker: { format: 'es', plugins: () => [kernels()] },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    // Processes, not threads: WebGPU in Node is a native module.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
