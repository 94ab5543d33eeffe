import { InputError } from '../../../base/errors.ts';
import { makeSynthetic } from '../../../data/synthetic/synthetic.ts';
import { buildCifar } from '../../../network/build.ts';
import { CHILDREN, childrenLines, measureChildren, SCALING } from '../../bench/children.ts';
import { countChildren } from '../../bench/counts.ts';
import { studyLearning } from '../../bench/learning.ts';
import { studyPrecision } from '../../bench/precision/command.ts';
import { profileChild, profileLines } from '../../bench/profile.ts';
import { measureRecipes } from '../../bench/recipes/command.ts';
import { studyResults } from '../../bench/results/command.ts';
import { simulateScale } from '../../bench/scale.ts';
import { rateSearch } from '../../bench/searchRate.ts';
import { kernelText } from '../../bench/showKernel.ts';
import { measureWays } from '../../bench/ways/command.ts';
import { choiceIn, wayFlags } from '../../bench/ways/named.ts';
import { engineFlags, openEngine } from '../../runs/engine.ts';
import { givenCells, readCells } from '../../text/arguments.ts';
import { integerFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';

const help = `Usage: npm run -s bench -- [options]

Measures training steps of named children, each after a first step that makes the shaders.

  --steps N       measured steps a child, or groups of short ones; their median counts (default: 3)
  --cells CELLS   also measure this child: cells in any notation that count --help names
  --n N --f F     its normal cells a stage and filters (default: 1 and 8)
  --batch N       its batch (default: 32)
  --profile       time by kernel of a step of --cells (default: nasnet-a) on the compiled engine, by timestamp queries, or
                  with --engine wasm on one thread of the processor
  --scaling       a step of the compiled engine, or of --engine, for N = 1, 2, 3 and for batches of 16, 32, 64
  --engine NAME   only compiled, wasm or reference (default: all, side by side; wasm with one thread and with all)
  --threads N     of --engine wasm
  --show-kernel NAME
                  instead: the WGSL of a kernel of --cells (default: nasnet-a), or with list their names; needs no device
  --way NAME      of the compiled engine: a way of working (see --ways), at its precision; a name that is not there is answered
                  with those that there are
  --json          one JSON object
  --torch         instead: NASNet-A in batches of 64 and 128, or --cells, here and in PyTorch ($PYTHON, else python3 or
                  /usr/bin/python3, the first that has it);
                  ours is the compiled engine, or --engine
  --torch-maps    instead: predictions and maps of NASNet-A and DARTS, trained here, beside PyTorch's with the same weights;
                  or of --cells, on --engine

  --peers         instead: stacks of separable convolutions in Chromium, in tfjs, in jax-js and in both engines of ours
  --layers N --channels N --kernel N
                  with --peers: one stack of your own (default: 8, 16 and 5), with --batch

  --counts        instead: dispatches, pipelines and bytes of a step of 17 children, for graphics cards and software adapters,
                  as they are compiled; needs no device

  --ways          instead: a step in every way of working of the compiled engine, by turns, and which are faster than the
                  default; --ways --help says more
  --search        instead: children an hour of the Mini preset, and the shares of compiling, training, evaluating and reading
                  back; --search --help says more
  --recipes       instead: how far two trainings of random children agree, of each rung of the ladder of recipes;
                  --recipes --help says more
  --learning      instead: from how many children on searches learn, simulated with what was measured of each rung;
                  --learning --help says more
  --results       instead: whether what a search found is better than published cells, by test accuracies of fresh trainings;
                  --results --help says more
  --precision     instead: whether 16-bit maps cost accuracy, by pairs of trainings; --precision --help says more
  --scale         instead: a search by hundreds of workers, simulated: how much of their time is spent waiting;
                  --scale --help says more`;

/** What cannot go with --peers, --scaling, --profile, --torch and --show-kernel; and what only goes with --peers. */
const excluded = {
  peers: ['way', 'cells', 'n', 'f', 'engine', 'threads', 'profile', 'scaling', 'torch'],
  scaling: ['cells', 'n', 'f', 'batch', 'profile'],
  profile: ['threads'],
  torch: ['profile', 'scaling'],
  'torch-maps': ['way', 'profile', 'scaling', 'torch', 'peers', 'steps'],
  'show-kernel': ['way', 'engine', 'threads', 'profile', 'scaling', 'torch', 'peers', 'steps'],
} as const;
const ofPeers = ['layers', 'channels', 'kernel'] as const;

/** Commands of their own, with options of their own. */
const STUDIES: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  counts: countChildren,
  ways: measureWays,
  search: rateSearch,
  recipes: measureRecipes,
  learning: studyLearning,
  results: studyResults,
  precision: studyPrecision,
  scale: simulateScale,
};

/** The study that is asked for, if one is. Throws an InputError where something else is, too. */
function studyOf(args: readonly string[]): ((args: string[]) => Promise<number>) | undefined {
  const asks = (mode: string): boolean =>
    args.some((one) => one === `--${mode}` || one.startsWith(`--${mode}=`));
  const [first, second] = [...Object.keys(STUDIES), ...Object.keys(excluded)].filter(
    // That of --search counts bits.
    (mode) => asks(mode) && !(mode === 'precision' && asks('search')),
  );
  if (first === undefined || !(first in STUDIES)) return undefined;
  if (second !== undefined) throw new InputError(`--${first} and --${second}: give one of them.`);
  const bits = args[args.indexOf('--precision') + 1];
  if (first === 'precision' && bits !== undefined && /^\d/.test(bits))
    throw new InputError('--precision N only goes with --search; elsewhere --way half trains at 16 bits.');
  return STUDIES[first];
}

