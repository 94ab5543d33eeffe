import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeRun } from '../../run/file/runFile.ts';
import { newRun, type Run } from '../../run/run.ts';
import { anyRun } from '../../run/testing/runs.ts';
import type { Trial } from '../../search/trial.ts';
import { presetOf } from '../../space/presets.ts';
import { readRunFiles } from './readRunFiles.ts';
import { createRunWriter } from './runWriter.ts';

const trial: Trial = {
  number: 1,
  architecture: presetOf('darts-v2').architecture,
  status: 'trained',
  accuracy: 0.5,
  reward: 0.5,
  trainable: 10,
  multiplyAdds: 100,
  seconds: 2,
  epochs: [],
};

test('what could not be written for a while is written once it can be', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'run-writer-'));
  const out = path.join(folder, 'later', 'run.json');
  const run = fc.sample(anyRun, { numRuns: 1, seed: 1 })[0]!;
  const told: string[] = [];
  try {
    const writer = createRunWriter(out, run, (text) => told.push(text));
    writer.offer(run);
    await expect
      .poll(() => told)
      .toEqual([expect.stringMatching(/run\.json could not be written .*it will be tried again/)]);
    writer.offer(run);
    await expect(writer.finish(run)).rejects.toThrow(/ENOENT/);
    expect(told).toHaveLength(1);
    await mkdir(path.dirname(out));
    await writer.finish(run);
    expect(decodeRun(await readFile(out, 'utf8'))).toMatchObject({ ok: true });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a trial that ended is written soon, though a child was written only just now', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'run-writer-'));
  const out = path.join(folder, 'run.json');
  const { trials: _, ...rest } = fc.sample(anyRun, { numRuns: 1, seed: 1 })[0]!;
  const settings = { ...rest.settings, trials: 9, weightSharing: false, halving: false };
  const run: Run = { ...rest, settings, trials: [], updates: [], checkpoint: null, child: null };
  const kept = async () => {
    const read = decodeRun(await readFile(out, 'utf8'));
    return read.ok ? read.value.trials.length : read.error;
  };
  try {
    const writer = createRunWriter(out, run, expect.unreachable);
    for (let count = 0; count <= 4; count++) {
      const trials = Array.from({ length: count }, (_, index) => ({ ...trial, number: index + 1 }));
      writer.offer({ ...run, trials });
      writer.offer({ ...run, trials });
      // Nothing is offered any more: what waits is written all the same.
      if (count % 2 === 0) await expect.poll(() => kept().catch(() => null)).toBe(count);
      else {
        await writer.trialsKept();
        expect(await kept()).toBe(count);
      }
    }
    await writer.finish(run);
    expect(await kept()).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('children that a killed process left beside the run are dropped', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'run-writer-'));
  const out = path.join(folder, 'run.json');
  const run = fc.sample(anyRun, { numRuns: 1, seed: 1 })[0]!;
  try {
    await writeFile(`${out}.paused-9`, '');
    await createRunWriter(out, run, expect.unreachable).finish(run);
    expect(await readdir(folder)).toEqual(['run.json']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('files that a killed process left half written are taken away, and no others', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'run-writer-'));
  const out = path.join(folder, 'run.json');
  const run = fc.sample(anyRun, { numRuns: 1, seed: 1 })[0]!;
  const others = ['run.json.partly', 'run.json.copy.part', 'run.json2.part-0123abcd', 'my run.json.part'];
  const left = [
    'run.json.part',
    'run.json.part-0123abcd',
    'run.json.weights.part',
    'run.json.paused-3.part-0123abcd',
  ];
  try {
    for (const name of [...others, ...left]) await writeFile(path.join(folder, name), '');
    await createRunWriter(out, run, expect.unreachable).finish(run);
    expect((await readdir(folder)).sort()).toEqual([...others, 'run.json'].sort());
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what lies beside a run comes back with it; what is missing or damaged there is told', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'run-writer-'));
  const out = path.join(folder, 'run.json');
  const { trials, ...rest } = fc.sample(anyRun, { numRuns: 1, seed: 1 })[0]!;
  const halving = { halving: true, reductionFactor: 2, minimumEpochs: 1, epochs: 4 };
  const budgeted = [1, 2].map((number) => ({ ...trial, number, budget: 1 }));
  const state = {
    epochs: [],
    seconds: 1,
    weights: new Float32Array([1, 2]),
    velocity: new Float32Array([3]),
  };
  const run: Run = {
    ...rest,
    settings: { ...rest.settings, ...halving, weightSharing: true, trials: 5 },
    trials: budgeted,
    updates: [],
    checkpoint: null,
    child: { trial: 3, state },
    shared: { stem: new Float32Array([4, 5]) },
    paused: { 1: state, 2: { ...state, seconds: 2 } },
  };
  const told: string[] = [];
  const read = () => readRunFiles(out, (text) => told.push(text));
  try {
    await createRunWriter(out, newRun(run), expect.unreachable).finish(run);
    const names = [
      'run.json',
      'run.json.paused-1',
      'run.json.paused-2',
      'run.json.shared',
      'run.json.weights',
    ];
    expect((await readdir(folder)).sort()).toEqual(names);
    expect(await read()).toEqual({ ok: true, value: { ...run, updated: expect.any(String) } });
    expect(told).toEqual([]);

    await rm(`${out}.shared`);
    await rm(`${out}.paused-2`);
    await writeFile(`${out}.weights`, 'x');
    const poorer = { child: null, shared: {}, paused: { 1: state } };
    expect(await read()).toMatchObject({ ok: true, value: poorer });
    expect(told).toEqual([
      expect.stringMatching(
        /\.weights is not used\. It is no child of a run\. .* starts again from its seed\./,
      ),
      expect.stringMatching(/\.shared is missing, .*inherit only from each other\./),
      expect.stringMatching(
        /\.paused-2 is missing or damaged \(of 1 such files\)\..* when it is trained on\./,
      ),
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
