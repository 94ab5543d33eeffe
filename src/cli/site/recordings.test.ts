import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeRun, encodeRun } from '../../run/file/runFile.ts';
import { newRun, type Run } from '../../run/run.ts';
import { trial } from '../../run/testing/events.ts';
import { presetFor } from '../../settings/settings.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import { COMMON_SETTINGS } from '../../strategies/common.ts';
import { STRATEGIES } from '../../strategies/list.ts';
import { RECORDED_TERMS, RECORDINGS, recordingFile } from '../../studies/recorded/list.ts';
import { packRecordings, readRecording, writeRecordings } from './recordings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recordings-'));
});
afterEach(() => rm(folder, { recursive: true }));

const environment = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' };
const finished: Run = {
  ...newRun({
    name: 'Recorded',
    created: '2026-01-31T12:00:00.000Z',
    settings: { ...TINY_SETTINGS, trials: 2, finalists: 0, strategy: 'ppo' },
  }),
  updated: '2026-02-01T12:00:00.000Z',
  phase: 'finished',
  trainedOn: environment,
  trials: [1, 2].map((number) => ({ ...trial(number), environment })),
  checkpoint: { learned: 2, strategy: { strategy: 'ppo' }, proposed: null },
};
/** Settings that a strategy brings along. */
const own = new Set<string>([
  ...Object.keys(COMMON_SETTINGS),
  ...STRATEGIES.flatMap(({ settings }) => Object.keys(settings)),
  'strategy',
]);
const sharedOf = (settings: object) => Object.entries(settings).filter(([name]) => !own.has(name));
const keep = (id: string, run: Run | string) =>
  writeFile(path.join(folder, `${id}.json`), typeof run === 'string' ? run : encodeRun(run));

test('those that are finished are shipped compressed, without what a search goes on from', async () => {
  await keep('mini-ppo', finished);
  await keep('mini-random', { ...finished, trials: finished.trials.slice(0, 1), checkpoint: null });
  const packed = await packRecordings(folder);
  expect(packed.map(({ recording }) => recording)).toEqual([
    {
      id: 'mini-ppo',
      strategy: 'ppo',
      trials: 2,
      finalists: 0,
      environments: [environment],
      created: finished.created,
      updated: finished.updated,
      bytes: packed[0]?.bytes.length,
    },
  ]);
  await writeRecordings(folder, packed);
  const bytes = await readFile(path.join(folder, recordingFile('mini-ppo')));
  expect(decodeRun(gunzipSync(bytes).toString())).toEqual({
    ok: true,
    value: { ...finished, checkpoint: null },
  });
  // The same run is the same file.
  expect((await packRecordings(folder))[0]?.bytes).toEqual(packed[0]?.bytes);
});

test('where there is none, nothing is shipped; one that is damaged is told by its name', async () => {
  expect(await packRecordings(folder)).toEqual([]);
  await keep('mini-ppo', encodeRun(finished).replace('"reward":0.5', '"reward":"much"'));
  await expect(packRecordings(folder)).rejects.toThrow(
    /mini-ppo\.json cannot be shipped\. Its field trials\[0\]/,
  );
});

test('what is to be trained is the same search by two strategies', () => {
  const shared = RECORDINGS.map(({ preset, strategy }) =>
    sharedOf({ ...presetFor(preset, strategy), ...RECORDED_TERMS }),
  );
  expect(shared[0]?.length).toBeGreaterThan(10);
  expect(shared[1]).toEqual(shared[0]);
});

describe('the recordings of this repository', async () => {
  const runs = await Promise.all(
    RECORDINGS.map(async (one) => ({ ...one, run: await readRecording(one.id) })),
  );

  test('together are less than 400 kB', async () => {
    const packed = await packRecordings();
    expect(packed).toHaveLength(RECORDINGS.length);
    expect(packed.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(400_000);
  });

  test('have the settings that were fixed before', () => {
    const shared = runs.map(({ run }) => sharedOf(run?.settings ?? {}));
    expect(shared[1]).toEqual(shared[0]);
    for (const { run, strategy } of runs) {
      expect(run?.settings).toMatchObject({ strategy, ...RECORDED_TERMS });
      expect(run?.trials).toHaveLength(RECORDED_TERMS.trials);
      // Two fresh trainings each, and the winner's last one, which no image of the search judged.
      expect(run?.finalists).toHaveLength(2 * RECORDED_TERMS.finalists + 1);
      expect(run?.finalists.at(-1)).toMatchObject({ training: 3, judgedOn: 'outside', images: 5000 });
      // Each says what it was trained by, has its curves, and what it takes the shown images for.
      for (const one of run?.trials ?? []) {
        expect(one.environment).toMatchObject({ engine: 'wasm', backend: 'wasm' });
        if (one.status !== 'trained') continue;
        expect(one.shown).toHaveLength(6);
        for (const { parts } of one.epochs) expect(parts?.length).toBeGreaterThan(1);
      }
    }
  });
});
