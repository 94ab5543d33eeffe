import path from 'node:path';
import { DataError, InputError, messageOf } from '../../base/errors.ts';
import type { ImageSet } from '../../data/dataset.ts';
import { loadImages } from '../../data/shards/load.ts';
import { makeSynthetic } from '../../data/synthetic/synthetic.ts';
import { tell } from '../bootstrap/folders.mjs';
import { prepareCifar10 } from '../prepare/prepareCifar10.ts';
import { dataFolder } from '../site/page.ts';
import { terminalReport } from '../text/terminalReport.ts';
import { folderSource } from './folderSource.ts';

/**
 * The images of a command, prepared first where they are missing. Without `wanted`, a machine that cannot get CIFAR-10
 * gets synthetic images and a warning, so that a first run never fails; results then say "synthetic".
 */
export async function commandImages(
  images: number,
  seed: number,
  wanted: string | undefined,
): Promise<ImageSet> {
  if (wanted !== undefined && wanted !== 'cifar10' && wanted !== 'synthetic') {
    throw new InputError(`--dataset ${wanted}: give cifar10 or synthetic.`);
  }
  if (wanted === 'synthetic') return makeSynthetic(images, seed);
  try {
    const folder = path.join(dataFolder, 'cifar10');
    await prepareCifar10({ folder, report: terminalReport(process.stderr) });
    return await loadImages({ source: folderSource(folder), images, seed, report: () => {} });
  } catch (thrown) {
    if (!(thrown instanceof DataError) || wanted === 'cifar10') throw thrown;
    tell(`Warning: ${messageOf(thrown)}`);
    tell(
      'Going on with synthetic images: their accuracies say nothing about CIFAR-10. --dataset cifar10 fails instead.',
    );
    return makeSynthetic(images, seed);
  }
}
