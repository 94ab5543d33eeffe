/** The floors of src/: each folder imports only from those above it. See docs/ARCHITECTURE.md. */
const floors = {
  base: [],
  space: ['base'],
  network: ['base', 'space'],
  data: ['base'],
  search: ['base', 'space'],
  controller: ['base', 'space', 'search'],
  engine: ['base', 'network', 'data'],
  codecs: ['base', 'space', 'network', 'search'],
  worker: ['base', 'space', 'network', 'data', 'search', 'controller', 'engine', 'codecs'],
  cli: ['base', 'space', 'network', 'data', 'search', 'controller', 'engine', 'codecs', 'worker'],
  store: ['base', 'space', 'network', 'search', 'codecs', 'worker/protocol\\.ts'],
  charts: ['base', 'space', 'network'],
  ui: ['base', 'space', 'network', 'search', 'store', 'charts', 'codecs'],
  app: ['base', 'space', 'network', 'data', 'search', 'codecs', 'worker', 'store', 'charts', 'ui'],
};
const tfjsFloors = '^src/(controller|engine|worker|cli)/';

module.exports = {
  forbidden: [
    ...Object.entries(floors).map(([folder, above]) => ({
      name: `floor-${folder}`,
      comment: `${folder}/ may import only ${above.join(', ') || 'nothing of src'}: what lies below it must not leak upwards.`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: [`^src/${folder}/`, ...above.map((name) => `^src/${name}`)] },
    })),
    {
      name: 'tfjs-below-the-worker',
      comment: 'The page never loads tfjs: only the controller, the engine, the worker and the commands may.',
      severity: 'error',
      from: { path: '^src/', pathNot: tfjsFloors },
      to: { path: 'node_modules/@tensorflow' },
    },
    {
      name: 'comparing-without-tfjs',
      comment:
        'Comparing strategies takes loops over typed arrays alone: its worker stays small and starts at once.',
      severity: 'error',
      from: { path: '^src/worker/comparingBrowser\\.ts$' },
      to: { path: 'node_modules/@tensorflow', reachable: true },
    },
    {
      name: 'peers-only-where-they-are-measured',
      comment: 'jax-js is what the benchmark compares with: nothing that is shipped may load it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/peers/' },
      to: { path: 'node_modules/@jax-js' },
    },
    {
      name: 'no-react-below-the-charts',
      comment: 'Nothing below the store touches the DOM: the same session runs without a page.',
      severity: 'error',
      from: { path: '^src/(base|space|network|data|search|controller|engine|codecs|worker|cli)/' },
      to: { path: 'node_modules/(react|react-dom|zustand|d3)' },
    },
    {
      name: 'no-circular',
      comment: 'A cycle means two files are one concept.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'Tests and their helpers stay out of what is shipped.',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|^e2e/|/testing/' },
      to: { path: '\\.test\\.tsx?$|/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
