import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { root } from '../../bootstrap/folders.mjs';
import { main } from './search.ts';

let folder = '';
let told = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'workers-'));
  told = '';
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const simulated = `${process.execPath} ${path.join(root, 'src', 'cli', 'workers', 'testing', 'simulated.mjs')}`;
const tiny =
  '--preset demo --dataset synthetic --blocks 1 --operations conv_1x1,avgpool_3x3 --filters 2 --epochs 2 --batch 5 ' +
  '--train-images 10 --validation-images 10 --children-per-update 2 --strategy reinforce';

/** A run's file without what depends on the clock. */
async function fileOf(name: string): Promise<string> {
  const text = await readFile(path.join(folder, name), 'utf8');
  return text.replace(/"(created|updated)": *"[^"]*"/g, '"$1"').replace(/"seconds": *[\d.e-]+/g, '"seconds"');
}

const search = (name: string, ...more: string[]): Promise<number> =>
  main([...tiny.split(' '), '--out', path.join(folder, name), ...more]);

test('with real workers the run is that of a search without, finalists and shared weights included', async () => {
  const some = ['--trials', '3', '--finalists', '1', '--weight-sharing'];
  expect(await search('alone.json', '--engine', 'wasm', '--threads', '1', ...some)).toBe(0);
  expect(await search('two.json', '--engine', 'wasm', '--threads', '1', '--workers', '2', ...some)).toBe(0);
  expect(told).toContain('of 2 workers 1 has nothing to do');
  expect(await fileOf('two.json')).toBe(await fileOf('alone.json'));
  const shared = (name: string) => readFile(path.join(folder, `${name}.shared`));
  const floats = (bytes: Buffer) => bytes.subarray(-64).toString('hex');
  expect(floats(await shared('two.json'))).toBe(floats(await shared('alone.json')));
});

test('a wave is trained by several at once, and the run is that of one, and of no workers', async () => {
  const some = ['--trials', '5', '--finalists', '0', '--wave', '2', '--engine', 'wasm', '--threads', '1'];
  expect(await search('alone.json', ...some)).toBe(0);
  expect(await search('three.json', '--workers', '3', ...some)).toBe(0);
  expect(told).toContain('trains 2 children at once: of 3 workers 1 has nothing to do');
  expect(await fileOf('three.json')).toBe(await fileOf('alone.json'));
});

test.skipIf(process.platform === 'win32')(
  'whatever becomes of workers in the midst of waves, the run is the same',
  async () => {
    const some = ['--trials', '10', '--finalists', '0', '--wave', '4', '--evaluator', simulated];
    expect(await search('one.json', '--workers', '1', ...some)).toBe(0);
    const faults = path.join(folder, 'faults');
    vi.stubEnv('NAS_FAULTS', faults);
    await mkdir(faults);
    for (const name of ['0-killed', '1-nonsense', '2-killed']) await writeFile(path.join(faults, name), '');
    expect(await search('four.json', '--workers', '4', ...some)).toBe(0);
    expect(told).toMatch(/Its child goes on|Its child is done again/);
    expect(await fileOf('four.json')).toBe(await fileOf('one.json'));
  },
);

test.skipIf(process.platform === 'win32')(
  'a search whose workers are killed keeps its run, and so does one that is interrupted',
  async () => {
    const some = ['--trials', '4', '--finalists', '0', '--workers', '2'];
    expect(await search('whole.json', ...some, '--evaluator', simulated)).toBe(0);
    const faults = path.join(folder, 'faults');
    vi.stubEnv('NAS_FAULTS', faults);
    await mkdir(faults);
    await writeFile(path.join(faults, '0-killed'), '');
    await writeFile(path.join(faults, '1-nonsense'), '');
    expect(await search('faulty.json', ...some, '--evaluator', simulated)).toBe(0);
    expect(told).toMatch(/Warning: Worker 1 ended .*Its child goes on after epoch 1\./);
    expect(await fileOf('faulty.json')).toBe(await fileOf('whole.json'));
    for (const name of ['2', '3', '4']) await writeFile(path.join(faults, `${name}-killed`), '');
    expect(await search('lost.json', ...some, '--evaluator', simulated)).toBe(1);
    expect(told).toMatch(/The same child has now lost 3 workers in turn\.\s+Go on with: .*--resume/s);
    expect(
      await main(['--resume', path.join(folder, 'lost.json'), '--workers', '1', '--evaluator', simulated]),
    ).toBe(0);
    expect(await fileOf('lost.json')).toBe(await fileOf('whole.json'));
    vi.mocked(process.stdout.write).mockImplementationOnce(() => process.emit('SIGINT'));
    expect(await search('cut.json', ...some, '--evaluator', simulated)).toBe(130);
    expect(JSON.parse(await readFile(path.join(folder, 'cut.json'), 'utf8')).trials).toHaveLength(1);
    const rest = ['--resume', path.join(folder, 'cut.json'), '--workers', '3', '--evaluator', simulated];
    expect(await main(rest)).toBe(0);
    expect(await fileOf('cut.json')).toBe(await fileOf('whole.json'));
  },
);

test.skipIf(!process.env.NAS_FULL || process.platform === 'win32')(
  'real workers that are killed and stopped in the midst of children leave the run the same',
  async () => {
    const some = [
      '--trials',
      '12',
      '--finalists',
      '1',
      '--train-images',
      '4000',
      '--epochs',
      '6',
      '--halving',
    ];
    const engine = ['--engine', 'wasm', '--threads', '1'];
    expect(await search('alone.json', ...engine, ...some)).toBe(0);
    const pids = path.join(folder, 'pids');
    const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
    const line = `echo $$ >> ${pids}; exec ${process.execPath} ${runner} evaluate ${engine.join(' ')}`;
    let ended = 0;
    vi.mocked(process.stdout.write).mockImplementation(() => {
      // The latest is the one at work. One that is stopped says nothing for half a minute.
      const latest = Number(readFileSync(pids, 'utf8').trim().split('\n').at(-1));
      ended++;
      const signal = ended === 6 ? 'SIGSTOP' : 'SIGKILL';
      const kill = (): void => {
        try {
          process.kill(latest, signal);
        } catch {
          // It has ended by itself.
        }
      };
      // By then the next child is in training, and far from its end.
      if (ended % 3 === 0) setTimeout(kill, 150);
      return true;
    });
    expect(await search('killed.json', '--workers', '2', '--evaluator', line, ...some)).toBe(0);
    expect(told.match(/Warning: Worker 1 ended by SIGKILL/g)?.length).toBeGreaterThan(1);
    expect(told).toMatch(/Warning: Worker 1 said nothing for/);
    expect(await fileOf('killed.json')).toBe(await fileOf('alone.json'));
  },
  600_000,
);

test('options that do not go together are refused in words', async () => {
  const refused = (...args: string[]) => expect(main(args)).rejects;
  await refused('--mixed').toThrow('--mixed is for worker processes: say how many with --workers N.');
  await refused('--workers', '0').toThrow('--workers 0: give a whole number from 1 to 1000.');
  await refused('--workers', '2', '--preset', 'table').toThrow(
    /^--workers: this search looks its children up/,
  );
  await refused('--workers', '2', '--threads', '1', '--evaluator', 'x').toThrow(
    '--threads says how this program trains, and --evaluator that another command does: give --threads in that command.',
  );
  await refused('--gpu', 'x', '--threads', '2').toThrow(/^--gpu names a graphics card/);
});
