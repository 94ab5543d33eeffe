import { existsSync, realpathSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import type { WeightsOrigin } from '../../codecs/origin.ts';
import { datasetInfo } from '../../data/infos.ts';
import { cutWeights } from '../../engine/checkpoint/programState.ts';
import { writeWeights } from '../../exports/pytorch/weightsFile.ts';
import { pairOf } from '../../run/fullRun.ts';
import type { Run } from '../../run/run.ts';
import { childGraph } from '../../settings/childGraph.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { childPath } from '../../storage/files/paths.ts';
import { KeepError, put } from '../../storage/files/put.ts';
import { whiskerOf } from '../../studies/uncertainty/whisker.ts';

/** Throws an InputError where no file of weights can be written in the end, so that nobody waits for days to be told; `run` is where the training is kept. */
export function checkWeightsPlace(file: string, run: string | null): void {
  const own = run === null ? [] : [run, childPath(run), `${run}.lock`];
  if (own.some((one) => placeOf(one) === placeOf(file)))
    throw new InputError(
      `--weights ${file}: the training itself is kept there. Give another name, like ${run}.safetensors.`,
    );
  if (isFolder(file))
    throw new InputError(
      `--weights ${file} is a folder: name a file in it, like ${path.join(file, 'child.safetensors')}.`,
    );
  if (existsSync(file)) throw new InputError(`--weights ${file} exists: give another name.`);
  if (!isFolder(path.dirname(path.resolve(file))))
    throw new InputError(`--weights ${file}: there is no folder ${path.dirname(file)}.`);
}

const isFolder = (place: string): boolean => existsSync(place) && statSync(place).isDirectory();

/** By whatever way its folder was named. */
function placeOf(file: string): string {
  const folder = path.dirname(path.resolve(file));
  return path.join(existsSync(folder) ? realpathSync(folder) : folder, path.basename(file));
}

/**
 * Writes a trained child's weights; where its place cannot be written to they go into a new folder, since they may be days of
 * work. Answers whether they are where they were to be.
 */
export async function keepWeights(
  file: string,
  run: Run,
  joined: Float32Array,
  tell: (text: string) => void,
): Promise<boolean> {
  const pair = pairOf(run);
  if (pair === null) return true;
  const bytes = weightsFile(pair, run.settings, joined, originOf(run));
  try {
    await put(file, bytes);
    tell(`The weights are in ${file}.`);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof KeepError)) throw thrown;
    tell(thrown.message);
    const other = path.join(await mkdtemp(path.join(tmpdir(), 'nas-playground-')), path.basename(file));
    await put(other, bytes);
    tell(`The weights were written to ${other} instead.`);
    return false;
  }
}

/** Safetensors that tell their network, its images and its pair by themselves. */
export function weightsFile(
  architecture: Architecture,
  settings: Settings,
  joined: Float32Array,
  origin?: WeightsOrigin,
): Uint8Array<ArrayBuffer> {
  const { cellsPerStage, filters, imageSize: size, auxiliary, dataset } = settings;
  const { seed, trainImages, validationImages } = settings;
  const { mean, deviation, classes } = datasetInfo(dataset);
  const graph = childGraph(architecture, settings);
  const child = {
    architecture,
    graph,
    network: { setting: 'cifar', cellsPerStage, filters, size, classes: classes.length, auxiliary },
    weights: cutWeights(graph, joined),
    images: { mean, deviation, classNames: classes },
    split: { dataset, seed, trainImages, validationImages },
  } as const;
  return writeWeights(child, origin);
}

/** What its training came to, as a later export's README says it. */
function originOf({ settings, trials: [trial] }: Run): WeightsOrigin {
  const { dataset, epochs, validationImages } = settings;
  const { title } = datasetInfo(dataset);
  const training = `${count(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'} on ${title}`;
  const test = trial?.test;
  const [share, images, part] = test
    ? [test.accuracy, test.images, 'test']
    : [trial?.accuracy ?? null, validationImages, 'validation'];
  if (share === null) return { kind: 'trained', training, accuracy: null };
  const { whole } = whiskerOf(share, images, null);
  const interval = [Math.max(0, share - whole), Math.min(1, share + whole)] as const;
  const on = `${count(images)} ${part} images of ${title}`;
  return { kind: 'trained', training, accuracy: { share, interval, on } };
}

const count = (value: number): string => value.toLocaleString('en-US');
