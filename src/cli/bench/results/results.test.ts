import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { datasetInfo } from '../../../data/infos.ts';
import { ENGINE_VERSIONS } from '../../../engine/version.ts';
import { outcomeOf } from '../../../studies/results/outcome.ts';
import { type Contender, RESULT_RECIPES, RESULT_SEEDS } from '../../../studies/results/terms.ts';
import { outcomeSentences, outcomeTable } from '../../../studies/results/words.ts';
import { root } from '../../bootstrap/folders.mjs';
import { readRecording } from '../../site/recordings.ts';
import { readLines } from '../../tabulate/log.ts';
import { accuraciesOf, doneOf, loggedResult, recordedContenders, resultJobs } from './trainings.ts';

/** What docs/RESULTS.md and the README say, against the recorded searches and the log of this repository. */

const flowing = (file: string): string => readFileSync(path.join(root, file), 'utf8').replaceAll(/\s+/g, ' ');
const doc = flowing('docs/RESULTS.md');
const study = RESULT_RECIPES[0]!;

let contenders: Contender[] = [];
beforeAll(async () => {
  contenders = await recordedContenders(study);
});

test('the terms name the networks that are trained, each with no more parameters but the random one', () => {
  for (const { title, filters, trainable, multiplyAdds } of contenders)
    expect(doc).toContain(
      `| ${title} | ${filters} | ${trainable.toLocaleString('en-US')} | ${(multiplyAdds / 1e6).toFixed(1)} M |`,
    );
  const [searched, random, ...published] = contenders;
  for (const { trainable } of published) expect(trainable).toBeLessThanOrEqual(searched!.trainable);
  expect(random!.filters).toBe(searched!.filters);
});

test('no seed is that of a recorded search', async () => {
  for (const id of ['mini-ppo', 'mini-random'] as const)
    expect(RESULT_SEEDS).not.toContain((await readRecording(id))?.settings.seed);
});

test('all networks have one recipe, and see the same images with one seed', async () => {
  const jobs = await resultJobs(study, contenders);
  expect(jobs).toHaveLength(25);
  expect(new Set(jobs.map(({ key }) => key)).size).toBe(25);
  for (const { contender, seed, settings } of jobs)
    expect({ ...settings, blocks: 5, operations: study.settings.operations }).toEqual({
      ...jobs[0]!.settings,
      ...{ blocks: 5, operations: study.settings.operations, seed, filters: contender.filters },
    });
  expect(jobs[0]!.settings).toMatchObject({ trainImages: 8000, epochs: 3, test: true, trials: 1 });
});

test('the docs say what the log says, and nothing before it is whole', async () => {
  const jobs = await resultJobs(study, contenders);
  const folder = path.join(root, 'src/studies/results/log', `wasm-${ENGINE_VERSIONS.wasm}`);
  const lines = readLines(folder, loggedResult);
  const { classes, testImages } = datasetInfo(study.settings.dataset);
  for (const { right, images } of lines) expect(images).toBe(right === null ? 0 : testImages);
  const [, cameOut] = doc.split('## What came out');
  const accuracies = accuraciesOf(jobs, doneOf(jobs, lines), classes.length);
  if (accuracies === null) {
    expect(cameOut).toBeUndefined();
    return;
  }
  const outcome = outcomeOf(contenders, accuracies);
  expect(cameOut).toContain(outcomeTable(outcome).replaceAll(/\s+/g, ' '));
  for (const sentence of outcomeSentences(outcome)) {
    expect(cameOut).toContain(sentence);
    expect(flowing('README.md')).toContain(sentence);
  }
});
