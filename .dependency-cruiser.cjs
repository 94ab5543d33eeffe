/** The floors of src/: each folder imports only from those above it. See docs/ARCHITECTURE.md. */
const order = [
  'base',
  'space',
  'network',
  'data',
  'strategies',
  'settings',
  'search',
  'studies',
  'controller',
  'engine',
  'codecs',
  'protocol',
  'run',
  'storage',
  'worker',
  'drawings',
  'exports',
  'cli',
  'store',
  'charts',
  'ui',
  'app',
];
/** What a floor leaves alone though it lies above it. */
const never = {
  data: ['space', 'network'],
  strategies: ['network', 'data'],
  engine: ['space', 'strategies', 'settings', 'search', 'studies', 'controller'],
  drawings: [
    'data',
    'strategies',
    'settings',
    'search',
    'studies',
    'controller',
    'engine',
    'codecs',
    'protocol',
    'run',
    'storage',
    'worker',
  ],
  exports: [
    'strategies',
    'settings',
    'search',
    'studies',
    'controller',
    'protocol',
    'run',
    'storage',
    'worker',
  ],
  store: ['controller', 'engine', 'worker', 'drawings', 'exports', 'cli'],
  charts: ['controller', 'engine', 'storage', 'worker', 'exports', 'cli', 'store'],
  ui: ['controller', 'engine', 'worker', 'cli'],
  app: ['controller', 'engine', 'cli'],
};
const floors = Object.fromEntries(
  order.map((floor, height) => [
    floor,
    order.slice(0, height).filter((above) => !never[floor]?.includes(above)),
  ]),
);
const below = (floor) => order.slice(0, order.indexOf(floor));
const tfjsFloors = '^src/(controller|engine|worker|cli)/';

module.exports = {
  forbidden: [
    ...Object.entries(floors).map(([folder, above]) => ({
      name: `floor-${folder}`,
      comment: `${folder}/ may import only ${above.join(', ') || 'nothing of src'}: what lies below it must not leak upwards.`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: [`^src/${folder}/`, ...above.map((name) => `^src/${name}/`)] },
    })),
    {
      name: 'tfjs-below-the-worker',
      comment:
        'The page never loads tfjs: only the controller, the engine, the worker and the commands may; what is exported is compared with it.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [tfjsFloors, '^src/exports/.*\\.test\\.ts$', '^src/exports/.*testing/'],
      },
      to: { path: 'node_modules/@tensorflow' },
    },
    {
      name: 'comparing-without-tfjs',
      comment:
        'Comparing strategies takes loops over typed arrays alone, and reading a file none: their workers stay small.',
      severity: 'error',
      from: { path: '^src/worker/(comparing/comparingWorker|reading/readingWorker)\\.ts$' },
      to: { path: 'node_modules/@tensorflow', reachable: true },
    },
    {
      name: 'peers-only-where-they-are-measured',
      comment: 'jax-js is what the benchmark compares with: nothing that is shipped may load it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/bench/peers/' },
      to: { path: 'node_modules/@jax-js' },
    },
    {
      name: 'runtimes-only-where-exports-are-tried',
      comment:
        'ONNX Runtime is what an export is loaded with to compare it: nothing that is shipped may load it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: 'node_modules/onnxruntime' },
    },
    {
      name: 'no-react-below-the-store',
      comment: 'Nothing below the store touches the DOM: the same session runs without a page.',
      severity: 'error',
      from: { path: `^src/(${below('store').join('|')})/` },
      to: { path: 'node_modules/(react|react-dom|zustand)' },
    },
    {
      name: 'no-d3-below-the-drawings',
      comment: 'Layouts take scales and paths of d3; nothing else below the charts draws.',
      severity: 'error',
      from: { path: `^src/(${below('drawings').join('|')})/` },
      to: { path: 'node_modules/d3' },
    },
    {
      name: 'engines-share-the-lowering-alone',
      comment: 'An engine knows no other: what they have in common is engine/lowering/ and the seam.',
      severity: 'error',
      from: { path: '^src/engine/(reference|webgpu|wasm|lowering)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/engine/(reference|webgpu|wasm|lowering)/',
        pathNot: ['^src/engine/$1/', '^src/engine/lowering/'],
      },
    },
    {
      name: 'processor-without-tfjs',
      comment: 'The processor’s engine loads nothing of tfjs: it is over a megabyte.',
      severity: 'error',
      from: {
        path: '^src/(worker/laboratory/devices/processor|engine/wasm/threads/(browserCrew|browserThread))\\.ts$',
      },
      to: { path: 'node_modules/@tensorflow', reachable: true },
    },
    {
      name: 'kernels-never-import-the-compiler',
      comment: 'What compiler and kernels share is the intermediate form, engine/webgpu/ir/.',
      severity: 'error',
      from: { path: '^src/engine/webgpu/(kernels|ir)/' },
      to: { path: '^src/engine/webgpu/compile/' },
    },
    {
      name: 'the-intermediate-form-knows-no-kernel',
      comment:
        'ir/ says what is computed, as plain data: kernels and compiler read it, and it reads neither.',
      severity: 'error',
      from: { path: '^src/engine/webgpu/ir/' },
      to: { path: '^src/engine/webgpu/', pathNot: '^src/engine/webgpu/ir/' },
    },
    {
      name: 'kernels-read-the-intermediate-form-only',
      comment:
        'A kernel is text and the division of its work: it knows no program, no device and no buffers.',
      severity: 'error',
      from: { path: '^src/engine/webgpu/kernels/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/engine/webgpu/', pathNot: '^src/engine/webgpu/(kernels|ir)/' },
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