export async function main(args: string[]): Promise<number> {
  const study = studyOf(args);
  if (study !== undefined) return study(args);
  const given = commandOptions(help, args, {
    steps: { type: 'string' },
    cells: { type: 'string' },
    n: { type: 'string' },
    f: { type: 'string' },
    batch: { type: 'string' },
    ...engineFlags,
    ...wayFlags,
    profile: { type: 'boolean' },
    scaling: { type: 'boolean' },
    peers: { type: 'boolean' },
    torch: { type: 'boolean' },
    'torch-maps': { type: 'boolean' },
    'show-kernel': { type: 'string' },
    layers: { type: 'string' },
    channels: { type: 'string' },
    kernel: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (given === null) return 0;
  const steps = integerFlag('steps', given.steps, { min: 1, max: 1000 }) ?? 3;
  for (const mode of ['peers', 'scaling', 'torch', 'torch-maps', 'profile', 'show-kernel'] as const) {
    const misplaced = given[mode] !== undefined && excluded[mode].find((name) => given[name] !== undefined);
    if (misplaced) throw new InputError(`--${misplaced} cannot go with --${mode}.`);
  }
  const alone = given.peers ? undefined : ofPeers.find((name) => given[name] !== undefined);
  if (alone !== undefined) throw new InputError(`--${alone} only goes with --peers.`);
  const showing = given['show-kernel'];
  const sized = given.peers || given.profile || (given.cells ?? showing) !== undefined;
  const idle = sized ? undefined : (['n', 'f', 'batch'] as const).find((name) => given[name] !== undefined);
  if (idle !== undefined) throw new InputError(`--${idle} says nothing without --cells or --profile.`);
  if (given.peers) {
    // Loaded only here: it brings Playwright.
    const { chooseStacks, measurePeers, peerLines } = await import('../../bench/peers.ts');
    const table = await measurePeers(chooseStacks(given), steps);
    console.log(given.json ? JSON.stringify(table) : peerLines(table).join('\n'));
    return 0;
  }
  const n = integerFlag('n', given.n, { min: 1, max: 64 }) ?? 1;
  const f = integerFlag('f', given.f, { min: 1, max: 4096 }) ?? 8;
  const batch = integerFlag('batch', given.batch, { min: 1, max: 4096 }) ?? 32;
  if (given.cells !== undefined) await givenCells(given.cells); // a mistake must not cost minutes
  const { way } = given;
  const precision = choiceIn({ engine: given.engine, way }).way?.precision;
  const asked = given.cells === undefined ? [] : [{ child: given.cells, n, f, batch }];

  if (showing !== undefined) {
    const { child } = asked[0] ?? CHILDREN[0]!;
    const graph = buildCifar(await readCells(child), { cellsPerStage: n, filters: f });
    const text = kernelText(graph, batch, showing);
    console.log(given.json ? JSON.stringify({ child, n, f, batch, kernel: showing, text }) : text);
    return 0;
  }

  if (given.profile) {
    // Of threads there is one: the others would hide what it waits for.
    const { engine = 'compiled' } = given;
    const executor = await openEngine(choiceIn({ engine, way, ...(engine === 'wasm' && { threads: '1' }) }));
    const images = await executor.upload(makeSynthetic(Math.max(batch, 32), 1));
    const { child } = asked[0] ?? CHILDREN[0]!;
    const graph = buildCifar(await readCells(child), { cellsPerStage: n, filters: f });
    const kernels = await profileChild(executor, graph, images, batch, steps, precision).finally(() => {
      images.dispose();
      executor.dispose();
    });
    const { adapter } = executor;
    if (given.json)
      console.log(
        JSON.stringify({ adapter, child, n, f, batch, ...(way !== undefined && { way }), kernels }),
      );
    else {
      const how = way === undefined ? adapter : `${adapter}, ${way}`;
      console.log([how, ...profileLines(kernels)].join('\n'));
    }
    return 0;
  }

  if (given['torch-maps']) {
    const { agrees, compareMaps, MAPS_CHILDREN, mapsLines } = await import('../../bench/torch/torchMaps.ts');
    const table = await compareMaps(asked.length > 0 ? asked : MAPS_CHILDREN, given);
    console.log(given.json ? JSON.stringify(table) : mapsLines(table).join('\n'));
    return agrees(table) ? 0 : 1;
  }

  if (given.torch) {
    const { measureTorch, TORCH_CHILDREN, torchLines } = await import('../../bench/torch/torchPeer.ts');
    const table = await measureTorch(asked.length > 0 ? asked : TORCH_CHILDREN, steps, {
      engine: given.engine ?? 'compiled',
      threads: given.threads,
      way,
    });
    console.log(given.json ? JSON.stringify(table) : torchLines(table).join('\n'));
    return 0;
  }

  const children = given.scaling ? SCALING : [...CHILDREN, ...asked];
  const engine = given.scaling ? (given.engine ?? 'compiled') : given.engine;
  const table = await measureChildren(children, { engine, threads: given.threads, way }, steps);
  console.log(given.json ? JSON.stringify(table) : childrenLines(table).join('\n'));
  return 0;
}
